"""What lies over the page: consent banners and newsletter windows, dismissed as a shopper does it,
refusing where that is offered."""

from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page

from crawler.journeys.words import CLOSE, NEWSLETTER
from crawler.render.banner import CONTROLS, NEVER, accepting, refusing

WINDOWS = (
    ":is([role=dialog], dialog, [aria-modal=true], [class*=popup i], [class*=modal i], "
    "[class*=newsletter i], [class*=overlay i]):not(html, body):has(input[type=email])"
)
"""Windows that ask for an e-mail address; a basket that slides in asks for none."""
MOST = 3
"""Banners dismissed in one journey: one that comes back on every page is not fought with."""
TAP_MS = 2000


class Consent:
    """Dismisses banners whenever one is there before something is pressed."""

    def __init__(self) -> None:
        self.told = ""
        """`rejected: Only necessary`. Empty: no banner was in the way."""
        self.closed: list[str] = []
        """What was pressed to close other windows: `No, thanks`."""

    async def watch(self, page: Page) -> None:
        """From now on banners and windows of this page are dismissed."""
        window = page.locator(WINDOWS).filter(has_text=NEWSLETTER).filter(visible=True)
        closers = window.locator(CONTROLS)
        for kind, offered in (
            ("rejected", refusing(page)),
            ("accepted", accepting(page, partly=True)),
            ("closed", closers.filter(has_text=CLOSE).or_(closers.and_(page.get_by_label(CLOSE)))),
        ):
            await page.add_locator_handler(
                offered.filter(visible=True).first,
                self._handler(kind),
                no_wait_after=True,
                times=MOST,
            )

    def _handler(self, kind: str) -> Callable[[Locator], Awaitable[None]]:
        async def dismiss(found: Locator) -> None:
            text = " ".join((await found.inner_text()).split())[:60]
            if NEVER.search(text):
                return
            await found.click(timeout=TAP_MS)
            if kind == "closed":
                self.closed.append(text or await found.get_attribute("aria-label") or "")
            else:
                self.told = self.told or f"{kind}: {text}"

        return dismiss

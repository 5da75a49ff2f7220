"""What lies over the page: consent banners and newsletter windows, dismissed as a shopper does it,
refusing where that is offered."""

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page

from crawler.journeys.words import ACCEPT, CLOSE, CONSENT, NEVER, NEWSLETTER, REJECT

KNOWN_REJECT = (
    "#onetrust-reject-all-handler, #CybotCookiebotDialogBodyButtonDecline, .cmplz-deny, "
    "#didomi-notice-disagree-button, [data-testid=uc-deny-all-button], .cky-btn-reject, "
    "#shopify-pc__banner__btn-decline, #tarteaucitronAllDenied2, .cc-deny, "
    "[data-cookiefirst-action=reject], .iubenda-cs-reject-btn, #axeptio_btn_dismiss"
)
KNOWN_ACCEPT = (
    "#onetrust-accept-btn-handler, #CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll, "
    ".cmplz-accept, #didomi-notice-agree-button, [data-testid=uc-accept-all-button], "
    ".cky-btn-accept, #shopify-pc__banner__btn-accept, .cc-allow, .cc-dismiss"
)
"""Buttons of the widespread consent tools, as they are named in the tools' own documents."""
BANNERS = (
    ":is([id*=cookie i], [class*=cookie i], [id*=consent i], [class*=consent i], [id*=gdpr i], "
    "[class*=gdpr i], [role=dialog], [role=alertdialog], dialog):not(html, body)"
)
WINDOWS = (
    ":is([role=dialog], dialog, [aria-modal=true], [class*=popup i], [class*=modal i], "
    "[class*=newsletter i], [class*=overlay i]):not(html, body):has(input[type=email])"
)
"""Windows that ask for an e-mail address; a basket that slides in asks for none."""
CONTROLS = "button, a, [role=button], input[type=submit]"
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
        banner = page.locator(BANNERS).filter(has_text=CONSENT)
        window = page.locator(WINDOWS).filter(has_text=NEWSLETTER).filter(visible=True)
        closers = window.locator(CONTROLS)
        for kind, offered in (
            ("rejected", page.locator(KNOWN_REJECT).or_(_saying(banner, REJECT))),
            ("accepted", page.locator(KNOWN_ACCEPT).or_(_saying(banner, ACCEPT))),
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


def _saying(banner: Locator, words: re.Pattern[str]) -> Locator:
    """Controls of a banner whose text begins with one of these words."""
    begins = re.compile(rf"^\W*(?:{words.pattern})", re.IGNORECASE)
    return banner.locator(CONTROLS).filter(has_text=begins)

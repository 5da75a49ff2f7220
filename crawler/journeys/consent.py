"""Consent banners on the way: dismissed as a shopper does it, refusing where that is offered."""

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, Page

from crawler.journeys.words import ACCEPT, CONSENT, NEVER, REJECT

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
    "[id*=cookie i], [class*=cookie i], [id*=consent i], [class*=consent i], [id*=gdpr i], "
    "[class*=gdpr i], [role=dialog], [role=alertdialog], dialog"
)
MOST = 3
"""Banners dismissed in one journey: one that comes back on every page is not fought with."""
TAP_MS = 2000


class Consent:
    """Dismisses banners whenever one is there before something is pressed."""

    def __init__(self) -> None:
        self.told = ""
        """`rejected: Only necessary`. Empty: no banner was in the way."""

    async def watch(self, page: Page) -> None:
        """From now on banners of this page are dismissed."""
        banner = page.locator(BANNERS).filter(has_text=CONSENT)
        for kind, known, words in (
            ("rejected", KNOWN_REJECT, REJECT),
            ("accepted", KNOWN_ACCEPT, ACCEPT),
        ):
            offered = page.locator(known).or_(
                banner.locator("button, a, [role=button], input[type=submit]").filter(
                    has_text=re.compile(rf"^\W*(?:{words.pattern})", re.IGNORECASE)
                )
            )
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
            self.told = self.told or f"{kind}: {text}"

        return dismiss

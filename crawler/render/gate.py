"""Puts what opens a shop onto the browser's requests to that shop, and onto no others."""

from contextlib import suppress
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from crawler.render.identity import Identity


async def give_cookies(context: BrowserContext, identity: Identity) -> None:
    """Put the shop's cookies into the context's jar, for its hosts without their subdomains.

    In the jar the page's own scripts see them too. As all cookies they know no port.
    """
    scheme = "https" if identity.secure else "http"
    await context.add_cookies(
        [
            {"name": name, "value": value, "url": f"{scheme}://{host}/"}
            for name, value in identity.access.cookies.items()
            for host in sorted(identity.hosts)
        ]
    )


async def keep_gate(page: Page, identity: Identity) -> None:
    """Send headers and login with the page's requests to the shop, the proxy's login to the proxy.

    Every request of the page then waits for us, so this is done only for shops that need it.
    Not with Playwright's means: extra_http_headers go to every host, http_credentials know only
    one origin, and these as well as routes and a proxy's password switch the cache off for the
    whole page (Playwright 1.65, `_updateProtocolRequestInterception`).
    """
    proxy = identity.proxy
    login = proxy.login if proxy else None
    if not identity.headers and login is None:
        return
    cdp = await page.context.new_cdp_session(page)
    gate = _Gate(cdp, identity, login)
    cdp.on("Fetch.requestPaused", gate.pass_on)
    cdp.on("Fetch.authRequired", gate.answer)
    # All hosts, not only the shop's: a redirect from the shop to another host is then a request of
    # its own and starts without our headers.
    options = {"patterns": [{"urlPattern": "http*"}], "handleAuthRequests": login is not None}
    await cdp.send("Fetch.enable", options)


class _Gate:
    def __init__(
        self, cdp: CDPSession, identity: Identity, proxy_login: tuple[str, str] | None
    ) -> None:
        self._cdp = cdp
        self._identity = identity
        self._headers = identity.headers
        self._names = {name.lower() for name in self._headers}
        self._proxy_login = proxy_login
        self._asked: set[str] = set()

    async def pass_on(self, event: dict[str, Any]) -> None:
        """Let a request go on, with our headers when it is one to the shop."""
        request = event["request"]
        going: dict[str, Any] = {"requestId": event["requestId"]}
        if self._headers and self._identity.is_own(request["url"]):
            kept = {k: v for k, v in request["headers"].items() if k.lower() not in self._names}
            going["headers"] = [
                {"name": name, "value": value} for name, value in (kept | self._headers).items()
            ]
        try:
            await self._cdp.send("Fetch.continueRequest", going)
        except PlaywrightError:
            # Its text may repeat the header that the browser does not like. The page has gone, or
            # the request is let fail: one without our headers would be answered with a login page.
            with suppress(PlaywrightError):
                failed = {"requestId": event["requestId"], "errorReason": "Failed"}
                await self._cdp.send("Fetch.failRequest", failed)

    async def answer(self, event: dict[str, Any]) -> None:
        """Log in at the proxy, once for each request; whoever else asks gets nothing."""
        said: dict[str, str] = {"response": "CancelAuth"}
        proxy = event["authChallenge"].get("source") == "Proxy"
        if proxy and self._proxy_login and event["requestId"] not in self._asked:
            self._asked.add(event["requestId"])
            user, password = self._proxy_login
            said = {"response": "ProvideCredentials", "username": user, "password": password}
        with suppress(PlaywrightError):
            await self._cdp.send(
                "Fetch.continueWithAuth",
                {"requestId": event["requestId"], "authChallengeResponse": said},
            )

"""The browser that a walk may need, loaded when the first page does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from crawler.config import Config

if TYPE_CHECKING:
    from crawler.fetch.scripts import View
    from crawler.render.discover import Discoverer


class LazyBrowser:
    """Costs nothing, not even its imports (20 MB), on the shops that need no scripts."""

    def __init__(self, make: "Callable[[], Discoverer]") -> None:
        self._make = make
        self._made: Discoverer | None = None

    async def render(self, url: str) -> "View":
        """Open one page. Raises StorewalkError when there is no browser to be had."""
        if self._made is None:
            self._made = self._make()
            await self._made.__aenter__()
        return await self._made.render(url)

    async def __aenter__(self) -> "LazyBrowser":
        return self

    async def __aexit__(self, *error: object) -> None:
        if self._made is not None:
            await self._made.__aexit__(None, None, None)


def page_browser(config: Config) -> LazyBrowser | None:
    """What reads pages that are empty without scripts; None when the configuration forbids it."""
    if config.crawl.browser == "never":
        return None

    def make() -> "Discoverer":
        from crawler.render.discover import Discoverer  # noqa: PLC0415 - loads Playwright

        allowed = [*(shop.host for shop in config.shops), *config.crawl.allow_private]
        return Discoverer(config, user_agent=config.user_agent, allowed_hosts=allowed)

    return LazyBrowser(make)

"""Which addresses may be asked at all: public ones, and the private ones that the user named.

A link, a redirect or a name server under somebody else's control must not lead us into the
network that we run in.
"""

from collections.abc import Iterable
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred

from crawler.addresses import is_private_host, is_public

ALLOWED_SETTING = "STOREWALK_ALLOWED_HOSTS"


class PrivateAddressError(IgnoreRequest, OSError):
    """The URL leads to a private address that the configuration does not name."""


class AddressGuard:
    """Downloader middleware: refuses literal private addresses before a connection is made."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self.allowed = frozenset(allowed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(crawler.settings.getlist(ALLOWED_SETTING))

    def process_request(self, request: Request) -> None:
        """Raises PrivateAddressError."""
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        if {host, parts.netloc} & self.allowed:
            return
        if is_private_host(host):
            raise PrivateAddressError(f"{host} is a private address")


class GuardedResolver(CachingThreadedResolver):
    """Resolves names as Scrapy does and refuses those that lead to a private address."""

    def __init__(self, reactor: Any, cache_size: int, timeout: float, allowed: Iterable[str]):
        super().__init__(reactor, cache_size, timeout)
        self.allowed = frozenset(allowed)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Scrapy's constructor."""
        settings = crawler.settings
        return cls(
            reactor,
            settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0,
            settings.getfloat("DNS_TIMEOUT"),
            settings.getlist(ALLOWED_SETTING),
        )

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: Any = None
    ) -> "Deferred[str]":
        """The address of a name. Fails with PrivateAddressError."""
        found = super().getHostByName(name, timeout)
        return found.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if name not in names_of(self.allowed) and not is_public(address):
            raise PrivateAddressError(f"{name} resolves to the private address {address}")
        return address


def names_of(allowed: Iterable[str]) -> frozenset[str]:
    """Host names without their ports."""
    return frozenset(name for host in allowed for name in (host, host.rpartition(":")[0] or host))


def allowed_hosts(urls: Iterable[str], extra: Iterable[str]) -> list[str]:
    """Hosts that the user named: those of the shops, with their port, and `allow_private`."""
    return sorted({urlsplit(url).netloc for url in urls} | set(extra))

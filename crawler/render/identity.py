"""Who the browser is to a shop: one name, language, clock and way in, the same as over HTTP."""

import base64
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.addresses import is_address
from crawler.config import Config
from crawler.config.access import Opened, opened
from crawler.errors import ConfigError

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CLOSED = Opened()


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy with its login apart, which belongs into no error text."""

    server: str
    login: tuple[str, str] | None
    """User and password. None: it asks for none."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a context of the browser is opened with. Equal ones may share a context.

    Its repr holds no secret.
    """

    user_agent: str
    """Our own honest name; the device's is put before it."""
    accept_language: str
    time_zone: str = "UTC"
    access: Opened = _CLOSED
    hosts: frozenset[str] = frozenset()
    """Host (host:port) of the shop and its www twin, which alone get what opens the shop. Empty
    when nothing does, so that open shops share a context."""
    secure: bool = True
    """The shop is on HTTPS: what opens it never travels in the clear."""

    @property
    def locale(self) -> str:
        """The first language: de-DE of `de-DE,en;q=0.5`. English when it is none (`*`)."""
        first = self.accept_language.split(",")[0].split(";")[0].strip()
        return first if _TAG.fullmatch(first) else "en"

    @property
    def headers(self) -> dict[str, str]:
        """Headers and login, for the shop's own hosts only; cookies are in the context's jar."""
        headers = dict(self.access.headers)
        if self.access.login:
            token = base64.b64encode(self.access.login.encode()).decode()
            headers["Authorization"] = f"Basic {token}"
        return headers

    @property
    def proxy(self) -> Proxy | None:
        """None: straight to the shop."""
        text = self.access.proxy
        if not text:
            return None
        parts = urlsplit(text if "://" in text else f"http://{text}")
        login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        return Proxy(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}", login)

    def is_own(self, url: str) -> bool:
        """Whether what opens the shop may be sent there."""
        parts = urlsplit(url)
        schemes = ("https",) if self.secure else ("http", "https")
        return parts.netloc in self.hosts and parts.scheme in schemes


class Identities:
    """One identity for each shop of the configuration."""

    def __init__(self, config: Config, user_agent: str, time_zone: str = "UTC") -> None:
        """Raises ConfigError for an environment variable that is not set, and for a bad proxy."""
        self._stranger = Identity(user_agent, config.crawl.accept_language, time_zone)
        self._by_site: dict[str, Identity] = {}
        self._by_host: dict[str, Identity] = {}
        for shop in config.shops:
            access = opened(shop.access, f"access of {shop.name}")
            hosts = _twins(shop.host)
            identity = Identity(
                user_agent,
                config.accept_language(shop),
                time_zone,
                access=access,
                hosts=hosts if access != _CLOSED else frozenset(),
                secure=urlsplit(shop.url).scheme == "https",
            )
            _require_proxy(identity, f"access of {shop.name}")
            self._by_site[shop.id] = identity
            for host in hosts:
                self._by_host.setdefault(host, identity)

    def of_site(self, site: str) -> Identity:
        """To the shop with this id; to a stranger when the configuration has none."""
        return self._by_site.get(site, self._stranger)

    def of_url(self, url: str) -> Identity:
        """To the shop whose host (or www twin) it is, else to a stranger."""
        return self._by_host.get(urlsplit(url).netloc, self._stranger)


def _require_proxy(identity: Identity, where: str) -> None:
    try:
        proxy = identity.proxy
        sound = proxy is None or bool(urlsplit(proxy.server).hostname)
    except ValueError:  # its text repeats the address, with the password
        sound = False
    if not sound:
        raise ConfigError(
            "the proxy has no address that can be read",
            where=where,
            hint="Write it like http://user:password@proxy.example:3128",
        )


def _twins(netloc: str) -> frozenset[str]:
    """A host with and without www, as in the walk; an address has no twin."""
    if is_address((urlsplit(f"//{netloc}").hostname or "").removeprefix("www.")):
        return frozenset({netloc})
    bare = netloc.removeprefix("www.")
    return frozenset({bare, f"www.{bare}"})

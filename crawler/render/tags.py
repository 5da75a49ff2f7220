"""Tags of analytics and advertising, known by what they ask for.

Names and addresses: Omnibug's patterns (MIT) and the vendors' own documentation, read 2026-11-23
(mobile.md 1.9).
"""

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request

from crawler.records import TagSeen

MOST_REQUESTS = 300
"""Requests of tags that are kept of one page."""


@dataclass(frozen=True, slots=True)
class Tag:
    """How one tag shows itself."""

    name: str
    kind: str
    """analytics, marketing or container."""
    library: str
    """Its program: a pattern of host and path; a group `id` where the address names one."""
    hit: str = ""
    """What it sends. Empty: it sends nothing itself."""
    id_key: str = ""
    """Parameter of both that holds the id."""
    cookies: tuple[str, ...] = ()
    """How its cookies' names begin; `=` at the end: the whole name."""
    prefix: str = ""
    """How its ids begin."""


TAGS = (
    Tag("Google Tag Manager", "container", r"googletagmanager\.com/gtm\.js", "", "id", (), "GTM-"),
    Tag(
        "Google Analytics 4",
        "analytics",
        r"googletagmanager\.com/gtag/js",
        r"^(?!.*doubleclick\.net).*/g/collect$",
        "tid|id",
        ("_ga=", "_ga_"),
        "G-",
    ),
    Tag(
        "Universal Analytics",
        "analytics",
        r"google-analytics\.com/(?:analytics|ga)\.js",
        r"google-analytics\.com/(?:[jr]/)?collect",
        "tid",
        ("_gid=", "_gat"),
        "UA-",
    ),
    Tag(
        "Google Ads",
        "marketing",
        r"googletagmanager\.com/gtag/js",
        r"googleads\.g\.doubleclick\.net/pagead/|/ccm/collect",
        "id",
        ("_gcl_au=",),
        "AW-",
    ),
    Tag("Floodlight", "marketing", "", r"(?:fls|ad)\.doubleclick\.net/activityi"),
    Tag(
        "Meta Pixel",
        "marketing",
        r"connect\.facebook\.net/.*fbevents\.js|connect\.facebook\.net/signals/config/(?P<id>\d+)",
        r"facebook\.com/tr\b",
        "id",
        ("_fbp=",),
    ),
    Tag(
        "TikTok",
        "marketing",
        r"analytics\.tiktok\.com/i18n/pixel",
        r"analytics\.tiktok\.com/api/v\d+/(?:track|pixel)",
        "sdkid",
        ("_ttp=",),
    ),
    Tag(
        "Pinterest",
        "marketing",
        r"s\.pinimg\.com/ct/",
        r"ct\.pinterest\.com/v3",
        "tid",
        ("_pin_unauth=",),
    ),
    Tag(
        "Microsoft Ads",
        "marketing",
        r"bat\.bing\.com/bat\.js",
        r"bat\.bing\.com/action",
        "ti",
        ("_uetsid=", "_uetvid="),
    ),
    Tag(
        "Microsoft Clarity",
        "analytics",
        r"clarity\.ms/tag/(?P<id>\w+)",
        r"clarity\.ms/collect",
        "",
        ("_clck=", "_clsk="),
    ),
    Tag(
        "Hotjar",
        "analytics",
        r"static\.hotjar\.com/c/hotjar-(?P<id>\d+)",
        r"[\w-]+\.hotjar\.(?:com|io)/api",
        "",
        ("_hjSession",),
    ),
    Tag(
        "Klaviyo",
        "marketing",
        r"static\.klaviyo\.com/onsite/js/",
        r"a\.klaviyo\.com/",
        "company_id",
        ("__kla_id=",),
    ),
    Tag(
        "Criteo",
        "marketing",
        r"static\.criteo\.net/js/ld/",
        r"sslwidget\.criteo\.com/event",
        "a",
        ("cto_bundle=",),
    ),
    Tag(
        "Snapchat",
        "marketing",
        r"sc-static\.net/scevent",
        r"tr\.snapchat\.com/p",
        "pid",
        ("_scid=",),
    ),
    Tag(
        "Reddit",
        "marketing",
        r"redditstatic\.com/ads/",
        r"reddit\.com/rp\.gif",
        "id",
        ("_rdt_uuid=",),
    ),
    Tag(
        "LinkedIn",
        "marketing",
        r"snap\.licdn\.com/li\.lms",
        r"px\.ads\.linkedin\.com/collect",
        "pid",
        ("li_fat_id=",),
    ),
    Tag(
        "Matomo",
        "analytics",
        r"/(?:matomo|piwik)\.js",
        r"/(?:matomo|piwik)\.php",
        "idsite",
        ("_pk_id", "_pk_ses"),
    ),
)

_WRITTEN = re.compile(
    r"(?<![\w-])(?:G-[A-Z0-9]{8,12}|GTM-[A-Z0-9]{5,9}|UA-\d{4,10}-\d{1,3}|AW-\d{9,12})(?![\w-])"
)


@dataclass(slots=True)
class _Sight:
    loaded: bool = False
    hits: dict[tuple[str, ...], bool] = field(default_factory=dict)
    """Each hit once, by what tells it from its retries: whether it says that consent is denied."""
    views: dict[tuple[str, ...], str] = field(default_factory=dict)


@dataclass  # no slots: Playwright marks the object whose methods listen
class TagWatch:
    """What the tags of one page ask for."""

    requests: int = 0
    _seen: dict[tuple[Tag, str], _Sight] = field(default_factory=dict)

    def listen(self, page: Page) -> None:
        """Connect to the page's events."""
        page.on("request", self._request)

    def facts(
        self, html: str, cookies: list[str], expected: tuple[str, ...], *, complete: bool
    ) -> dict[str, Any]:
        """TagFacts; `cookies` are the names of all in the browser."""
        owners = {name: owner for name in cookies if (owner := owner_of(name))}
        return {
            "tags": tuple(
                TagSeen(
                    tag=tag.name,
                    kind=tag.kind,
                    id=number,
                    loaded=sight.loaded,
                    hits=len(sight.hits),
                    free_hits=sum(1 for denied in sight.hits.values() if not denied),
                    page_views=tuple(sight.views.values())[:20],
                )
                for (tag, number), sight in self._seen.items()
            ),
            "cookies": owners,
            "written": tuple(sorted(set(_WRITTEN.findall(html))))[:30],
            "expected": expected,
            "complete": complete,
        }

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        place = f"{parts.netloc}{parts.path}"
        if parts.scheme not in ("http", "https") or self.requests >= MOST_REQUESTS:
            return
        for tag in TAGS:
            if tag.library and (match := re.search(tag.library, place)):
                number = match.groupdict().get("id") or _id_of(tag, parts.query)
                if not tag.prefix or number.startswith(tag.prefix) or tag.id_key == "tid":
                    self.requests += 1
                    self._sight(tag, number).loaded = True
            elif tag.hit and re.search(tag.hit, place):
                self.requests += 1
                for query in _events(request, parts.query):
                    self._hit(tag, query)

    def _hit(self, tag: Tag, query: str) -> None:
        said = {name: values[0][:200] for name, values in parse_qs(query).items()}
        sight = self._sight(tag, _id_of(tag, query))
        # The page's load and the number in it tell a hit from another try to send the same.
        name = said.get("en") or said.get("ev") or said.get("t") or said.get("evt") or ""
        number = said.get("_s") or said.get("ts") or said.get("z") or said.get("mid") or ""
        key = (name, number, said.get("_p", ""), said.get("dl", ""))
        sight.hits[key] = said.get("gcs") == "G100"
        if name.lower() in ("page_view", "pageview", "pageload"):
            sight.views[key] = said.get("dl", "").partition("?")[0]

    def _sight(self, tag: Tag, number: str) -> _Sight:
        return self._seen.setdefault((tag, number), _Sight())


def owner_of(cookie: str) -> str:
    """Which tag sets a cookie of this name; empty for others."""
    for tag in TAGS:
        for name in tag.cookies:
            if cookie == name[:-1] if name.endswith("=") else cookie.startswith(name):
                return tag.name
    return ""


def _id_of(tag: Tag, query: str) -> str:
    said = parse_qs(query)
    for key in filter(None, tag.id_key.split("|")):
        if key in said:
            return said[key][0][:60]
    return ""


def _events(request: Request, query: str) -> list[str]:
    """The query of each event of one request: Google sends several as lines of the body."""
    try:
        body = request.post_data or ""
    except (PlaywrightError, UnicodeDecodeError):
        body = ""  # not text
    lines = [line for line in body.splitlines()[:20] if line.startswith(("en=", "_s="))]
    return [f"{query}&{line}" for line in lines] or [query]

"""Kinds of differences between a new shop and the live one: how grave each is, and why."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from crawler.records.finding import Severity


class LaunchGroup(StrEnum):
    """What a kind of difference is about; the order of the report."""

    PAGES = "pages"
    MAP = "map"
    SEARCH = "search"
    DATA = "data"
    GOODS = "goods"
    PICTURES = "pictures"
    PHONE = "phone"
    LEAKS = "leaks"
    CHECKS = "checks"


class LaunchKind(StrEnum):
    """A kind of difference. `LAUNCH_CARDS` tells of each."""

    PAGE_GONE = "page-gone"
    PAGE_BROKEN = "page-broken"
    REDIRECT_LEAVES = "redirect-leaves"
    REDIRECT_LOOP = "redirect-loop"
    REDIRECT_HOME = "redirect-home"
    REDIRECT_KIND = "redirect-other-kind"
    REDIRECT_MANY = "redirect-many-to-one"
    REDIRECT_CHAIN = "redirect-chain"
    REDIRECT_TEMPORARY = "redirect-temporary"
    REDIRECT_LOST = "redirect-lost"
    NOT_COMPARED = "page-not-compared"
    MAP_IGNORED = "map-ignored"
    MAP_TARGET = "map-wrong-target"
    MAP_LOOP = "map-loop"
    MAP_TARGET_GONE = "map-target-gone"
    MAP_TARGET_HIDDEN = "map-target-not-indexable"
    MAP_CHAIN = "map-chain"
    MAP_STATUS = "map-wrong-status"
    MAP_UNCHECKED = "map-not-checked"
    NOINDEX_LEFT = "noindex-left"
    NOINDEX_ALL = "noindex-everywhere"
    ROBOTS_CLOSED = "robots-closed"
    ROBOTS_BLOCKS = "robots-blocks"
    ROBOTS_CHANGED = "robots-changed"
    CANONICAL_CHANGED = "canonical-changed"
    CANONICAL_LOST = "canonical-lost"
    TITLE_LOST = "title-lost"
    TITLE_CHANGED = "title-changed"
    DESCRIPTION_LOST = "description-lost"
    DESCRIPTION_CHANGED = "description-changed"
    H1_LOST = "h1-lost"
    H1_CHANGED = "h1-changed"
    HREFLANG_CHANGED = "hreflang-changed"
    ROBOTS_TAG = "robots-tag-changed"
    DATA_LOST = "data-type-lost"
    DATA_CHANGED = "data-changed"
    PRICE_LOST = "price-lost"
    PRICE_CHANGED = "price-changed"
    STOCK_LOST = "stock-lost"
    STOCK_CHANGED = "stock-changed"
    PICTURE_BROKEN = "picture-broken"
    PICTURES_GONE = "pictures-gone"
    CONSOLE_ERROR = "console-error"
    SLOWER = "slower"
    SHIFTS = "shifts-more"
    SCREEN_CHANGED = "screen-changed"
    SCREEN_UNSEEN = "screen-not-compared"
    LEAK_LINK = "staging-link"
    LEAK_CANONICAL = "staging-canonical"
    LEAK_HREFLANG = "staging-hreflang"
    LEAK_DATA = "staging-data"
    LEAK_PICTURE = "staging-picture"
    LEAK_FILE = "staging-file"
    NEW_FINDING = "new-finding"


class LaunchCard(NamedTuple):
    """What is said of a kind of difference."""

    group: LaunchGroup
    severity: Severity
    title: str
    """What is wrong, in one line; English, and a text of the catalogue."""
    why: str
    """Why it is as grave as that, with the source where the reason is not ours; as `title`."""


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTICE
_G = LaunchGroup

LAUNCH_CARDS: Mapping[LaunchKind, LaunchCard] = {
    LaunchKind.PAGE_GONE: LaunchCard(
        _G.PAGES, _E, "A page of the live shop is missing",
        "Its rank and the links to it are lost on the day of the launch. A warning where Google "
        "may not index the live page either.",
    ),
    LaunchKind.PAGE_BROKEN: LaunchCard(
        _G.PAGES, _E, "A page of the live shop answers with a server error",
        "Nobody can open it.",
    ),
    LaunchKind.REDIRECT_LEAVES: LaunchCard(
        _G.PAGES, _E, "A page leads away from staging",
        "What stands behind it is not the new shop, and nothing of it was compared.",
    ),
    LaunchKind.REDIRECT_LOOP: LaunchCard(
        _G.PAGES, _E, "A redirect goes round in circles", "Nobody can open the page.",
    ),
    LaunchKind.REDIRECT_HOME: LaunchCard(
        _G.PAGES, _E, "A page leads to the home page",
        "Google takes a redirect to the home page for a missing page (soft 404): "
        "https://developers.google.com/search/docs/crawling-indexing/site-move-with-url-changes.",
    ),
    LaunchKind.REDIRECT_KIND: LaunchCard(
        _G.PAGES, _W, "A page leads to a page of another kind",
        "Who looked for a product sees a list, or the other way round; rank is kept only where "
        "the new page answers the same question.",
    ),
    LaunchKind.REDIRECT_MANY: LaunchCard(
        _G.PAGES,
        _E,
        "Many pages lead to one",
        "More than five live pages end on the same page, which cannot stand for all of them: a "
        "login, a notice or a catch-all. Lines of the redirect map are not counted.",
    ),
    LaunchKind.REDIRECT_CHAIN: LaunchCard(
        _G.PAGES, _W, "A page is reached in several steps",
        "Google asks for one step, and for three at most: "
        "https://developers.google.com/search/docs/crawling-indexing/site-move-with-url-changes.",
    ),
    LaunchKind.REDIRECT_TEMPORARY: LaunchCard(
        _G.PAGES, _W, "A page has moved only for a time",
        "With 302, 303 or 307 Google may keep the old address: "
        "https://developers.google.com/search/docs/crawling-indexing/301-redirects.",
    ),
    LaunchKind.REDIRECT_LOST: LaunchCard(
        _G.PAGES, _W, "A redirect of the live shop is missing",
        "The address is linked from somewhere and led to a page until now.",
    ),
    LaunchKind.NOT_COMPARED: LaunchCard(
        _G.PAGES, _W, "A page could not be compared",
        "It was not seen on staging. That is not the same as being fine.",
    ),
    LaunchKind.MAP_IGNORED: LaunchCard(
        _G.MAP, _E, "A line of the redirect map does not work",
        "Somebody decided where the address leads, and it does not lead there.",
    ),
    LaunchKind.MAP_TARGET: LaunchCard(
        _G.MAP, _E, "An address leads to another page than the redirect map says",
        "Somebody decided where the address leads, and it does not lead there.",
    ),
    LaunchKind.MAP_LOOP: LaunchCard(
        _G.MAP, _E, "A line of the redirect map goes round in circles",
        "Nobody can open the page.",
    ),
    LaunchKind.MAP_TARGET_GONE: LaunchCard(
        _G.MAP, _E, "The redirect map leads to a page that is not there",
        "The redirect works, and shoppers still see an error.",
    ),
    LaunchKind.MAP_TARGET_HIDDEN: LaunchCard(
        _G.MAP, _W, "The redirect map leads to a page that Google may not index",
        "The rank of the old address goes to nobody.",
    ),
    LaunchKind.MAP_CHAIN: LaunchCard(
        _G.MAP, _W, "A line of the redirect map needs several steps",
        "Google asks for one step, and for three at most: "
        "https://developers.google.com/search/docs/crawling-indexing/site-move-with-url-changes.",
    ),
    LaunchKind.MAP_STATUS: LaunchCard(
        _G.MAP, _W, "A line of the redirect map answers with another status",
        "Only 301 and 308 say for good that a page has moved.",
    ),
    LaunchKind.MAP_UNCHECKED: LaunchCard(
        _G.MAP, _W, "A line of the redirect map could not be tested",
        "It was not seen on staging. That is not the same as being fine.",
    ),
    LaunchKind.NOINDEX_LEFT: LaunchCard(
        _G.SEARCH, _E, "noindex on a page that Google has today",
        "Google drops the page at its next visit.",
    ),
    LaunchKind.NOINDEX_ALL: LaunchCard(
        _G.SEARCH, _W, "noindex on every page of staging",
        "Right on staging, and the end of the shop in Google if it goes live: take it off at the "
        "launch.",
    ),
    LaunchKind.ROBOTS_CLOSED: LaunchCard(
        _G.SEARCH, _W, "robots.txt of staging closes the whole shop",
        "Right on staging, and an error only if this file goes live: put the live one in its "
        "place at the launch.",
    ),
    LaunchKind.ROBOTS_BLOCKS: LaunchCard(
        _G.SEARCH, _E, "robots.txt closes a page that Google has today",
        "The rule closes a part of the shop, as rules that are meant to stay do.",
    ),
    LaunchKind.ROBOTS_CHANGED: LaunchCard(
        _G.SEARCH, _N, "robots.txt is another one",
        "No page that was walked is closed or opened to Google by it.",
    ),
    LaunchKind.CANONICAL_CHANGED: LaunchCard(
        _G.SEARCH, _E, "The canonical address is another one",
        "Google indexes the other page in place of this one.",
    ),
    LaunchKind.CANONICAL_LOST: LaunchCard(
        _G.SEARCH, _W, "The canonical address is missing",
        "Google chooses among the spellings of the address itself.",
    ),
    LaunchKind.TITLE_LOST: LaunchCard(
        _G.SEARCH, _E, "The title is missing", "It is what Google shows of the page.",
    ),
    LaunchKind.TITLE_CHANGED: LaunchCard(
        _G.SEARCH, _W, "The title is another one",
        "The words of the title weigh most in what the page is found for.",
    ),
    LaunchKind.DESCRIPTION_LOST: LaunchCard(
        _G.SEARCH, _W, "The description is missing",
        "Google makes up a text of its own.",
    ),
    LaunchKind.DESCRIPTION_CHANGED: LaunchCard(
        _G.SEARCH, _N, "The description is another one",
        "It is no reason for a rank; it may be better than the old one.",
    ),
    LaunchKind.H1_LOST: LaunchCard(
        _G.SEARCH, _W, "The main heading is missing",
        "Shoppers and Google read in it what the page is about.",
    ),
    LaunchKind.H1_CHANGED: LaunchCard(
        _G.SEARCH, _N, "The main heading is another one", "It may be better than the old one.",
    ),
    LaunchKind.HREFLANG_CHANGED: LaunchCard(
        _G.SEARCH, _W, "The other languages of the page are others",
        "Google shows shoppers the page in a language or currency that is not theirs.",
    ),
    LaunchKind.ROBOTS_TAG: LaunchCard(
        _G.SEARCH, _N, "The robots tag is another one",
        "It still lets Google index the page, or keeps it out as before.",
    ),
    LaunchKind.DATA_LOST: LaunchCard(
        _G.DATA, _W, "A type of structured data is missing",
        "An error for products: price, stock and stars disappear from Google.",
    ),
    LaunchKind.DATA_CHANGED: LaunchCard(
        _G.DATA, _N, "Structured data says something else",
        "A warning for article numbers: Google takes it for another product.",
    ),
    LaunchKind.PRICE_LOST: LaunchCard(
        _G.GOODS, _E, "The price is missing", "Nobody buys a product without a price.",
    ),
    LaunchKind.PRICE_CHANGED: LaunchCard(
        _G.GOODS, _E, "The price is another one", "A wrong price is sold from the first minute.",
    ),
    LaunchKind.STOCK_LOST: LaunchCard(
        _G.GOODS, _W, "A product can no longer be bought",
        "Stock moves by the hour, and staging is often a copy of an earlier day: look whether it "
        "is that.",
    ),
    LaunchKind.STOCK_CHANGED: LaunchCard(
        _G.GOODS, _N, "The stock is another one",
        "It can be bought as before, or can be bought now.",
    ),
    LaunchKind.PICTURE_BROKEN: LaunchCard(
        _G.PICTURES, _E, "A picture is missing", "Shoppers see a hole where it was.",
    ),
    LaunchKind.PICTURES_GONE: LaunchCard(
        _G.PICTURES, _W, "A page has no picture any more",
        "The live page shows pictures in its main part, the new one none.",
    ),
    LaunchKind.CONSOLE_ERROR: LaunchCard(
        _G.PHONE, _W, "A script fails that did not fail before",
        "Something on the page does not work; which part, the message tells.",
    ),
    LaunchKind.SLOWER: LaunchCard(
        _G.PHONE, _W, "The page appears later on a phone",
        "More than 2.5 s, which is no longer good (https://web.dev/articles/lcp), and a fifth "
        "more than live: people notice no less (Seow, Designing and Engineering Time, 2008). "
        "Staging often runs on a smaller machine.",
    ),
    LaunchKind.SHIFTS: LaunchCard(
        _G.PHONE, _W, "The page moves more while it loads on a phone",
        "More than 0.1, which is no longer good (https://web.dev/articles/cls), "
        "and a fifth more than live.",
    ),
    LaunchKind.SCREEN_CHANGED: LaunchCard(
        _G.PHONE, _N, "The page looks different on a phone",
        "That may be what the launch is for: look at the pictures.",
    ),
    LaunchKind.SCREEN_UNSEEN: LaunchCard(
        _G.PHONE, _W, "A page could not be compared on a phone",
        "It was seen on one side only. That is not the same as being fine.",
    ),
    LaunchKind.LEAK_LINK: LaunchCard(
        _G.LEAKS, _E, "A link leads to staging",
        "Shoppers end on a server that is not for them, or before a password.",
    ),
    LaunchKind.LEAK_CANONICAL: LaunchCard(
        _G.LEAKS, _E, "A canonical address names staging",
        "Google is told that the real page is the one on staging.",
    ),
    LaunchKind.LEAK_HREFLANG: LaunchCard(
        _G.LEAKS, _E, "Another language of the page is on staging",
        "Google shows shoppers a page of staging.",
    ),
    LaunchKind.LEAK_DATA: LaunchCard(
        _G.LEAKS, _E, "Structured data names staging",
        "Google reads of products and pictures that it cannot open.",
    ),
    LaunchKind.LEAK_PICTURE: LaunchCard(
        _G.LEAKS, _E, "A picture comes from staging",
        "It disappears with staging, or asks shoppers for a password.",
    ),
    LaunchKind.LEAK_FILE: LaunchCard(
        _G.LEAKS, _E, "A script or style sheet comes from staging",
        "It disappears with staging, and the page with it.",
    ),
    LaunchKind.NEW_FINDING: LaunchCard(
        _G.CHECKS, _W, "A check finds what it does not find on live",
        "As grave as the check says.",
    ),
}  # fmt: skip
"""The severity of every kind, in the order of the report. The one place where it stands."""

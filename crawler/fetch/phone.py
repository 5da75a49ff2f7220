"""The same page for a desktop and for a phone: Google reads what phones are sent."""

from bisect import insort
from collections.abc import AsyncIterator, Iterable
from typing import TYPE_CHECKING

from crawler.fetch import answer
from crawler.records import PageKind, PageRecord, PageState, PageView, PhoneViews

if TYPE_CHECKING:
    from crawler.fetch.walk import SiteWalk

KINDS = frozenset({PageKind.HOME, PageKind.CATEGORY, PageKind.PRODUCT})
_PHONE = (
    "Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)


def phone_agent(ours: str) -> str:
    """What a phone sends, with our own honest name behind it."""
    return f"{_PHONE} {ours}"


def sample(pages: Iterable[PageRecord], site: str, most: int) -> list[PageRecord]:
    """At most `most` pages of each kind: one template serves them all.

    The first by key, so that every night asks for the same ones, in whatever order they came.
    """
    found: dict[PageKind, list[PageRecord]] = {kind: [] for kind in KINDS}
    for page in pages:
        if page.site != site or page.state is not PageState.OK or page.kind not in KINDS:
            continue
        insort(found[page.kind], page, key=lambda one: one.key)
        del found[page.kind][most:]
    return [page for kind in sorted(KINDS) for page in found[kind]]


async def phone_views(
    walk: "SiteWalk", pages: Iterable[PageRecord], agent: str
) -> AsyncIterator[PhoneViews]:
    """Both views of each page; pages of which one did not come are left out.

    A desktop asks before and after the phone: what changes between its own two answers is not the
    phone's doing, and such a page is left out too.
    """
    for page in pages:
        first = await _view(walk, page.url, "")
        phone = await _view(walk, page.url, phone_agent(agent)) if first else None
        if first is None or phone is None:
            continue
        again = first if phone == first else await _view(walk, page.url, "")
        if again == first:
            yield PhoneViews(key=page.key, desktop=first, phone=phone)


async def _view(walk: "SiteWalk", url: str, agent: str) -> PageView | None:
    try:
        response = await walk.door.ask(url, headers={"User-Agent": agent} if agent else {})
    except Exception:  # noqa: BLE001 - no answer is no view, and says nothing about phones
        return None
    if answer.page_state(response) is not PageState.OK:
        return None
    return walk.reader.view(url, response.body, answer.headers_of(response))

"""Which pages are looked at under a budget, and in which order."""

from crawler.config import WatchedProduct
from crawler.records import (
    HttpFacts,
    LookReason,
    LooksBefore,
    OutlineFacts,
    PageKind,
    PageRecord,
    PageState,
    page_key,
)
from crawler.render.select import Chosen, choose_pages

SHOP = "https://shop.example"


def page(path: str, kind: PageKind, shape: str = "", site: str = "shop") -> PageRecord:
    url = f"{SHOP if site == 'shop' else 'https://rival.example'}{path}"
    return PageRecord(
        key=page_key(site, url), site=site, url=url, state=PageState.OK, kind=kind,
        http=HttpFacts(status=200), depth=path.count("/"), outline=OutlineFacts(shape=shape),
    )  # fmt: skip


def shape(*names: int) -> str:
    return "".join(f"{number:08x}" for number in sorted(names))


PRODUCT, LIST, TEXT = shape(*range(1, 30)), shape(*range(100, 130)), shape(*range(200, 230))
PAGES = [
    page("/", PageKind.HOME),
    *(page(f"/products/{n:02}", PageKind.PRODUCT, PRODUCT) for n in range(40)),
    *(page(f"/lists/{n}", PageKind.CATEGORY, LIST) for n in range(5)),
    *(page(f"/texts/{n}", PageKind.CONTENT, TEXT) for n in range(10)),
    page("/contact", PageKind.POLICY),
]


def choose(budget: int, *, watched: int = 0, **before: object) -> list[Chosen]:
    products = tuple(
        WatchedProduct(sku=str(n), name=str(n), urls={"shop": f"{SHOP}/products/{39 - n}"})
        for n in range(watched)
    )
    known = LooksBefore(**before)  # type: ignore[arg-type]
    return choose_pages(PAGES, "shop", products, budget, before=known)


def urls(chosen: list[Chosen], reason: LookReason) -> list[str]:
    return [one.page.url.removeprefix(SHOP) for one in chosen if one.reason is reason]


def test_a_budget_for_all_looks_at_every_page_once() -> None:
    chosen = choose(500, watched=3)
    assert sorted(one.page.url for one in chosen) == sorted(one.url for one in PAGES)


def test_home_watched_products_and_every_template_come_first() -> None:
    chosen = choose(20, watched=4)
    assert len(chosen) == 20
    assert urls(chosen, LookReason.HOME) == ["/"]
    assert urls(chosen, LookReason.WATCHED) == [f"/products/{39 - n}" for n in range(4)]
    standing = urls(chosen, LookReason.TEMPLATE)
    assert {path.split("/")[1] for path in standing} == {"products", "lists", "texts", "contact"}
    assert {one.template for one in chosen if one.reason is LookReason.TEMPLATE} >= {
        "/products/*", "/lists/*", "/texts/*"
    }  # fmt: skip


def test_the_same_pages_stand_for_a_template_every_night() -> None:
    first = urls(choose(20), LookReason.TEMPLATE)
    seen = {f"{SHOP}{path}": "2026-11-22T021000Z" for path in first}
    assert urls(choose(20, last=seen), LookReason.TEMPLATE) == first


def test_many_watched_products_leave_room_for_the_others() -> None:
    chosen = choose(20, watched=40)
    assert len(urls(chosen, LookReason.WATCHED)) == 10
    assert urls(chosen, LookReason.TEMPLATE)
    assert urls(chosen, LookReason.ROTATION)


def test_flagged_and_changed_pages_are_looked_at_again() -> None:
    flagged = frozenset({f"{SHOP}/products/25", f"{SHOP}/texts/9"})
    changed = frozenset({f"{SHOP}/products/31"})
    chosen = choose(24, flagged=flagged, changed=changed)
    assert urls(chosen, LookReason.FLAGGED) == ["/products/25", "/texts/9"]
    assert urls(chosen, LookReason.CHANGED) == ["/products/31"]


def test_in_time_every_page_has_its_turn() -> None:
    everything = {one.url for one in PAGES}
    last: dict[str, str] = {}
    for night in range(1, 40):
        for one in choose(12, watched=3, last=dict(last), changed=frozenset(everything)):
            last[one.page.url] = f"2026-11-{night:02}"
        if set(last) == everything:
            break
    assert set(last) == everything
    # 57 pages, 12 a night, 10 of which are the same ones every night: two are left.
    assert night <= 24


def test_the_smallest_budgets_hold() -> None:
    assert choose(0) == []
    assert urls(choose(1, watched=2), LookReason.HOME) == ["/"]
    assert len(choose(2, watched=2)) == 2


def test_of_a_competitor_only_watched_pages_without_a_price_are_looked_at() -> None:
    rivals = [page("/mug", PageKind.PRODUCT, site="rival"), page("/", PageKind.HOME, site="rival")]
    product = WatchedProduct(sku="1", name="Mug", urls={"rival": "https://rival.example/mug"})
    chosen = choose_pages([*PAGES, *rivals], "shop", (product,), 5)
    assert [one.page.site for one in chosen if one.reason is LookReason.RIVAL] == ["rival"]
    assert len(chosen) == 6

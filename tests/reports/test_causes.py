"""One mend, one line: where it is, on how many pages, and the way there."""

from dataclasses import replace

from crawler.records import Finding, Severity
from reports.model.causes import way_to
from reports.model.mends import causes, in_words
from reports.model.night import Night, read_night
from reports.model.rows import Found, Place
from tests.reports.conftest import BuiltSite

SHOP = "https://shop.example"


def record(url: str, **more: object) -> Finding:
    base = {
        "id": f"{hash((url, str(more))):x}", "check": "links/link-broken-internal", "url": url,
        "severity": Severity.ERROR, "site": "shop", "subject": f"shop:{url}", "message": "Broken.",
    }  # fmt: skip
    return Finding.model_validate(base | more)


def finding(url: str, **more: object) -> Found:
    return Found.of(record(url, **more))


def linked(region: str, text: str, pages: int) -> dict[str, object]:
    """Evidence of a link target, as the link checks write it."""
    sources = [{"url": f"{SHOP}/{n}", "text": text, "region": region} for n in range(3)]
    return {"sources": sources, "pages": pages, "links": pages}


def test_a_link_in_the_footer_is_one_line() -> None:
    (cause,) = causes(
        [finding(f"{SHOP}/gone", cause=f"{SHOP}/gone", evidence=linked("footer", "Imprint", 3214))]
    )
    assert in_words(cause) == "Footer link “Imprint”, on 3,214 pages, one mend"
    assert cause.example == f"{SHOP}/0", "where the link can be seen, not where it leads"


def test_pages_of_one_template_are_one_line() -> None:
    found = [finding(f"{SHOP}/p/{n}", cause="/p/*", template="/p/*") for n in range(4)]
    (cause,) = causes(found)
    assert in_words(cause) == "/p/*, on 4 pages, one mend"


def test_what_stands_for_many_counts_as_many() -> None:
    found = [
        finding(f"{SHOP}/p/1", cause="/p/*", count=98_000),
        finding(f"{SHOP}/p/2", cause="x"),
    ]
    assert [cause.pages for cause in causes(found)] == [98_000, 1]


def test_texts_that_differ_are_not_named() -> None:
    evidence = [{"sources": [{"url": SHOP, "text": f"text {n}", "region": "main"}]} for n in (1, 2)]
    (cause,) = causes([finding(f"{SHOP}/{n}", cause="c", evidence=evidence[n]) for n in (0, 1)])
    assert cause.place == "Content link"


def placed(ordinary: BuiltSite, *places: Place) -> Night:
    night = read_night(ordinary.made.run, ordinary.made.history, ordinary.made.config)
    return replace(night, places={f"{one.site}:{one.url}": one for one in places})


def place(path: str, depth: int | None, before: str | None) -> Place:
    url = None if before is None else SHOP + before
    return Place("shop", SHOP + path, "", depth, url, 0, 0.0)


def test_the_way_is_told_from_the_home_page_on(ordinary: BuiltSite) -> None:
    night = placed(ordinary, place("/", 0, None), place("/a", 1, "/"), place("/a/b", 2, "/a"))
    assert way_to(night, "shop", SHOP + "/a/b") == "/ › /a › /a/b"


def test_no_way_is_told_where_there_is_none(ordinary: BuiltSite) -> None:
    night = placed(ordinary, place("/alone", None, None))
    assert way_to(night, "shop", SHOP + "/alone") == ""
    assert way_to(night, "shop", SHOP + "/unknown") == ""


def test_a_way_in_a_circle_ends(ordinary: BuiltSite) -> None:
    night = placed(ordinary, place("/a", 2, "/b"), place("/b", 1, "/a"))
    assert way_to(night, "shop", SHOP + "/a").count("›") == 2

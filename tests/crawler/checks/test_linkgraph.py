"""Ways from the home page and what links are worth, over small graphs that can be counted."""

import pytest

from crawler.checks.linkgraph import LinkGraph, Place
from crawler.records import Link, LinkFacts

SHOP = "https://shop.example"


def link(path: str, *rel: str, tag: str = "a") -> Link:
    return Link(url=SHOP + path, href=path, rel=rel, tag=tag)


def graph(pages: dict[str, list[Link]], moved: dict[str, str] | None = None) -> dict[str, Place]:
    """Places by path."""
    found = LinkGraph()
    for path, target in (moved or {}).items():
        found.add(SHOP + path, None, SHOP + target)
    for path, links in pages.items():
        found.add(SHOP + path, LinkFacts(links=tuple(links)))
    return {place.url.removeprefix(SHOP): place for place in found.places(SHOP + "/")}


def way(places: dict[str, Place], path: str) -> list[str]:
    """The pages from the home page on."""
    steps = [path]
    while (before := places[steps[0]].before) is not None:
        steps.insert(0, before.removeprefix(SHOP))
    return steps


def test_the_shortest_way_is_the_way() -> None:
    places = graph(
        {
            "/": [link("/a"), link("/b")],
            "/a": [link("/c")],
            "/b": [link("/deep"), link("/b")],
            "/c": [link("/deep")],
            "/deep": [],
            "/orphan": [link("/")],
        }
    )
    assert way(places, "/deep") == ["/", "/b", "/deep"]
    assert [places[path].depth for path in ("/", "/a", "/deep", "/orphan")] == [0, 1, 2, None]
    assert places["/deep"].links_in == 2
    assert places["/b"].links_in == 1, "its link to itself is none"


def test_links_that_nobody_follows_are_no_way() -> None:
    places = graph({"/": [link("/a", "nofollow"), link("/b", tag="img")], "/a": [], "/b": []})
    assert (places["/a"].depth, places["/b"].depth) == (None, None)


def test_a_redirect_is_a_way_to_its_end() -> None:
    places = graph({"/": [link("/old")], "/new": []}, moved={"/old": "/older", "/older": "/new"})
    assert way(places, "/new") == ["/", "/new"]
    assert "/old" not in places


def test_redirects_in_a_circle_lead_nowhere() -> None:
    places = graph({"/": [link("/x")], "/a": []}, moved={"/x": "/y", "/y": "/x"})
    assert places["/a"].depth is None


def test_values_are_those_of_the_definition() -> None:
    """Two pages that link to a third, which links back to the first: solved by hand.

    a = 0.15 + 0.85 c, b = 0.15, c = 0.15 + 0.85 (a + b).
    """
    places = graph({"/": [link("/c")], "/b": [link("/c")], "/c": [link("/")]})
    values = [places[path].value for path in ("/", "/b", "/c")]
    c = (0.15 + 0.85 * (0.15 + 0.15)) / (1 - 0.85**2)
    # Thirty rounds leave less than one percent of a circle of two.
    assert values == [pytest.approx(x, rel=0.01) for x in (0.15 + 0.85 * c, 0.15, c)]


def test_dead_ends_lose_nothing() -> None:
    places = graph({"/": [link("/a"), link("/b")], "/a": [], "/b": []})
    assert sum(place.value for place in places.values()) == pytest.approx(3, abs=0.01)


def test_a_shop_without_pages_has_no_places() -> None:
    assert graph({}) == {}

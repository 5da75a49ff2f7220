"""What a walk owes to the shops it visits, seen from their side."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

import pytest

from crawler.records import PageState, TargetState
from tests.crawler.fetch.helpers import BusyShop, Walked, crawled, settings, text, urlset
from tests.server import Answer, Asked, Route, Shop, html, links

CONCURRENCY = 3


def tree(pages: int, extra: str = "") -> dict[str, Route]:
    """A shop of so many pages, each linked from the home page."""
    routes: dict[str, Route] = {f"/{n}": html(f"Page number {n}") for n in range(pages)}
    return routes | {"/": html(links(*routes) + extra)}


def once(first: Answer, then: str = "fine") -> Route:
    """Answers so once and is well from then on."""
    return lambda asked: first if asked.number == 1 else Answer(html(then))


def limited(**headers: str) -> Route:
    """Too many requests, once."""
    return once(Answer(status=429, headers={k.replace("_", "-"): v for k, v in headers.items()}))


def at_date(asked: Asked) -> Answer:
    if asked.number > 1:
        return Answer(html("fine"))
    until = formatdate(int(time.time()) + 2, usegmt=True)
    return Answer(status=429, headers={"Retry-After": until})


POLICY = {"RateLimit-Policy": "4;w=1"}


def shops() -> dict[str, BusyShop]:
    """One for each promise; they are all walked by one command."""
    brittle = tree(60, '<img src="/a.png" alt="a"><img src="/b.png" alt="b">')
    brittle |= {f"/{name}.png": Answer(b"\x89PNG", type="image/png") for name in "ab"}
    flaky = tree(20) | {"/3": once(Answer(status=500)), "/4": Answer(status=500)}
    made = {
        "own": BusyShop(brittle, takes_s=0.01, fails_above=1),
        "steady": BusyShop(tree(50), takes_s=0.1),
        "seconds": BusyShop(tree(2) | {"/": limited(Retry_After="1")}),
        "date": BusyShop({"/": at_date}),
        "longer": BusyShop(
            {"/": limited(Retry_After="1", RateLimit_Remaining="0", RateLimit_Reset="2")}
        ),
        "spent": BusyShop(
            {"/": Answer(html("well"), headers={"RateLimit": '"default";r=0;t=1'}), "/a": "a"}
        ),
        "policy": BusyShop({p: Answer(str(b), headers=POLICY) for p, b in tree(14).items()}),
        "delay": BusyShop(tree(3)),
        "flaky": BusyShop(flaky, takes_s=0.02),
        "closed": BusyShop({f"/{n}": Answer(status=403) for n in range(60)}),
    }
    made["closed"].routes |= {
        "/": html("welcome"),
        "/sitemap.xml": urlset(*(f"{made['closed'].url}{n}" for n in range(60))),
    }
    delay = f"User-agent: *\nCrawl-delay: 1\nSitemap: {made['delay'].url}none.xml\n"
    made["delay"].routes["/robots.txt"] = text(delay)
    made["spent"].routes["/robots.txt"] = text(f"Sitemap: {made['spent'].url}none.xml\n")
    return made


@dataclass(frozen=True)
class Night:
    """One walk through all of them."""

    walked: Walked
    shops: dict[str, BusyShop]

    def after(self, name: str, path: str) -> float:
        """Seconds from the first answer for a path to the next request for anything."""
        visits = self.shops[name].visits
        first = next(at for at, visit in enumerate(visits) if visit.path == path)
        return visits[first + 1].came - visits[first].came


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    with ExitStack() as stack:
        all_shops = {name: stack.enter_context(shop) for name, shop in shops().items()}
        rivals = {name: shop for name, shop in all_shops.items() if name != "own"}
        config = settings(all_shops["own"], rivals, concurrency=CONCURRENCY, requests_per_second=40)
        yield Night(crawled(tmp_path_factory.mktemp("polite"), config), all_shops)


def test_it_starts_with_one_request_at_a_time_and_never_exceeds_the_limit(night: Night) -> None:
    steady = night.shops["steady"]
    assert {visit.under_way for visit in steady.visits[:4]} == {1}
    assert 1 < steady.most <= CONCURRENCY
    assert all(shop.most <= CONCURRENCY for shop in night.shops.values())


def test_retry_after_in_seconds_and_as_a_date_is_kept(night: Night) -> None:
    assert night.after("seconds", "/") >= 1.0
    assert night.after("date", "/") >= 1.0
    for name in ("seconds", "date"):
        assert night.walked.pages(night.shops[name])["/"].state is PageState.OK


def test_the_longer_of_two_waits_counts(night: Night) -> None:
    assert night.after("longer", "/") >= 2.0


def test_a_spent_limit_is_heeded_before_it_comes_to_a_refusal(night: Night) -> None:
    assert night.after("spent", "/") >= 1.0


def test_an_announced_limit_bounds_the_rate(night: Night) -> None:
    came = [visit.came for visit in night.shops["policy"].visits if visit.path != "/robots.txt"]
    assert len(came) > 14
    # Four a second are announced. Half of that is left for what a busy machine may do to the
    # times of the first and the last request.
    assert came[-1] - came[0] >= (len(came) - 1) / 4 / 2


def test_a_crawl_delay_is_kept(night: Night) -> None:
    came = [visit.came for visit in night.shops["delay"].visits if visit.path != "/robots.txt"]
    assert len(came) == 5
    assert came[-1] - came[0] >= len(came) - 1 - 0.5, "0.5 s for the times of first and last"
    assert night.shops["delay"].most == 1


def test_a_page_that_failed_once_is_asked_again_alone_and_is_flaky(night: Night) -> None:
    shop = night.shops["flaky"]
    page = night.walked.pages(shop)["/3"]
    assert (page.state, page.http.earlier) == (PageState.OK, ("500",))
    assert night.walked.site("flaky").counts["flaky"] == 1
    _, again = shop.of("/3")
    assert shop.during(again) == []


def test_a_page_that_failed_twice_is_an_error(night: Night) -> None:
    page = night.walked.pages(night.shops["flaky"])["/4"]
    assert (page.state, page.http.status, page.http.earlier) == (PageState.ERROR, 500, ("500",))
    assert len(night.shops["flaky"].of("/4")) == 2


def test_a_shop_that_refuses_everything_is_left(night: Night) -> None:
    refused = [visit for visit in night.shops["closed"].visits if visit.path[1:].isdigit()]
    assert 1 <= len(refused) <= 8 + CONCURRENCY
    codes = [note.code for note in night.walked.run.manifest().health if note.site == "closed"]
    assert codes.count("run-blocked") == 1


def test_a_shop_that_bears_one_request_at_a_time_is_walked_completely(night: Night) -> None:
    shop = night.shops["own"]
    pages = night.walked.pages(shop)
    assert {f"/{n}" for n in range(60)} <= set(pages)
    assert {page.state for path, page in pages.items()} == {PageState.OK}
    failed = [visit for visit in shop.visits if visit.under_way > 1]
    assert len(failed) <= 6
    assert {t.state for t in night.walked.targets(shop).values()} == {TargetState.OK}


def test_too_many_requests_is_never_a_broken_link(tmp_path: Path) -> None:
    always = Answer(status=429)
    body = '<img src="/busy.png" alt="a"><a href="/busy">b</a><a href="/passing">c</a>'
    routes: dict[str, Route] = {
        "/": html(body), "/busy": always, "/busy.png": always, "/passing": limited(),
    }  # fmt: skip
    with Shop(routes) as shop:
        walked = crawled(tmp_path, settings(shop))
    states = {path: target.state for path, target in walked.targets(shop).items()}
    assert states["/busy"] is states["/busy.png"] is TargetState.UNVERIFIED
    assert states["/passing"] is TargetState.OK
    assert walked.pages(shop)["/busy"].state is PageState.BLOCKED
    assert walked.site().counts["flaky"] == 0, "a shop that asked for less is not faulty"


def test_the_files_of_a_shop_that_refuses_us_are_left_alone_too(tmp_path: Path) -> None:
    pictures = "".join(f'<img src="/{n}.png" alt="a">' for n in range(10))
    with BusyShop({f"/{n}": Answer(status=403) for n in range(30)}) as shop:
        shop.routes["/"] = html(links(*(f"/{n}" for n in range(30))) + pictures)
        walked = crawled(tmp_path, settings(shop))
    assert not [visit for visit in shop.visits if visit.path.endswith(".png")]
    assert walked.targets(shop)["/3.png"].reason == "the shop refuses us tonight"
    assert walked.targets(shop)["/3.png"].state is TargetState.NOT_CHECKED

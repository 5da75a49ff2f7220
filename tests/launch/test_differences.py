"""Every kind of difference is found, once, and nothing else is."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.checks.registry import all_checks
from crawler.launch import findings
from crawler.records import (
    ConsoleEntry,
    Finding,
    Hop,
    HreflangLink,
    ImageFacts,
    Link,
    LinkFacts,
    LinkSource,
    LinkTarget,
    PageKind,
    PageState,
    PictureChange,
    PriceState,
    RenderState,
    RobotsDirective,
    Severity,
    StructuredFacts,
    StructuredItem,
    TargetState,
    fingerprint,
)
from crawler.records.launch import Unseen, Way
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchGroup, LaunchKind
from tests.launch.sides import LIVE, SITE, STAGING, Change, Run, compared, page, same

K = LaunchKind
NOINDEX = (RobotsDirective(agent="robots", content="noindex"),)


def robots(body: str, blocked: tuple[str, ...]) -> Change:
    """Another robots.txt, and the pages that it closes to Googlebot."""

    def change(run: Run) -> Run:
        for path in blocked:
            run = run.page(path, googlebot_allowed=False)
        return replace(run, robots=body)

    return change


def link(path: str, tag: str, href: str) -> Change:
    """A reference on a page."""
    found = Link(url=href, href=href, tag=tag)
    return lambda run: run.page(path, links=LinkFacts(links=(found,)))


def picture(state: TargetState) -> Change:
    """A picture that two pages refer to."""

    def change(run: Run) -> Run:
        target = LinkTarget(
            site=SITE, url=f"{run.home}/mug.png", internal=True, kind="image", state=state,
            status=404, pages=2, sources=(LinkSource(url=f"{run.home}/blue"),),
            hops=(Hop(url=f"{run.home}/mug.png", status=404),),
        )  # fmt: skip
        return replace(run, targets=(target,))

    return change


def finding(check: str, about: str = "") -> Change:
    """A finding on the page of the blue mug."""

    def change(run: Run) -> Run:
        subject = f"{SITE}:{run.home}/blue"
        one = Finding(
            id=fingerprint(check, subject, about), check=check, severity=Severity.WARNING,
            site=SITE, subject=subject, url=f"{run.home}/blue", message="Something.",
            about=about.format(home=run.home),
        )  # fmt: skip
        return replace(run, findings=(one,))

    return change


def product(**data: Any) -> Change:
    """Another product in the structured data of the blue mug."""

    def change(run: Run) -> Run:
        facts = run.pages["/blue"].structured
        assert facts is not None
        item = facts.items[0]
        changed = StructuredItem(syntax=item.syntax, types=item.types, data={**item.data, **data})
        return run.page("/blue", structured=StructuredFacts(items=(changed,)))

    return change


def canonical(to: str) -> Change:
    def change(run: Run) -> Run:
        known = run.pages[to].head
        assert known is not None
        return run.head("/blue", canonicals=known.canonicals)

    return change


def bare_data(run: Run) -> Run:
    return run.page("/blue", structured=StructuredFacts())


def without_sku(run: Run) -> Run:
    return product(sku="other")(run)


FOUND: dict[K, tuple[Change, Change, str]] = {
    K.PAGE_GONE: (same, lambda run: run.answer("/blue", 404), "/blue"),
    K.PAGE_BROKEN: (same, lambda run: run.answer("/blue", 500), "/blue"),
    K.REDIRECT_LEAVES: (
        same, lambda run: run.answer("/blue", 301, "https://elsewhere.example/blue"), "/blue",
    ),
    K.REDIRECT_LOOP: (
        same, lambda run: run.answer("/blue", 301, "/x").answer("/x", 301, "/blue"), "/blue",
    ),
    K.REDIRECT_HOME: (same, lambda run: run.answer("/blue", 301, "/"), "/blue"),
    K.REDIRECT_KIND: (same, lambda run: run.answer("/blue", 301, "/mugs"), "/blue"),
    K.REDIRECT_LOST: (
        lambda run: run.answer("/old", 301, "/blue"), lambda run: run.answer("/old", 404), "/old",
    ),
    K.NOT_COMPARED: (
        same, lambda run: run.answer("/blue", 401, state=PageState.BLOCKED), "/blue",
    ),
    K.NOINDEX_LEFT: (same, lambda run: run.head("/blue", robots=NOINDEX), "/blue"),
    K.ROBOTS_CLOSED: (
        same,
        robots("User-agent: *\nDisallow: /", ("/", "/mugs", "/blue", "/red", "/green")),
        "/robots.txt",
    ),
    K.ROBOTS_BLOCKS: (
        same, robots("User-agent: *\nDisallow: /cart\nDisallow: /blue", ("/blue",)), "/blue",
    ),
    K.ROBOTS_CHANGED: (same, robots("User-agent: *\nDisallow: /basket", ()), "/robots.txt"),
    K.CANONICAL_CHANGED: (same, canonical("/red"), "/blue"),
    K.CANONICAL_LOST: (same, lambda run: run.head("/blue", canonicals=()), "/blue"),
    K.TITLE_LOST: (same, lambda run: run.head("/blue", titles=()), "/blue"),
    K.TITLE_CHANGED: (same, lambda run: run.head("/blue", titles=("Other",)), "/blue"),
    K.DESCRIPTION_LOST: (same, lambda run: run.head("/blue", descriptions=()), "/blue"),
    K.DESCRIPTION_CHANGED: (
        same, lambda run: run.head("/blue", descriptions=("Other",)), "/blue",
    ),
    K.HREFLANG_CHANGED: (
        lambda run: run.head("/blue", hreflangs=(
            HreflangLink(code="de", href="/de/blue", url=f"{LIVE}/de/blue"),)),
        same, "/blue",
    ),
    K.ROBOTS_TAG: (
        same,
        lambda run: run.head("/blue", robots=(
            RobotsDirective(agent="robots", content="nofollow"),)),
        "/blue",
    ),
    K.DATA_LOST: (same, bare_data, "/blue"),
    K.DATA_CHANGED: (same, product(name="Another mug"), "/blue"),
    K.PRICE_LOST: (
        same, lambda run: run.offer("/blue", price=None, state=PriceState.MISSING), "/blue",
    ),
    K.PRICE_CHANGED: (same, lambda run: run.offer("/blue", price="13.00"), "/blue"),
    K.STOCK_LOST: (same, lambda run: run.offer("/blue", availability="OutOfStock"), "/blue"),
    K.STOCK_CHANGED: (
        same, lambda run: run.offer("/blue", availability="LimitedAvailability"), "/blue",
    ),
    K.PICTURE_BROKEN: (picture(TargetState.OK), picture(TargetState.BROKEN), "/blue"),
    K.PICTURES_GONE: (same, lambda run: run.page("/blue", images=ImageFacts()), "/blue"),
    K.CONSOLE_ERROR: (
        same,
        lambda run: run.render("/blue", console=(
            ConsoleEntry(kind="uncaught", text="x is not a function"),)),
        "/blue",
    ),
    K.SLOWER: (same, lambda run: run.render("/blue", lcp_ms=2600), "/blue"),
    K.SHIFTS: (same, lambda run: run.render("/blue", cls=0.2), "/blue"),
    K.SCREEN_CHANGED: (
        same,
        lambda run: run.render("/blue", picture_change=PictureChange(
            before_run="x", before="a.webp", difference="b.webp", share=0.25)),
        "/blue",
    ),
    K.SCREEN_UNSEEN: (
        same, lambda run: run.render("/blue", state=RenderState.FAILED), "/blue",
    ),
    K.LEAK_LINK: (same, link("/blue", "a", f"{STAGING}/red"), "/blue"),
    K.LEAK_PICTURE: (same, link("/blue", "img", "//new.shop.example:8443/x.png"), "/blue"),
    K.LEAK_FILE: (same, link("/blue", "script", f"{STAGING}/x.js"), "/blue"),
    K.LEAK_DATA: (same, product(image=f"{STAGING}/x.png"), "/blue"),
    K.LEAK_HREFLANG: (
        same,
        lambda run: run.head("/blue", hreflangs=(
            HreflangLink(code="de", href=f"{STAGING}/de", url=f"{STAGING}/de"),)),
        "/blue",
    ),
    K.NEW_FINDING: (same, finding("seo/h1-multiple"), "/blue"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FOUND, ids=lambda kind: kind.value)
def test_one_change_is_one_difference(tmp_path: Path, kind: LaunchKind) -> None:
    live, staging, path = FOUND[kind]
    found = compared(tmp_path, live, staging).differences
    assert [one.kind for one in found] == [kind]
    assert path in found[0].live or path in found[0].staging
    assert found[0].live == "" or found[0].live.startswith(LIVE + "/")
    assert found[0].staging.startswith(STAGING + "/")


@pytest.mark.parametrize("home", [STAGING, f"{LIVE}/staging", "https://dev.example/new/shop"])
def test_two_equal_shops_have_no_difference(tmp_path: Path, home: str) -> None:
    facts = compared(tmp_path, home=home)
    assert facts.differences == ()
    assert facts.added == ()
    assert facts.paired == {Way.SAME: 5, Way.MAP: 0, Way.REDIRECT: 0}
    assert facts.screens_compared == 2
    unlooked = {LAUNCH_CARDS[kind].group for kind in facts.unlooked}
    in_folder = {LaunchGroup.SEARCH} if home != STAGING else set()  # robots.txt has no place there
    assert unlooked == {LaunchGroup.MAP} | in_folder


def test_the_kinds_that_are_left_are_tested_elsewhere() -> None:
    told = {K.REDIRECT_CHAIN, K.REDIRECT_TEMPORARY, K.REDIRECT_MANY, K.NOINDEX_ALL,
            K.H1_LOST, K.H1_CHANGED, K.LEAK_CANONICAL}  # fmt: skip
    of_map = {kind for kind in K if LAUNCH_CARDS[kind].group is LaunchGroup.MAP}
    assert set(K) - set(FOUND) == told | of_map
    assert list(LAUNCH_CARDS) == list(K)


def test_a_page_that_moved_is_compared_with_its_new_address(tmp_path: Path) -> None:
    def move(run: Run) -> Run:
        new = run.pages["/blue"].model_dump()
        text = {"url": f"{run.home}/mug-blue", "key": f"{SITE}:{run.home}/mug-blue"}
        moved = run.pages["/blue"].model_validate(new | text)
        run = replace(run, pages={**run.pages, "/mug-blue": moved})
        run = run.head("/mug-blue", titles=("Other",), canonicals=())
        return run.answer("/blue", 302, "/b").answer("/b", 301, "/mug-blue")

    facts = compared(tmp_path, staging=move)
    kinds = [one.kind for one in facts.differences]
    assert kinds == [
        # The offer stands under the old address in this sample, and the phone saw no new page.
        K.PRICE_LOST, K.REDIRECT_CHAIN, K.REDIRECT_TEMPORARY, K.CANONICAL_LOST, K.TITLE_CHANGED,
        K.SCREEN_UNSEEN,
    ]  # fmt: skip
    assert facts.paired[Way.REDIRECT] == 1
    chain = facts.differences[1]
    assert chain.now == "/blue → /b → /mug-blue"
    assert facts.added == ()


def test_many_pages_that_end_on_one_are_not_paired_in_silence(tmp_path: Path) -> None:
    def many(run: Run) -> Run:
        for number in range(8):
            path = f"/more-{number}"
            run = replace(run, pages={**run.pages, path: page(run.home, path, PageKind.OTHER)})
        return run

    def wall(run: Run) -> Run:
        run = many(run)
        for path in list(run.pages):
            if path.startswith("/more"):
                run = run.answer(path, 301, "/login")
        login = page(run.home, "/login", PageKind.SYSTEM)
        return replace(run, pages={**run.pages, "/login": login})

    found = compared(tmp_path, many, wall).differences
    (one,) = (one for one in found if one.kind is K.REDIRECT_MANY)
    assert (one.pages, one.staging) == (8, f"{STAGING}/login")


def test_noindex_on_all_of_staging_is_one_warning(tmp_path: Path) -> None:
    def lock(run: Run) -> Run:
        for path in run.pages:
            run = run.head(path, robots=NOINDEX)
        return run

    (one,) = compared(tmp_path, staging=lock).differences
    assert (one.kind, one.severity, one.pages) == (K.NOINDEX_ALL, Severity.WARNING, 5)


def test_a_canonical_address_that_follows_the_shop_is_no_leak(tmp_path: Path) -> None:
    facts = compared(tmp_path)
    follows = {one.kind: one for one in facts.follows}
    assert follows[K.LEAK_CANONICAL].pages == 5
    assert follows[K.LEAK_DATA].example == f"Product.url: {STAGING}/blue"


def test_a_canonical_address_that_live_does_not_write_out_is_a_leak(tmp_path: Path) -> None:
    def relative(run: Run) -> Run:
        for path in run.pages:
            head = run.pages[path].head
            assert head is not None
            (known,) = head.canonicals
            run = run.head(path, canonicals=(known.model_copy(update={"href": path}),))
        return run

    found = compared(tmp_path, live=relative).differences
    assert {one.kind for one in found} == {K.LEAK_CANONICAL}
    assert len(found) == 5


def test_headings_are_compared_too(tmp_path: Path) -> None:
    def heading(text: str) -> Change:
        def change(run: Run) -> Run:
            outline = run.pages["/blue"].outline
            assert outline is not None
            heads = tuple(one.model_copy(update={"text": text}) for one in outline.headings)
            return run.page("/blue", outline=outline.model_copy(update={"headings": heads}))

        return change

    assert [one.kind for one in compared(tmp_path / "a", staging=heading("")).differences] == [
        K.H1_LOST
    ]
    assert [one.kind for one in compared(tmp_path / "b", staging=heading("x")).differences] == [
        K.H1_CHANGED
    ]


@pytest.mark.parametrize(
    ("change", "now"),
    [
        (lambda run: run.without("/blue"), Unseen.BUDGET),
        (lambda run: run.answer("/blue", 0, state=PageState.ROBOTS), Unseen.ROBOTS),
        (lambda run: run.answer("/blue", 0, state=PageState.FAILED), Unseen.FAILED),
    ],
)  # fmt: skip
def test_what_was_not_seen_is_not_fine(tmp_path: Path, change: Change, now: Unseen) -> None:
    found = compared(tmp_path, staging=change).differences
    assert [(one.kind, one.now) for one in found] == [(K.NOT_COMPARED, now)]


def test_redirects_of_live_that_nobody_followed_are_not_fine_either(tmp_path: Path) -> None:
    (one,) = compared(tmp_path, live=lambda run: run.answer("/old", 301, "/blue")).differences
    assert (one.kind, one.now, one.live) == (K.NOT_COMPARED, Unseen.BUDGET, f"{LIVE}/old")


@pytest.mark.parametrize(
    ("live", "staging"),
    [
        (finding("seo/h1-multiple", "{home}/x"), finding("seo/h1-multiple", "{home}/x")),
        (same, finding("seo/noindex-money-page")),
        (same, finding("server/ttfb-slow")),
        (picture(TargetState.BROKEN), picture(TargetState.BROKEN)),
        (same, lambda run: run.render("/blue", lcp_ms=2400, cls=0.09)),
        (
            lambda run: run.render("/blue", lcp_ms=3000, cls=0.3),
            lambda run: run.render("/blue", lcp_ms=3500, cls=0.35),
        ),
        (
            lambda run: run.render("/blue", console=(
                ConsoleEntry(kind="error", text=f"{LIVE}/a.js?v=1:20 failed"),)),
            lambda run: run.render("/blue", console=(
                ConsoleEntry(kind="error", text=f"{STAGING}/a.js?v=2:31 failed"),)),
        ),
        (same, link("/blue", "a", "/red")),
        (same, link("/blue", "a", f"https://other.example/?back={STAGING}/red")),
        (link("/red", "a", f"{LIVE}/green"), link("/blue", "a", f"{STAGING}/green")),
        (same, lambda run: replace(run, robots=run.robots + "# staging\n")),
        (product(price="12"), product(price="13")),
    ],
)  # fmt: skip
def test_what_two_walks_of_one_shop_differ_by_is_nothing(
    tmp_path: Path, live: Change, staging: Change
) -> None:
    assert compared(tmp_path, live, staging).differences == ()


def test_grave_exceptions_are_graver_and_light_ones_lighter(tmp_path: Path) -> None:
    hidden = compared(
        tmp_path / "a",
        lambda run: run.head("/blue", robots=NOINDEX),
        lambda run: run.answer("/blue", 404),
    )
    assert [one.severity for one in hidden.differences] == [Severity.WARNING]
    lost = compared(tmp_path / "b", staging=bare_data)
    assert [one.severity for one in lost.differences] == [Severity.ERROR]
    number = compared(tmp_path / "c", staging=without_sku)
    assert [one.severity for one in number.differences] == [Severity.WARNING]
    assert number.differences[0].about == "Product.sku"


def test_what_a_short_walk_of_live_did_not_reach_is_not_new(tmp_path: Path) -> None:
    short = finding("seo/h1-multiple")
    facts = compared(tmp_path / "a", lambda run: replace(run.without("/blue"), left=1), short)
    assert facts.differences == ()
    assert facts.added == ()
    assert not facts.complete
    whole = compared(tmp_path / "b", lambda run: run.without("/blue"), short)
    assert [one.kind for one in whole.differences] == [K.NEW_FINDING]
    assert whole.added == (f"{STAGING}/blue",)


def test_what_robots_txt_of_live_keeps_from_us_is_not_new(tmp_path: Path) -> None:
    def closed(run: Run) -> Run:
        return run.answer("/blue", 0, state=PageState.ROBOTS)

    facts = compared(tmp_path, closed, finding("seo/h1-multiple"))
    assert facts.differences == ()
    assert facts.added == ()


def test_checks_that_are_left_out_exist() -> None:
    ids = {check.card.id for check in all_checks()}
    assert ids >= findings.OTHERWISE | findings.OF_THE_SERVER

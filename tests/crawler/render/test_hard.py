"""Pages that are hard on a browser: each costs itself, and the others are seen as they are.

What a page does from a script (dialogs, popups, endless loops) is in test_stage.py as well.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from crawler.config import Config
from crawler.records import RenderFacts, RenderState, RunDir
from crawler.render.browser import choose_browser
from crawler.render.context import LiveBrowser, Seat
from crawler.render.devices import DEVICES
from crawler.render.identity import Identity
from crawler.render.memory import memory_mb
from crawler.render.stage import render
from tests.checks.shown import screens
from tests.chromium import require_browser
from tests.command import storewalk
from tests.crawler.render.processes import kill_tabs
from tests.server import Answer, Asked, Route, Shop, html

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,  # half a minute, most of it waiting
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to kill a tab"),
]

MOST_MB = 5
SENT = 300_000_000
FINE = html('<h1>Blue mug</h1><p class="price">€12.50</p><button>Add to cart</button>')
released = threading.Event()
sent: list[int] = []


def pieces_without_end() -> Iterator[bytes]:
    yield b"<!doctype html><title>Endless</title><h1>Endless</h1>"
    while not released.wait(0.2):
        yield b"<p>more</p>"


def large() -> Iterator[bytes]:
    yield b"<!doctype html><title>Large</title><h1>Large</h1>"
    piece = b"<!-- " + b"x" * 1_000_000 + b" -->"
    while sum(sent) < SENT:
        yield piece
        sent.append(len(piece))


def hanging(asked: Asked) -> Answer:
    released.wait(120)
    return Answer("", 204)


def killing(asked: Asked) -> Answer:
    if asked.number <= 2:  # the walk asks first
        kill_tabs()
    return Answer(FINE)


def page(head: str = "", body: str = "") -> Answer:
    return Answer(html(f"<h1>Blue mug</h1>{body}", head=head))


PHONE: dict[str, Answer | Callable[[Asked], Answer]] = {
    "/endless": Answer(pieces=pieces_without_end),
    "/large": Answer(pieces=large),
    "/loop-in-head": page("<script>for (;;);</script>"),
    "/refresh-loop": page('<meta http-equiv="refresh" content="0">'),
    "/reload": page("<script>setTimeout(() => location.reload(), 100)</script>"),
    "/many-elements": page("", "<i></i>" * 200_000),
    "/hanging-style": page('<link rel="stylesheet" href="/hangs.css?x=1">'),
    "/hanging-picture": page("", '<img src="/hangs.png" alt="x" width="9" height="9">'),
    "/closes": page("<script>setTimeout(() => window.close(), 50)</script>"),
    "/file": Answer("x", headers={"Content-Disposition": "attachment"}, type="application/zip"),
    "/crash": killing,
    **{f"/fine-{number}": Answer(FINE) for number in range(6)},
}


def for_phones(answer: Answer | Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """The walk gets a good page, a browser the hard one."""

    def give(asked: Asked) -> Answer:
        if "Chrome" not in asked.headers["User-Agent"]:
            return Answer(FINE)
        return answer(asked) if callable(answer) else answer

    return give


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, RenderFacts]:
    """All pages above, four at once."""
    require_browser()
    folder = tmp_path_factory.mktemp("hard")
    routes: dict[str, Route] = {path: for_phones(answer) for path, answer in PHONE.items()}
    routes |= {"/hangs.css?x=1": hanging, "/hangs.png": hanging}
    routes["/"] = html("".join(f'<p><a href="{path}">{path}</a></p>' for path in PHONE))
    with Shop(routes) as shop:
        path = folder / "run"
        done = storewalk("run", shop.url, "--run-dir", path, "--no-render", cwd=folder)
        assert done.code == 0, done.text
        config = Config.model_validate(
            {
                "store": {"name": shop.host, "url": shop.url},
                "render": {"page_timeout_s": 30, "max_page_mb": MOST_MB, "concurrency": 4},
            }
        )
        render(config, (), RunDir(path), on_progress=lambda done, total: None)
        released.set()
    return {"/" + key.split("/", 3)[3]: facts for key, facts in RunDir(path).renders().items()}


def test_every_page_has_a_result_and_good_ones_are_seen_well(seen: dict[str, RenderFacts]) -> None:
    assert set(PHONE) <= set(seen)
    for path in (*(f"/fine-{number}" for number in range(6)), "/"):
        assert (seen[path].state, seen[path].note) == (RenderState.OK, ""), path
    assert seen["/fine-5"].buy_button_state == "visible"


def test_a_page_that_never_ends_is_given_up(seen: dict[str, RenderFacts]) -> None:
    hung = seen["/loop-in-head"]
    assert (hung.state, hung.note) == (RenderState.FAILED, "it hung for 30 s")
    assert seen["/endless"].state in (RenderState.PARTIAL, RenderState.FAILED)
    assert "within 20 s" in seen["/endless"].note or "hung" in seen["/endless"].note


def test_a_page_of_300_mb_is_stopped(seen: dict[str, RenderFacts]) -> None:
    facts = seen["/large"]
    assert facts.state is RenderState.PARTIAL
    assert "stopped at 5 MB (render.max_page_mb)" in facts.note
    assert sum(sent) < SENT / 4
    assert not facts.laid_out, "what was stopped may have been its style sheet"


@pytest.mark.parametrize("path", ["/refresh-loop", "/reload"])
def test_a_page_that_loads_itself_again_and_again_is_named(
    seen: dict[str, RenderFacts], path: str
) -> None:
    assert seen[path].state is RenderState.FAILED
    assert "to itself" in seen[path].note


def test_a_page_of_200_000_elements_is_measured(seen: dict[str, RenderFacts]) -> None:
    facts = seen["/many-elements"]
    assert facts.state is RenderState.OK
    assert facts.layout_width == 412
    assert facts.axe is None
    assert "accessibility: 200," in facts.note


@pytest.mark.parametrize(
    ("path", "kind", "judged"), [("/hanging-style", "stylesheet", False),
                                 ("/hanging-picture", "image", True)],
)  # fmt: skip
def test_what_hangs_is_named_and_the_page_seen_all_the_same(
    seen: dict[str, RenderFacts], path: str, kind: str, judged: bool
) -> None:
    facts = seen[path]
    assert facts.state is RenderState.PARTIAL
    assert facts.traffic is not None
    (file,) = facts.traffic.pending
    assert file.kind == kind
    assert file.url.endswith(("/hangs.css", "/hangs.png"))
    assert facts.laid_out is judged
    assert facts.broken_images == (), "it has not come yet, which is another thing"


def test_a_page_cannot_close_itself(seen: dict[str, RenderFacts]) -> None:
    assert seen["/closes"].state is RenderState.OK


def test_a_file_is_no_page(seen: dict[str, RenderFacts]) -> None:
    assert seen["/file"].state is RenderState.FAILED
    assert "Download" in seen["/file"].note


def test_a_tab_that_crashes_is_opened_again(seen: dict[str, RenderFacts]) -> None:
    assert seen["/crash"].state is RenderState.OK


def test_what_stands_in_the_way_is_noted_and_holds_nothing_up() -> None:
    facts = screens().show(
        "<h1>Blue mug</h1><a id=d href=/dl download>x</a><script>onbeforeunload = () => 'stay';"
        "confirm('Sure?'); print(); open('/other'); d.click(); setTimeout(close, 3000)</script>",
        files={"/dl": Answer("x", headers={"Content-Disposition": "attachment"})},
    )
    assert facts.state is RenderState.OK
    assert facts.traffic is not None
    kinds = [item.kind for item in facts.traffic.interruptions]
    assert sorted(kinds) == ["confirm", "download", "popup", "print"]


def test_a_browser_that_has_served_long_enough_is_replaced() -> None:
    async def serve() -> tuple[list[int], bool, bool]:
        async with async_playwright() as playwright:
            live = LiveBrowser(playwright, await choose_browser(playwright, None))
            live.most_pages = 2
            seat, used = Seat(live), []

            async def which(page: Page) -> Browser | None:
                return page.context.browser

            for _ in range(5):
                used.append(
                    await seat.use(DEVICES["phone"], Identity("Storewalk/test", "en"), 20, which)
                )
            connected = [one.is_connected() for one in used if one]
            heavy = await memory_mb(await live.get())
            await seat.leave()
            await live.close()
            return [used.index(one) for one in used], connected == [False] * 4 + [True], heavy > 20

    order, closed, weighed = asyncio.run(serve())
    assert order == [0, 0, 2, 2, 4]
    assert closed
    assert weighed

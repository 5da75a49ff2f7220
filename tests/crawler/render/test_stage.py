"""The phone's view of real pages in a real browser: one walk, many looks at what it saw."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from crawler.config import Config
from crawler.records import Choice, PageState, RenderFacts, RenderState, RunDir
from crawler.render.consent import NO_BANNER
from crawler.render.stage import render
from tests.checks.shown import picture
from tests.chromium import require_browser
from tests.command import storewalk
from tests.crawler.render.processes import kill_browsers
from tests.server import Answer, Asked, Route, Shop, html

pytestmark = pytest.mark.browser


def product(body: str, head: str = "") -> str:
    return html(f"<h1>Blue mug</h1>{body}", head=head)


BUY = '<p class="price">€12.50</p><button style="padding:16px">Add to cart</button>'

PAGES: dict[str, Route] = {
    "/fine": product(BUY),
    "/no-viewport": "<html><head><title>x</title></head><body><h1>x</h1><p>text</p></body></html>",
    "/wide": product(f'{BUY}<table style="width:900px"><tr><td>cell</td></tr></table>'),
    "/carousel": product(
        f'{BUY}<div style="overflow:hidden;width:100%"><div style="width:3000px">slides</div></div>'
        '<nav style="position:fixed;left:-300px;width:280px">menu</nav>'
    ),
    "/taps": product(
        BUY
        + "".join(
            f'<a href="/{n}" style="display:inline-block;width:14px;height:14px;'
            'background:#888"></a>'
            for n in "ab"
        )
        + '<p>Read <a href="/terms">our terms</a> before you buy.</p>'
        '<div style="margin:60px"><a href="/far" style="display:inline-block;width:18px;'
        'height:18px;background:#888"></a></div>'
    ),
    "/images": product(
        f'{BUY}<img src="/gone.png" alt="gone" width="80" height="80">'
        '<div style="height:3000px"></div>'
        '<img src="/late.png" alt="late" loading="lazy" width="80" height="80">'
        '<img src="/late-gone.png" alt="late gone" loading="lazy" width="80" height="80">'
    ),
    "/sharp": product(
        f'{BUY}<div style="height:3000px"></div><img alt="Mug" loading="lazy" width="300" '
        'height="200" src="/for-old-screens.png" srcset="/for-sharp-screens.png 2x">'
    ),
    "/errors": product(
        f"{BUY}<script>throw new Error('boom')</script>"
        "<script>console.error('told')</script><script src='/none.js'></script>"
    ),
    "/shift": product(
        # After a frame that was painted: on a busy machine 50 ms may pass before the first one.
        f'<div id="top"></div>{BUY}<script>const grow = () => '
        '{ document.getElementById("top").style.height = "400px"; };'
        'addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame('
        "() => setTimeout(grow, 50))));</script>"
    ),
    "/hidden-buy": product(
        '<p class="price">€12.50</p><button style="display:none">Add to cart</button>'
    ),
    "/disabled-buy": product('<p class="price">€12.50</p><button disabled>Add to cart</button>'),
    "/no-buy": product('<p class="price">€12.50</p>'),
    "/script-price": product(
        '<p id="p" class="price"></p><button>Add to cart</button><script>'
        'document.getElementById("p").textContent = "€34.90"</script>'
    ),
    "/hostile": product(
        f"{BUY}<script>HTMLElement.prototype.matches = () => {{ throw 1 }};"
        "Element.prototype.getBoundingClientRect = () => { throw 2 };"
        "JSON.stringify = null; window.storewalk = null;</script>"
    ),
    "/dialog": product(f"{BUY}<script>alert('hello'); confirm('sure?')</script>"),
    "/loop": product(f"{BUY}<script>setTimeout(() => {{ for (;;); }}, 10)</script>"),
    "/refresh": html("moved", head='<meta http-equiv="refresh" content="0; url=/fine">'),
    "/popup": product(f"{BUY}<script>open('/fine')</script>"),
}
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00"
    b"\x00\x00\x00IEND\xaeB`\x82"
)


@pytest.fixture(scope="module", autouse=True)
def _browser() -> None:
    require_browser()


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunDir]:
    """A crawled and rendered shop of all pages above."""
    folder = tmp_path_factory.mktemp("render")
    links = "".join(f'<p><a href="{path}">{path}</a></p>' for path in PAGES)
    routes: dict[str, Route] = {"/": html(links), "/late.png": Answer(PNG, type="image/png")}
    for name, size in (("old", (100, 66)), ("sharp", (600, 400))):
        routes[f"/for-{name}-screens.png"] = Answer(picture(*size), type="image/png")
    with Shop(routes | PAGES) as shop:
        config = folder / "c.yml"
        config.write_text(
            f"store: {{name: s, url: '{shop.url}'}}\n"
            "crawl: {requests_per_second: 100}\nrender: {page_timeout_s: 10}\n"
        )
        path = folder / "run"
        done = storewalk("crawl", "-c", config, "--run-dir", path, cwd=folder)
        assert done.code == 0, done.text
        done = storewalk("render", path, "-c", config, cwd=folder)
        assert done.code == 0, done.text
        yield RunDir(path)


@pytest.fixture(scope="module")
def seen(run: RunDir) -> dict[str, RenderFacts]:
    return {"/" + key.split("/", 3)[3]: facts for key, facts in run.renders().items()}


def test_every_page_was_looked_at_and_pictured(run: RunDir, seen: dict[str, RenderFacts]) -> None:
    assert set(PAGES) <= set(seen)
    shot = seen["/fine"].screenshot
    assert shot is not None
    with Image.open(run.shots / shot.file) as picture:
        assert picture.size == (shot.width, shot.height) == (412, 823)


def test_a_choice_about_cookies_was_looked_for_on_the_home_page(run: RunDir) -> None:
    facts = run.consent(run.manifest().own)
    assert facts is not None
    assert [(one.name, one.complete) for one in facts.phases] == [
        (Choice.NONE, True), (Choice.REJECTED, False), (Choice.ACCEPTED, False),
    ]  # fmt: skip
    assert {one.note for one in facts.phases} == {"", NO_BANNER}


def test_a_clean_page_raises_no_alarm(seen: dict[str, RenderFacts]) -> None:
    facts = seen["/fine"]
    assert facts.state is RenderState.OK
    assert (facts.layout_width, facts.scroll_width) == (412, 412)
    assert facts.overflow == facts.small_targets == facts.broken_images == ()
    assert (facts.console, facts.failed_requests, facts.third_parties) == ((), (), ())
    assert facts.cls == 0
    assert facts.lcp_ms is not None
    assert facts.buy_button_state == "visible"
    assert facts.price is not None
    assert "12.50" in facts.price.text


def test_a_screenshot_makes_no_picture_blurred(seen: dict[str, RenderFacts]) -> None:
    pictures = seen["/sharp"].pictures
    assert pictures is not None
    assert (pictures.lowres.count, pictures.never_loaded.count) == (0, 0)


def test_a_page_without_viewport_is_laid_out_for_a_desk(seen: dict[str, RenderFacts]) -> None:
    assert seen["/no-viewport"].viewport is None
    assert seen["/no-viewport"].layout_width > 900


def test_what_sticks_out_is_named_and_carousels_are_not(seen: dict[str, RenderFacts]) -> None:
    assert seen["/wide"].scroll_width >= 900
    assert [item.selector.rsplit(" ")[-1] for item in seen["/wide"].overflow] == ["table"]
    assert seen["/carousel"].overflow == ()
    assert seen["/carousel"].scroll_width == 412


def test_crowded_small_targets_are_found_spaced_and_inline_ones_not(
    seen: dict[str, RenderFacts],
) -> None:
    found = seen["/taps"].small_targets
    assert [item.note for item in found] == ["14 x 14 px"] * 2


def test_broken_images_are_found_also_far_down(seen: dict[str, RenderFacts]) -> None:
    broken = {item.note.rsplit("/", 1)[1] for item in seen["/images"].broken_images}
    assert broken == {"gone.png", "late-gone.png"}


def test_errors_are_kept_with_their_kind(seen: dict[str, RenderFacts]) -> None:
    facts = seen["/errors"]
    assert [(entry.kind, entry.text) for entry in facts.console] == [
        ("uncaught", "boom"),
        ("error", "told"),
    ]
    (failed,) = facts.failed_requests
    assert (failed.kind, failed.status, failed.first_party) == ("script", 404, True)


def test_layout_shift_counts_under_emulation(seen: dict[str, RenderFacts]) -> None:
    cls = seen["/shift"].cls
    assert cls is not None
    assert cls > 0.01


@pytest.mark.parametrize(
    ("path", "state"),
    [("/fine", "visible"), ("/hidden-buy", "hidden"), ("/disabled-buy", "disabled"),
     ("/no-buy", "none")],
)  # fmt: skip
def test_the_buy_button_has_a_state(seen: dict[str, RenderFacts], path: str, state: str) -> None:
    assert seen[path].buy_button_state == state


def test_a_price_made_by_a_script_is_read(run: RunDir, seen: dict[str, RenderFacts]) -> None:
    offer = seen["/script-price"].offer
    assert offer is not None
    assert offer.price is not None
    assert str(offer.price.amount) == "34.90"


def test_pages_that_sabotage_the_dom_are_measured_all_the_same(
    seen: dict[str, RenderFacts],
) -> None:
    assert seen["/hostile"].state is RenderState.OK
    assert seen["/hostile"].buy_button_state == "visible"


def test_dialogs_popups_and_refreshes_hold_nothing_up(seen: dict[str, RenderFacts]) -> None:
    for path in ("/dialog", "/popup"):
        assert seen[path].state is RenderState.OK, seen[path].note
    assert seen["/refresh"].state in (RenderState.OK, RenderState.PARTIAL)


def test_a_page_that_hangs_costs_that_page(seen: dict[str, RenderFacts]) -> None:
    assert seen["/loop"].state is RenderState.FAILED
    assert "hung" in seen["/loop"].note


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to find the browser")
def test_a_browser_that_dies_is_started_again_and_no_page_is_lost(tmp_path: Path) -> None:
    killed = threading.Event()

    def kill_the_browser(asked: Asked) -> Answer:
        if not killed.is_set() and "Chrome" in asked.headers["User-Agent"]:
            killed.set()
            kill_browsers()
            time.sleep(0.2)  # the answer must not overtake the kill
        return Answer(html("survived"))

    routes: dict[str, Route] = {"/": html('<a href="/a">a</a> <a href="/b">b</a>'),
                                "/a": kill_the_browser, "/b": html("b")}  # fmt: skip
    with Shop(routes) as shop:
        path = tmp_path / "run"
        done = storewalk("run", shop.url, "--run-dir", path, "--no-render", cwd=tmp_path)
        assert done.code == 0, done.text
        config = Config.model_validate({"store": {"name": shop.host, "url": shop.url}})
        outcome = render(config, (), RunDir(path), on_progress=lambda done, total: None)
    assert killed.is_set()
    facts = RunDir(path).renders()
    pages = [page for page in RunDir(path).pages() if page.state is PageState.OK]
    assert outcome.pages == len(pages) == 3
    assert {item.state for item in facts.values()} == {RenderState.OK}


def test_without_a_browser_the_stage_says_so(run: RunDir, tmp_path: Path) -> None:
    config = Config.model_validate(
        {"store": {"name": "s", "url": run.sites()[0].url},
         "render": {"executable_path": str(tmp_path / "no-browser")}}
    )  # fmt: skip
    outcome = render(config, (), run, on_progress=lambda done, total: None)
    (note,) = outcome.notes
    assert note.code == "render-failed"
    assert "playwright install" in note.hint
    assert not note.fatal

"""Two nights of one shop: what changed on the screen is told, what moves by itself is not."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PIL import Image

from crawler.history import LookMemory
from crawler.records import Finding, PictureChange, RenderFacts, RunDir, split_page_key
from tests.chromium import require_browser
from tests.command import storewalk
from tests.server import Answer, Asked, Route, Shop, html

pytestmark = pytest.mark.browser

STILL = "<h1>Blue mug</h1><p>It holds 300 ml.</p>"
NIGHTS = ("2026-11-21T02:10:00Z", "2026-11-22T02:10:00Z")
BANNER = '<div style="height:160px;background:#a00;color:#fff">Sale! Everything must go.</div>'
PRODUCT = (
    '<div style="height:{0}px"></div><h1>Blue mug</h1><p class="price">€12.50</p>'
    '<button style="padding:16px">Add to cart</button>'
)
CLOCK = (
    '<p id="clock" style="font:40px monospace">00000000</p><script>let n = 0; setInterval(() => '
    '{ document.getElementById("clock").textContent = String(1e7 + (n += 7919) % 1e7); }, 50);'
    "</script>"
)
SPINNING = (
    "<style>@keyframes s{to{transform:translateX(200px)}}#s{width:60px;height:60px;background:#070;"
    'animation:s 3s infinite alternate}</style><div id="s"></div>'
    '<div style="overflow-x:auto;display:flex;width:300px" id="c"><div style="min-width:300px;'
    'height:60px;background:#007"></div><div style="min-width:300px;height:60px;background:#770">'
    "</div></div><script>setTimeout(() => document.getElementById('c').scrollTo(300, 0), 100)"
    "</script>"
)


class Street:
    """A shop that looks different on the second night."""

    def __init__(self) -> None:
        self.night = 0
        self.numbers = count(1)

    def routes(self) -> dict[str, Route]:
        paths = ["still", "banner", "moved", "clock", "spinning", "random", "taller", "deep"]
        links = "".join(f'<p><a href="/{path}">{path}</a></p>' for path in paths)
        return {
            "/": html(links),
            "/still": html(STILL),
            "/banner": lambda asked: self.page((BANNER if self.night else "") + STILL),
            "/moved": lambda asked: self.page(PRODUCT.format(400 * self.night)),
            "/clock": html(STILL + CLOCK),
            "/spinning": html(STILL + SPINNING),
            "/random": self.random,
            "/deep": html(f'{STILL}<div style="height:1500px"></div><img src="/gone.png" alt="x">'),
            "/taller": lambda asked: self.page(
                STILL + '<div style="height:2000px"></div><p>End</p>' * (1 + self.night)
            ),
        }

    def page(self, body: str) -> Answer:
        return Answer(html(body))

    def random(self, asked: Asked) -> Answer:
        return self.page(f'{STILL}<p class="ticker">{next(self.numbers) * 7919} people look</p>')


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunDir, RunDir]]:
    require_browser()
    folder = tmp_path_factory.mktemp("album")
    street = Street()
    runs: list[RunDir] = []
    with Shop(street.routes()) as shop:
        config = folder / "c.yml"
        config.write_text(
            f"store: {{name: s, url: '{shop.url}'}}\n"
            "crawl: {requests_per_second: 100, revalidate: false}\n"
            "render: {per_template: 20, mask: ['.ticker', 'not a [selector']}\n"
        )
        for number, moment in enumerate(NIGHTS):
            street.night = number
            path = folder / f"night-{number}"
            done = storewalk(
                "run", "-c", config, "--run-dir", path, "--as-of", moment, cwd=folder
            )  # fmt: skip
            assert done.code == 0, done.text
            runs.append(RunDir(path))
        yield runs[0], runs[1]


def looks(run: RunDir) -> dict[str, RenderFacts]:
    return {
        "/" + split_page_key(key)[1].split("/", 3)[3]: facts for key, facts in run.renders().items()
    }


def shot(run: RunDir, path: str) -> Path:
    found = looks(run)[path].screenshot
    assert found is not None
    return run.shots / found.file


def change(run: RunDir, path: str) -> PictureChange:
    found = looks(run)[path].picture_change
    assert found is not None
    return found


def findings(run: RunDir, check: str) -> dict[str, Finding]:
    return {"/" + f.url.split("/", 3)[3]: f for f in run.findings() if f.check == check}


def test_a_first_night_has_nothing_to_compare_with(nights: tuple[RunDir, RunDir]) -> None:
    assert all(facts.picture_change is None for facts in looks(nights[0]).values())


def test_pictures_of_pages_that_did_not_change_are_the_same_byte_by_byte(
    nights: tuple[RunDir, RunDir],
) -> None:
    for path in ("/", "/still", "/spinning", "/random"):
        assert shot(nights[0], path).read_bytes() == shot(nights[1], path).read_bytes(), path
        assert change(nights[1], path).share == 0


def test_a_banner_is_told_with_before_after_and_difference(nights: tuple[RunDir, RunDir]) -> None:
    _, second = nights
    found = change(second, "/banner")
    assert 0.15 < found.share < 0.4
    assert found.boxes[0].y < 60
    for name in (found.before, found.difference):
        with Image.open(second.shots / name) as image:
            assert image.size == (412, 823)
    before = second.shots / found.before
    assert before.read_bytes() == shot(nights[0], "/banner").read_bytes()


def test_what_sells_is_missed_where_it_stood(nights: tuple[RunDir, RunDir]) -> None:
    moved = [f for f in nights[1].findings() if f.check == "mobile/layout-change"]
    assert {f.url.rpartition("/")[2] for f in moved} == {"moved"}
    assert {f.message.partition(":")[0] for f in moved} == {
        "The buy button moved 408 px down", "The price moved 408 px down"
    }  # fmt: skip


def test_a_clock_is_not_compared(nights: tuple[RunDir, RunDir]) -> None:
    assert change(nights[1], "/clock").share == 0


def test_only_real_changes_are_findings(nights: tuple[RunDir, RunDir]) -> None:
    assert findings(nights[0], "mobile/visual-change") == {}
    assert set(findings(nights[1], "mobile/visual-change")) == {"/banner"}


def test_the_whole_page_is_pictured_once_a_template(nights: tuple[RunDir, RunDir]) -> None:
    home, taller = looks(nights[1])["/"], looks(nights[1])["/taller"]
    assert home.full_picture is not None
    shown = taller.full_picture or taller.screenshot
    assert shown is not None
    with Image.open(nights[1].shots / shown.file) as image:
        assert image.size == (shown.width, shown.height)


def test_a_picture_of_another_browser_is_no_picture(nights: tuple[RunDir, RunDir]) -> None:
    run = nights[1]
    memory = LookMemory(run.path.parent / "history")
    before = memory.before(run, {})
    assert {picture.line.run for picture in before.pictures.values()} <= {"2026-11-21T021000Z"}
    assert set(memory.last().values()) == {"2026-11-22T021000Z"}
    kept = list(memory.shots.glob("*.webp"))
    assert len(kept) == len(looks(run))
    assert run.manifest().browser


def test_what_is_wrong_further_down_has_a_picture_of_its_own(
    nights: tuple[RunDir, RunDir],
) -> None:
    for path, facts in looks(nights[1]).items():
        for element in facts.broken_images:
            assert element.box is not None
            shown = facts.picture_of(element.box)
            assert shown is not None, path
            with Image.open(nights[1].shots / shown.picture.file) as image:
                assert image.size == (shown.picture.width, shown.picture.height)
    deep = looks(nights[1])["/deep"]
    assert deep.broken_images
    assert deep.full_picture is None
    assert [crop.y > 1400 for crop in deep.crops] == [True]

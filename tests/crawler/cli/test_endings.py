"""How a walk ends when it cannot work: a clear message, the documented code, no traceback."""

from pathlib import Path

import pytest

from crawler.records import RunDir
from tests.command import Done, storewalk
from tests.server import Answer, Asked, Shop, html, links


def ended(done: Done, code: int, *said: str) -> None:
    assert done.code == code, done.text
    assert "Traceback" not in done.text
    for words in said:
        assert words in done.err


def test_a_host_that_refuses_connections(tmp_path: Path) -> None:
    with Shop({}) as shop:
        url = shop.url
    done = storewalk("run", url, "--run-dir", tmp_path / "run", cwd=tmp_path)
    ended(done, 3, "refuses connections", "spelled right")
    again = storewalk("run", url, "--run-dir", tmp_path / "run", cwd=tmp_path)
    ended(again, 3, "refuses connections")


def test_a_configuration_with_three_mistakes(tmp_path: Path) -> None:
    config = tmp_path / "config" / "storewalk.yml"
    config.parent.mkdir()
    config.write_text("stor: {}\ncrawl: {max_page: 1}\nreport: {titel: x}\n")
    done = storewalk("run", cwd=tmp_path)
    ended(done, 2, "4 mistakes", "did you mean 'store'", "did you mean 'max_pages'", "'title'",
          "config/storewalk.yml:2:9")  # fmt: skip


@pytest.mark.parametrize("body", ["", "<html><body></body></html>"])
def test_an_empty_site(tmp_path: Path, body: str) -> None:
    with Shop({"/": body}) as shop:
        done = storewalk("run", shop.url, "--run-dir", tmp_path / "run", cwd=tmp_path)
    ended(done, 3, "no text and no links", "storewalk doctor")


def test_a_shop_that_answers_404_everywhere(tmp_path: Path) -> None:
    with Shop({}) as shop:
        done = storewalk("run", shop.url, "--run-dir", tmp_path / "run", cwd=tmp_path)
    ended(done, 3, "answered 404")


def test_a_shop_that_forbids_us(tmp_path: Path) -> None:
    robots = Answer("User-agent: *\nDisallow: /\n", type="text/plain")
    with Shop({"/robots.txt": robots, "/": html("home")}) as shop:
        done = storewalk("run", shop.url, "--run-dir", tmp_path / "run", cwd=tmp_path)
        assert shop.count("/") == 0
    ended(done, 3, "forbidden to us by robots.txt")


def test_a_robots_txt_that_fails_stops_the_walk(tmp_path: Path) -> None:
    with Shop({"/robots.txt": Answer(status=503), "/": html("home")}) as shop:
        done = storewalk("run", shop.url, "--run-dir", tmp_path / "run", cwd=tmp_path)
        assert shop.count("/") == 0
    ended(done, 3, "robots.txt answered 503", "crawl.respect_robots")


def test_a_bot_wall_is_blocked_and_judged_by_nobody(tmp_path: Path) -> None:
    wall = Answer("<html><title>Just a moment...</title><script src='/cdn-cgi/challenge-platform"
                  "/h/b'></script></html>", status=403)  # fmt: skip
    with Shop({"/": wall}) as shop:
        done = storewalk("run", shop.url, "--run-dir", tmp_path / "run", cwd=tmp_path)
    ended(done, 3, "403")
    assert not (tmp_path / "run" / "findings.parquet").exists()


def test_a_shop_that_starts_to_refuse_is_left_alone(tmp_path: Path) -> None:
    home = html(links(*(f"/{n}" for n in range(60))))
    routes = {f"/{n}": Answer(status=403) for n in range(60)}
    with Shop({"/": home, **routes}) as shop:
        done = storewalk(
            "run", shop.url, "--run-dir", tmp_path / "run", "--no-render", cwd=tmp_path
        )
        asked = sum(shop.count(f"/{n}") for n in range(60))
    ended(done, 0, "were refused", "Walk slower")
    assert asked < 20
    notes = RunDir(tmp_path / "run").manifest().health
    assert [note.code for note in notes if note.fatal] == ["run-blocked"]


def test_the_gate_closes_on_findings(tmp_path: Path) -> None:
    with Shop({"/": "<html><body><h1>No title</h1></body></html>"}) as shop:
        done = storewalk(
            "run", shop.url, "--run-dir", tmp_path / "run", "--no-render", "--fail-on", "error",
            cwd=tmp_path,
        )  # fmt: skip
    ended(done, 10, "--fail-on error")
    assert (tmp_path / "run" / "site" / "index.html").exists(), "the site is built all the same"


def test_a_crawl_survives_hostile_pages(tmp_path: Path) -> None:
    deep = "<div>" * 20_000 + "x"
    odd: dict[str, Answer | str] = {
        "/deep": deep,
        "/bytes": Answer(bytes(range(256)) * 50),
        "/charset": Answer("<html><title>x</title>", type="text/html; charset=no-such-thing"),
        "/json": Answer(
            '<script type="application/ld+json">' + '{"a":' * 5000 + "1" + "}" * 5000 + "</script>"
        ),
        "/null": Answer("<html>\x00<title>a\x00b</title></html>"),
        "/huge-attribute": f'<a href="/{"x" * 100_000}">x</a>',
        "/location": Answer(status=301, headers={"Location": "http://[bad"}),
        "/nolocation": Answer(status=302),
        "/204": Answer(status=204),
    }

    def lying(asked: Asked) -> Answer:
        return Answer(b"\x1f\x8bnot gzip", headers={"Content-Encoding": "gzip"})

    with Shop({"/": html(links(*odd, "/lying")), **odd, "/lying": lying}) as shop:
        done = storewalk(
            "run", shop.url, "--run-dir", tmp_path / "run", "--no-render", cwd=tmp_path
        )
    ended(done, 0)
    run = RunDir(tmp_path / "run")
    assert {p.url.rsplit("/", 1)[1] for p in run.pages()} >= {name[1:] for name in odd}
    assert [tally.first_crash for tally in run.tallies() if tally.crashed] == []


def test_a_night_without_its_history_says_so_and_leaves_it_alone(tmp_path: Path) -> None:
    history = tmp_path / "history"
    with Shop({"/": html(links("/a")), "/a": html("<h1>A</h1>")}) as shop:
        for name, more in (("one", "--with-state"), ("two", "--without-state")):
            before = {path: path.read_bytes() for path in history.rglob("*") if path.is_file()}
            done = storewalk(
                "run", shop.url, "--run-dir", name, "--history", "history", "--site", "site",
                "--no-render", more, cwd=tmp_path,
            )  # fmt: skip
            assert done.code == 0, done.text
    after = {path: path.read_bytes() for path in history.rglob("*") if path.is_file()}
    assert after == before
    assert before
    assert "First night" in done.out
    assert "The history could not be read" in (tmp_path / "site" / "runs.html").read_text()

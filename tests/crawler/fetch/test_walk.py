"""The crawl as a user starts it, against real servers on this machine."""

import gzip
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from crawler.records import LinkTarget, PageState, RunDir, TargetState
from tests.command import environment, pages, storewalk
from tests.server import Answer, Asked, Route, Shop, html, links

QUICK = ("--no-render",)


def walk(shop: Shop, folder: Path, *extra: str) -> RunDir:
    done = storewalk("run", shop.url, "--run-dir", folder / "run", *QUICK, *extra, cwd=folder)
    assert done.code == 0, done.text
    return RunDir(folder / "run")


def targets(run: RunDir) -> dict[str, LinkTarget]:
    return {"/" + t.url.split("/", 3)[3]: t for t in run.targets()}


def test_redirects_are_kept_hop_by_hop_and_loops_end(tmp_path: Path) -> None:
    def to(path: str, status: int = 301) -> Answer:
        return Answer(status=status, headers={"Location": path})

    routes: dict[str, Route] = {
        "/": html(links("/a", "/loop", "/self", "/dead")),
        "/a": to("/b"),
        "/b": to("c", 302),
        "/c": html("the end"),
        "/loop": to("/pool"),
        "/pool": to("/loop"),
        "/self": to("/self"),
        "/dead": to("/none"),
    }
    with Shop(routes) as shop:
        run = walk(shop, tmp_path)
        found = targets(run)
    assert [hop.status for hop in found["/a"].hops] == [301, 302, 200]
    assert found["/a"].state is TargetState.REDIRECT
    assert found["/loop"].state is TargetState.LOOP
    assert found["/self"].state is TargetState.LOOP
    assert (found["/dead"].state, found["/dead"].status) == (TargetState.BROKEN, 404)
    assert pages(run.path)["/b"].http.location == shop.url + "c"
    assert Counter(shop.paths())["/c"] == 1, "a page that several URLs lead to is fetched once"


def test_head_is_never_proof_and_files_are_probed(tmp_path: Path) -> None:
    def liar(asked: Asked) -> Answer:
        return Answer(b"\x89PNG", status=404 if asked.method == "HEAD" else 200, type="image/png")

    body = '<img src="/liar.png" alt=""><img src="/gone.png" alt=""><img src="/fine.png" alt="">'
    routes: dict[str, Route] = {
        "/": html(body),
        "/liar.png": liar,
        "/fine.png": Answer(b"\x89PNG", type="image/png"),
    }
    with Shop(routes) as shop:
        found = targets(walk(shop, tmp_path))
        assert shop.count("/fine.png", "GET") == 0
    assert found["/liar.png"].state is TargetState.OK
    assert found["/fine.png"].method == "HEAD"
    assert (found["/gone.png"].state, found["/gone.png"].kind) == (TargetState.BROKEN, "image")


def test_files_that_style_sheets_name_are_asked_for(tmp_path: Path) -> None:
    sheet = "body { background: url(gone.png) } h1 { background: url('/fine.png') }"
    routes: dict[str, Route] = {
        "/": html(
            "<link rel=stylesheet href=/css/s.css><p style='background: url(/inline.png)'>Hello"
        ),
        "/css/s.css": Answer(sheet, type="text/css"),
        "/fine.png": Answer(b"\x89PNG", type="image/png"),
    }
    with Shop(routes) as shop:
        found = targets(walk(shop, tmp_path))
        place = found["/css/gone.png"].sources[0]
        assert (place.url, place.tag) == (f"{shop.url}css/s.css", "css")
    assert found["/css/gone.png"].state is TargetState.BROKEN
    assert found["/inline.png"].state is TargetState.BROKEN
    assert (found["/fine.png"].state, found["/fine.png"].size_bytes) == (TargetState.OK, 4)
    assert found["/fine.png"].content_type == "image/png"


def test_a_server_that_sends_a_body_to_head_confuses_nobody(tmp_path: Path) -> None:
    pictures = [f"/p{number}.png" for number in range(12)]
    body = "".join(f'<img src="{path}" alt="">' for path in pictures)
    routes: dict[str, Route] = {"/": html(body)}
    routes |= {path: Answer(b"\x89PNG" * 50, type="image/png") for path in pictures}
    with Shop(routes, body_to_head=True) as shop:
        found = targets(walk(shop, tmp_path))
    assert {found[path].state for path in pictures} == {TargetState.OK}


def test_what_refuses_robots_is_unverified_not_broken(tmp_path: Path) -> None:
    with Shop({"/members": Answer(status=403), "/busy": Answer(status=429)}) as other:
        home = html(links(other.url + "members", other.url + "busy", other.url + "none"))
        with Shop({"/": home}) as shop:
            config = tmp_path / "c.yml"
            config.write_text(
                f"store: {{name: s, url: '{shop.url}'}}\n"
                f"crawl: {{requests_per_second: 50, allow_private: ['{other.host}']}}\n"
            )
            done = storewalk("crawl", "-c", config, "--run-dir", tmp_path / "run", cwd=tmp_path)
            assert done.code == 0, done.text
        found = targets(RunDir(tmp_path / "run"))
    assert found["/members"].state is TargetState.UNVERIFIED
    assert "403" in found["/members"].reason
    assert found["/busy"].state is TargetState.UNVERIFIED
    assert found["/none"].state is TargetState.BROKEN


def test_private_addresses_are_never_asked_unless_named(tmp_path: Path) -> None:
    with Shop({"/": html("secret"), "/admin": html("secret")}) as inside:
        port = inside.host.partition(":")[2]
        routes: dict[str, Route] = {
            "/": html(links(f"http://localhost:{port}/admin", "/out", f"http://{inside.host}/x")
                      + f'<img src="http://[::1]:{port}/i.png" alt="">'),
            "/out": Answer(status=302, headers={"Location": f"http://localhost:{port}/admin"}),
            "/sitemap.xml": Answer(
                f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
                f"<url><loc>{inside.url}</loc></url></urlset>", type="application/xml"),
        }  # fmt: skip
        with Shop(routes) as shop:
            run = walk(shop, tmp_path)
        assert inside.asked == []
    states = {t.url: (t.state, t.reason) for t in run.targets()}
    asked = states[f"http://localhost:{port}/admin"]
    assert asked[0] is TargetState.NOT_CHECKED
    assert "private address" in asked[1]


def test_robots_txt_is_kept_and_what_it_hides_is_written_down(tmp_path: Path) -> None:
    robots = "User-agent: *\nDisallow: /private\nUser-agent: Googlebot\nDisallow: /open\n"
    routes: dict[str, Route] = {
        "/robots.txt": Answer(robots, type="text/plain"),
        "/": html(links("/private/a", "/open")),
        "/private/a": html("no"),
        "/open": html("yes"),
    }
    with Shop(routes) as shop:
        found = pages(walk(shop, tmp_path).path)
        assert shop.count("/private/a") == 0
    assert found["/private/a"].state is PageState.ROBOTS
    assert not found["/open"].googlebot_allowed
    assert found["/open"].state is PageState.OK


def test_every_kind_of_sitemap_is_read_and_odd_ones_are_noted(tmp_path: Path) -> None:
    ns = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"

    def urlset(*urls: str) -> str:
        return f"<urlset {ns}>" + "".join(f"<url><loc>{u}</loc></url>" for u in urls) + "</urlset>"

    with Shop({}) as shop:
        base = shop.url
        shop.routes = {
            "/robots.txt": Answer(
                f"Sitemap: {base}index.xml\nSitemap: {base}page-in-place-of-xml", type="text/plain"
            ),
            "/index.xml": Answer(
                f"<sitemapindex {ns}><sitemap><loc>{base}a.xml.gz</loc></sitemap>"
                f"<sitemap><loc>{base}b.txt</loc></sitemap>"
                f"<sitemap><loc>{base}broken.xml</loc></sitemap>"
                f"<sitemap><loc>{base}gone.xml</loc></sitemap></sitemapindex>",
                type="application/xml",
            ),
            "/a.xml.gz": Answer(
                gzip.compress(urlset(base + "one", "relative", "https://other.example/x").encode()),
                type="application/gzip",
            ),
            "/b.txt": Answer(f"{base}two\n{base}three\n", type="text/plain"),
            "/broken.xml": Answer(
                f"<urlset {ns}><url><loc>{base}four</loc></url><url>", type="text/xml"
            ),
            "/page-in-place-of-xml": html("home"),
            "/": html("home"),
            "/one": html("1"),
            "/two": html("2"),
            "/three": html("3"),
            "/four": html("4"),
        }
        run = walk(shop, tmp_path)
    found = pages(run.path)
    assert {"/one", "/two", "/three"} <= set(found)
    assert found["/one"].in_sitemap == f"{base}a.xml.gz"
    assert found["/one"].depth is None
    files = {file.url.rsplit("/", 1)[1]: file for file in run.sites()[0].sitemaps}
    assert files["a.xml.gz"].bad_entries == ("relative", "https://other.example/x")
    assert files["gone.xml"].status == 404
    assert files["page-in-place-of-xml"].error
    assert files["broken.xml"].error


def test_a_passing_fault_is_asked_again_before_it_is_believed(tmp_path: Path) -> None:
    def flaky(asked: Asked) -> Answer:
        return Answer(status=500) if asked.number == 1 else Answer(html("fine"))

    routes: dict[str, Route] = {
        "/": html(links("/flaky", "/down")),
        "/flaky": flaky,
        "/down": Answer(status=500),
    }
    with Shop(routes) as shop:
        found = pages(walk(shop, tmp_path).path)
        assert shop.count("/down") == 2
    assert (found["/flaky"].state, found["/flaky"].http.attempts) == (PageState.OK, 2)
    assert found["/down"].http.status == 500


def test_retry_after_is_kept(tmp_path: Path) -> None:
    times: list[float] = []

    def busy(asked: Asked) -> Answer:
        times.append(time.monotonic())
        if asked.number == 1:
            return Answer(status=429, headers={"Retry-After": "1"})
        return Answer(html("fine"))

    with Shop({"/": html(links("/busy")), "/busy": busy}) as shop:
        found = pages(walk(shop, tmp_path).path)
    assert found["/busy"].state is PageState.OK
    assert times[1] - times[0] >= 1.0, "the server's own wish, not a timing of ours"


def test_the_agent_names_itself_and_its_contact(tmp_path: Path) -> None:
    with Shop({"/": html("home")}) as shop:
        config = tmp_path / "c.yml"
        config.write_text(
            f"store: {{name: s, url: '{shop.url}'}}\ncrawl: {{contact: ops@shop.example, "
            "accept_language: de-DE}\n"
        )
        storewalk("crawl", "-c", config, "--run-dir", tmp_path / "run", cwd=tmp_path)
        headers = shop.asked[0].headers
    assert headers["User-Agent"] == f"Storewalk/0.1.0 (+{shop.url}; ops@shop.example)"
    assert headers["Accept-Language"] == "de-DE"


def test_links_know_their_region_and_depth(tmp_path: Path) -> None:
    body = (
        "<html><head><title>t</title></head><body><header><a href='/h'>H</a></header>"
        "<nav><a href='/n'>N</a></nav><main><a href='/m'>M</a></main>"
        "<footer><a href='/f'>F</a></footer></body></html>"
    )
    with Shop({"/": body, "/m": html(links("/deep")), "/deep": html("x")}) as shop:
        run = walk(shop, tmp_path)
    regions = {
        path: t.sources[0].region
        for path, t in targets(run).items()
        if path in ("/h", "/n", "/m", "/f")
    }
    assert regions == {"/h": "header", "/n": "navigation", "/m": "main", "/f": "footer"}
    assert pages(run.path)["/deep"].depth == 2


def test_a_budget_ends_the_walk_and_says_so(tmp_path: Path) -> None:
    routes: dict[str, Route] = {f"/{n}": html(links(f"/{n + 1}")) for n in range(30)}
    routes["/"] = html(links("/0"))
    with Shop(routes) as shop:
        run = walk(shop, tmp_path, "--max-pages", "5")
    assert len(list(run.pages())) == 5
    note = next(note for note in run.manifest().health if note.code == "run-truncated")
    assert "max_pages: 5" in note.message
    assert not note.fatal


@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -signal.SIGKILL), (signal.SIGINT, 130)])
def test_a_stopped_walk_goes_on_and_loses_no_page(
    tmp_path: Path, how: signal.Signals, code: int
) -> None:
    routes: dict[str, Route] = {f"/{n}": html(links(f"/{n + 1}", f"/{n + 50}")) for n in range(150)}
    routes["/"] = html(links("/0", "/50", "/100"))
    command = [sys.executable, "-m", "crawler", "run"]
    with Shop(routes) as shop:
        arguments = [shop.url, "--run-dir", str(tmp_path / "run"), "--no-render", "--rate", "60"]
        process = subprocess.Popen(
            [*command, *arguments], cwd=tmp_path, env=environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        run = RunDir(tmp_path / "run")
        while not run.pages_path.exists() or sum(1 for _ in run.pages()) < 30:
            assert process.poll() is None, "it ended before it could be killed"
            time.sleep(0.02)  # polling a file of another process: nothing else tells
        process.send_signal(how)
        assert process.wait() == code
        before = {page.key: page for page in run.pages()}
        asked_before = Counter(shop.paths())
        done = storewalk("run", *arguments, cwd=tmp_path)
        assert done.code == 0, done.text
        assert "Going on with the unfinished walk" in done.err
        after = {page.key: page for page in run.pages()}
        again = [p for p, n in Counter(shop.paths()).items() if n > asked_before.get(p, 0)]
    assert len(before) >= 30
    assert before.items() <= after.items(), "every page collected is there, unchanged"
    assert len([path for path in after if path.rsplit("/", 1)[1].isdigit()]) >= 150
    collected = {"/" + page.url.split("/", 3)[3] for page in before.values()}
    assert collected.isdisjoint(set(again)), "nothing collected was asked for again"


def test_a_finished_run_is_not_overwritten(tmp_path: Path) -> None:
    with Shop({"/": html("home")}) as shop:
        walk(shop, tmp_path)
        again = storewalk("run", shop.url, "--run-dir", tmp_path / "run", cwd=tmp_path)
        other = storewalk(
            "run", shop.url, "--run-dir", tmp_path / "run", "--max-pages", "9", cwd=tmp_path
        )
    assert again.code == 2
    assert "finished" in again.err
    assert other.code == 2
    assert "other settings" in other.err

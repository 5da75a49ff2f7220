"""Pages of shops that need scripts, rendered for the crawl in a real browser."""

import asyncio
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from crawler.config import Config
from crawler.errors import BrowserError
from crawler.extract.document import parse
from crawler.extract.page import extract_page
from crawler.platforms.detect import adapter
from crawler.records import HttpFacts, OfferFacts
from crawler.render.discover import Discoverer
from crawler.render.read import RenderedPage
from tests.chromium import require_browser
from tests.crawler.render.processes import kill_browsers
from tests.scripted.shop import Scripted
from tests.server import Answer, Asked, Route, Shop, html

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", autouse=True)
def _browser() -> None:
    require_browser()


def settings(shop: Shop, **render: object) -> Config:
    render = {"page_timeout_s": 40} | render
    return Config.model_validate({"store": {"name": "s", "url": shop.url}, "render": render})


def rendered(
    shop: Shop, *paths: str, pages_at_once: int = 2, **render: object
) -> dict[str, RenderedPage]:
    """The pages of a shop by path."""

    async def work() -> list[RenderedPage]:
        async with Discoverer(
            settings(shop, **render),
            user_agent="Storewalk/test",
            allowed_hosts=[shop.host],
            pages_at_once=pages_at_once,
        ) as found:
            return await asyncio.gather(*(found.render(shop.url + path[1:]) for path in paths))

    return dict(zip(paths, asyncio.run(work()), strict=True))


def served(routes: Mapping[str, Route], *paths: str) -> dict[str, RenderedPage]:
    """Pages of a shop of their own."""
    with Shop(routes) as shop:
        return rendered(shop, *(paths or routes), page_timeout_s=12)


def offer(page: RenderedPage, home_url: str) -> OfferFacts:
    """What the real extraction reads in a rendered page."""
    return extract_page(
        parse(page.html, page.url),
        platform=adapter("generic"),
        home_url=home_url,
        currency_hint=None,
        language_hint=None,
        http=HttpFacts(status=page.status, content_type="text/html"),
    ).offer


@dataclass(frozen=True)
class Seen:
    shop: Scripted
    pages: dict[str, RenderedPage]


@pytest.fixture(scope="module")
def seen() -> Iterator[Seen]:
    with Scripted() as shop:
        lists = ["/" + url.removeprefix(shop.url) for url in shop.lists()]
        yield Seen(shop, rendered(shop, "/", *lists, "/product/6", "/product/7", "/no/such/page"))


def test_the_home_page_holds_the_links_that_scripts_made(seen: Seen) -> None:
    page = seen.pages["/"]
    assert (page.url, page.status, page.note, page.failure) == (seen.shop.url, 200, "", "")
    assert page.html.startswith(b"<!DOCTYPE html>\n<html")
    for path in ("/c/cups", "/c/plates", "/c/bowls", "/c/jugs"):
        assert f'<a href="{path}">'.encode() in page.html
        assert seen.shop.url + path[1:] in page.links


def test_scrolling_brings_the_late_product(seen: Seen) -> None:
    assert seen.shop.late_product() in seen.pages["/"].links
    assert b'href="/product/40"' in seen.pages["/"].html


def test_home_and_lists_together_link_to_every_product(seen: Seen) -> None:
    found = {link for page in seen.pages.values() for link in page.links}
    assert set(seen.shop.truth()) <= found
    assert set(seen.shop.lists()) <= found


@pytest.mark.parametrize("path", ["/product/6", "/product/7"])
def test_a_product_page_gives_its_price_and_markup(seen: Seen, path: str) -> None:
    page = seen.pages[path]
    truth = seen.shop.truth()[page.url]
    assert b"application/ld+json" in page.html
    assert f'<link rel="canonical" href="{truth.url}"'.encode() in page.html
    facts = offer(page, seen.shop.url)
    assert facts.price is not None
    assert (facts.price.amount, facts.price.currency) == (truth.price, truth.currency)


def test_a_page_that_only_scripts_call_missing_says_so_in_its_html(seen: Seen) -> None:
    page = seen.pages["/no/such/page"]
    assert page.status == 200
    assert b"We could not find this page" in page.html


def test_the_shop_is_told_who_asks_and_asked_for_no_more_than_is_needed(seen: Seen) -> None:
    paths = seen.shop.paths()
    assert [path for path in paths if path.startswith("/img/")] == []
    assert paths.count("/app.js") <= 2, "once for each of two pages at once"
    told = {(a.headers["User-Agent"][-14:], a.headers["Accept-Language"]) for a in seen.shop.asked}
    assert told == {("Storewalk/test", "en")}


def test_a_list_that_the_server_left_empty_is_filled() -> None:
    with Scripted(hybrid=True) as shop:
        page = rendered(shop, "/c/bowls")["/c/bowls"]
    assert page.html.count(b"product-card") == 6
    assert b"<footer>" in page.html


APP = '<div id="root"></div><script>const root = document.getElementById("root");'


def test_a_slow_interface_is_waited_for() -> None:
    def slow(asked: Asked) -> Answer:
        time.sleep(1.5)
        return Answer("34.90", type="text/plain")

    page = html(
        f"{APP} fetch('/price').then((a) => a.text()).then((t) => {{ root.append('€' + t); }});"
        "</script>"
    )
    found = served({"/slow": page, "/price": slow}, "/slow")["/slow"]
    assert "€34.90".encode() in found.html
    assert found.note == ""


def test_a_page_that_never_stops_polling_gives_html_with_a_note() -> None:
    page = html(
        f"{APP} root.append('$5'); setInterval(() => fetch('/poll').then(() => "
        "root.toggleAttribute('src')), 50);</script>"
    )
    found = served({"/": page, "/poll": Answer("{}", type="application/json")}, "/")["/"]
    assert "still loading" in found.note
    assert b"$5" in found.html


def test_a_list_without_end_is_scrolled_for_a_while() -> None:
    page = html(
        f"{APP} let n = 0; const more = () => {{ for (let i = 0; i < 4; i++) "
        "root.insertAdjacentHTML('beforeend', `<p style='height:400px'><a href='/p/${n}'>"
        "${n++}</a></p>`); }; more(); addEventListener('scroll', () => { if (scrollY + innerHeight"
        " > document.documentElement.scrollHeight - 300) more(); });</script>"
    )
    found = served({"/": page}, "/")["/"]
    assert "not scrolled to its end" in found.note
    assert len(found.links) > 20


def test_links_that_a_list_takes_away_again_are_kept() -> None:
    page = html(
        f"{APP} root.style = 'height:5000px'; const show = () => {{ root.innerHTML = `<a href="
        "'/p/${Math.round(scrollY)}' style='position:fixed;top:0'>row</a>`; }; show();"
        "addEventListener('scroll', show);</script>"
    )
    found = served({"/": page}, "/")["/"]
    assert b'href="/p/0"' not in found.html
    assert len(found.links) > 3
    assert any(link.endswith("/p/0") for link in found.links)


def test_where_scripts_lead_is_reported() -> None:
    found = served(
        {
            "/push": html("<script>history.pushState({}, '', '/pushed')</script>"),
            "/replace": html("<script>setTimeout(() => location.replace('/end'), 50)</script>"),
            "/refresh": html("", head='<meta http-equiv="refresh" content="0; url=/end">'),
            "/moved": Answer("", status=302, headers={"Location": "/gone"}),
            "/gone": Answer(html("gone"), status=410),
            "/end": html("the end"),
        },
        "/push", "/replace", "/refresh", "/moved",
    )  # fmt: skip
    ends = {path: (page.url.rsplit("/", 1)[1], page.status) for path, page in found.items()}
    assert ends == {"/push": ("pushed", 200), "/replace": ("end", 200),
                    "/refresh": ("end", 200), "/moved": ("gone", 410)}  # fmt: skip
    assert b"the end" in found["/replace"].html


def test_what_is_no_page_fails_with_its_reason() -> None:
    attachment = {"Content-Disposition": "attachment; filename=a.zip"}
    found = served(
        {
            "/data": Answer("{}", type="application/json"),
            "/file": Answer(b"PK", type="application/zip", headers=attachment),
            "/loop": html("<script>setTimeout(() => { for (;;); }, 10)</script>"),
            "/dialog": html("<p>fine</p><script>alert('a'); open('/data')</script>"),
        }
    )
    assert "application/json" in found["/data"].failure
    assert "download" in found["/file"].failure
    assert "hung" in found["/loop"].failure
    assert (found["/dialog"].failure, found["/dialog"].note) == ("", "")
    assert all(page.html == b"" for page in found.values() if page.failure)


def test_private_addresses_are_refused_also_when_a_script_leads_there() -> None:
    with Shop({"/": html("inside")}) as inside, Shop({}) as shop:
        shop.routes["/"] = html(f"<script>location.replace('{inside.url}')</script>")

        async def work() -> list[RenderedPage]:
            async with Discoverer(
                settings(shop), user_agent="Storewalk/test", allowed_hosts=[shop.host]
            ) as found:
                refused = [await found.render(url) for url in (inside.url, "file:///etc/hosts")]
                assert found.browser == "", "nothing was started for that"
                assert inside.asked == []
                return [*refused, await found.render(shop.url)]

        pages = asyncio.run(work())
    assert all("not asked" in page.failure and page.html == b"" for page in pages)


def test_no_more_pages_are_open_at_once_than_allowed() -> None:
    together = threading.Barrier(3, timeout=30)
    lock = threading.Lock()
    open_now = most = 0

    def count(asked: Asked) -> Answer:
        nonlocal open_now, most
        with lock:
            open_now += 1
            most = max(most, open_now)
        together.wait()  # breaks unless three are here at once
        with lock:
            open_now -= 1
        return Answer(html("here"))

    paths = [f"/{number}" for number in range(6)]
    with Shop(dict.fromkeys(paths, count)) as shop:
        found = rendered(shop, *paths, pages_at_once=3)
    assert most == 3
    assert [page.failure for page in found.values()] == [""] * 6


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to find the browser")
def test_a_browser_that_dies_is_started_again_and_no_page_is_lost() -> None:
    killed = threading.Event()

    def kill(asked: Asked) -> Answer:
        if not killed.is_set():
            killed.set()
            kill_browsers()
            time.sleep(0.2)  # the answer must not overtake the kill
        return Answer(html("survived"))

    with Shop({"/a": html("a"), "/b": kill, "/c": html("c")}) as shop:
        found = rendered(shop, "/a", "/b", "/c")
    assert killed.is_set()
    assert [page.failure for page in found.values()] == ["", "", ""]
    assert b"survived" in found["/b"].html


def test_without_a_browser_every_page_raises_the_way_to_get_one(tmp_path: Path) -> None:
    with Shop({"/": html()}) as shop:

        async def work() -> None:
            async with Discoverer(
                settings(shop, executable_path=str(tmp_path / "no-browser")),
                user_agent="Storewalk/test",
                allowed_hosts=[shop.host],
            ) as found:
                for _ in range(2):
                    with pytest.raises(BrowserError) as caught:
                        await found.render(shop.url)
                    assert "playwright install" in caught.value.hint

        asyncio.run(work())
        assert shop.asked == []

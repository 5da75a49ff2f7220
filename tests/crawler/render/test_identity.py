"""The browser is to every shop who the walk is: language, login, cookies, headers, proxy."""

import asyncio
import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.config import Config
from crawler.errors import ConfigError
from crawler.records import RenderRecord, RenderState, RunDir
from crawler.records.codec import read_lines
from crawler.render.discover import Discoverer
from crawler.render.identity import Identities, Identity
from crawler.render.read import RenderedPage
from tests.chromium import require_browser
from tests.crawler.fetch.helpers import command, settings, written
from tests.crawler.fetch.test_identity import ACCESS, BASIC, SECRETS, _unpacked
from tests.server import Answer, Asked, Shop, html, links

OPENS = {
    "Authorization": BASIC,
    "X-Staging": f"token {SECRETS['SHOP_TOKEN']}",
    "Cookie": f"gate={SECRETS['SHOP_COOKIE']}",
}
WITHOUT_PRICE = html("<h1>Tasse</h1>", head='<meta property="og:type" content="product">')
"""Pages of rivals are looked at only when their HTML lacks the price."""


@pytest.fixture(scope="module")
def browser() -> None:
    require_browser()


class Closed(Shop):
    """A shop that opens only with login, cookie and header."""

    def _answer(self, method: str, path: str, headers: dict[str, str]) -> Answer:
        answer = super()._answer(method, path, headers)
        if headers.get("Authorization") != BASIC:
            return Answer("login", status=401, headers={"WWW-Authenticate": 'Basic realm="x"'})
        shut = any(headers.get(name) != value for name, value in OPENS.items())
        return Answer("shut", status=403) if shut else answer


def by_browser(shop: Shop) -> list[Asked]:
    """The requests that did not come from the walk over HTTP."""
    return [asked for asked in shop.asked if "Chrome/" in asked.headers["User-Agent"]]


def languages(shop: Shop) -> set[str]:
    return {asked.headers["Accept-Language"] for asked in by_browser(shop)}


@dataclass(frozen=True)
class Street:
    """A closed German shop, an open French one, and a host whose files the first one shows."""

    own: Shop
    rival: Shop
    other: Shop

    def forget(self) -> None:
        for shop in (self.own, self.rival, self.other):
            shop.asked.clear()

    def config(self, **crawl: Any) -> dict[str, Any]:
        config = settings(
            self.own, {"rival": self.rival},
            {"country": "DE", "language": "de", "access": ACCESS}, **crawl,
        )  # fmt: skip
        config["competitors"][0] |= {"country": "FR", "language": "fr"}
        return config


@pytest.fixture(scope="module")
def street() -> Iterator[Street]:
    script = Answer("1", type="text/javascript")
    with Shop({"/x.js": script, "/y.js": script, "/i.png": "i", "/f": html("f")}) as other:
        # Another name, not only another port: cookies know no ports.
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        away = Answer(status=302, headers={"Location": f"{elsewhere}y.js"})
        body = (
            f'<h1>Mug</h1><img src="{elsewhere}i.png" alt="">'
            f'<script src="{elsewhere}x.js"></script>'
            f'<script src="/away.js"></script><iframe src="{elsewhere}f"></iframe>'
            f"<script>fetch('{elsewhere}z', {{mode: 'no-cors', credentials: 'include'}});"
            "new Worker('/worker.js'); fetch('/price').then((a) => a.text()).then((t) => {"
            "document.querySelector('h1').insertAdjacentHTML('afterend', t); });</script>"
        )
        with Closed({"/away.js": away}) as own, Shop({"/mug": WITHOUT_PRICE}) as rival:
            rival.routes["/"] = html(links("/mug"))
            own.routes |= {
                "/": html(links("/mug")),
                "/mug": html(body),
                "/price": '<p class="price">€12.50</p><button>Add to cart</button>',
                "/worker.js": Answer("fetch('/from-worker')", type="text/javascript"),
                "/from-worker": "here",
            }
            yield Street(own, rival, other)


def assert_only_the_shop_was_told(street: Street) -> None:
    asked = by_browser(street.own)
    assert {"/mug", "/away.js", "/price", "/worker.js", "/from-worker"} <= {a.path for a in asked}
    for request in asked:
        assert {name: request.headers.get(name) for name in OPENS} == OPENS, request.path
    assert {"/x.js", "/y.js", "/z", "/f"} <= {asked.path for asked in by_browser(street.other)}
    for request in (*street.other.asked, *street.rival.asked):
        assert not set(OPENS) & set(request.headers), request.path
    assert languages(street.own) == {"de-DE"}
    assert languages(street.rival) == {"fr-FR"}


def discovered(config: Mapping[str, Any], *urls: str) -> list[RenderedPage]:
    async def work() -> list[RenderedPage]:
        checked = Config.model_validate(config)
        hosts = [shop.host for shop in checked.shops]
        async with Discoverer(checked, user_agent="Storewalk/test", allowed_hosts=hosts) as found:
            return await asyncio.gather(*(found.render(url) for url in urls))

    return asyncio.run(work())


@pytest.fixture
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)


@pytest.mark.browser
@pytest.mark.usefixtures("browser", "secrets")
def test_the_crawl_reads_a_closed_shop_and_tells_no_other_host(street: Street) -> None:
    street.forget()
    own, rival = street.own.url, street.rival.url
    pages = discovered(street.config(), f"{own}mug", f"{rival}mug", own, rival, f"{own}mug")
    assert [(page.status, page.failure, page.note) for page in pages] == [(200, "", "")] * 5
    assert "€12.50".encode() in pages[0].html
    assert_only_the_shop_was_told(street)
    assert street.own.count("/mug") == 2


@dataclass(frozen=True)
class Looked:
    folder: Path
    text: str


@pytest.fixture(scope="module")
def looked(street: Street, browser: None, tmp_path_factory: pytest.TempPathFactory) -> Looked:
    """A walk in the browser, then the phone's look at it; only the look's requests are kept."""
    folder = tmp_path_factory.mktemp("look")
    (folder / "products.csv").write_text(
        f"sku,name,url,rival\n1,Mug,{street.own.url}mug,{street.rival.url}mug\n", encoding="utf-8"
    )
    config = written(
        folder, street.config(browser="always", check_external=False) | {"products": "products.csv"}
    )
    run = folder / "run"
    crawl = command("crawl", "-c", config, "--run-dir", run, cwd=folder, env=SECRETS)
    assert crawl.code == 0, crawl.text
    assert languages(street.own) == {"de-DE"}
    street.forget()
    render = command("render", run, "-c", config, cwd=folder, env=SECRETS)
    assert render.code == 0, render.text
    return Looked(folder, crawl.text + render.text)


@pytest.mark.browser
def test_the_phone_sees_a_closed_shop_and_tells_no_other_host(
    street: Street, looked: Looked
) -> None:
    assert_only_the_shop_was_told(street)
    assert "/i.png" in street.other.paths()
    lines = read_lines(RunDir(looked.folder / "run").renders_path, RenderRecord)
    facts = {line.key: line.render for line in lines}
    assert len(facts) == 3
    assert {item.state for item in facts.values()} == {RenderState.OK}
    (mug,) = (item for item in facts.values() if item.final_url == f"{street.own.url}mug")
    assert mug.status == 200
    assert mug.price is not None
    assert "12.50" in mug.price.text


@pytest.mark.browser
def test_no_secret_is_in_any_file_or_in_the_output(looked: Looked) -> None:
    forbidden = [*SECRETS.values(), "OpenSesame-4711", BASIC.removeprefix("Basic ")]
    files = [path for path in looked.folder.rglob("*") if path.is_file()]
    assert "renders.jsonl.gz" in {path.name for path in files}
    for secret in forbidden:
        assert secret not in looked.text
        assert [path for path in files if secret.encode() in _unpacked(path)] == []


@pytest.mark.browser
@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize(
    "access",
    [
        {"login": "visitor:OpenSesame-wrong"},
        {"cookies": {"gate": "OpenSesame;\n"}},
        {"headers": {"X-Staging": "OpenSesame\r\nX-Other: 1"}},
        {"headers": {"X Staging": "OpenSesame"}},
        {"proxy": "http://visitor:OpenSesame@127.0.0.1:9"},
        {"proxy": "socks4://visitor:OpenSesame@127.0.0.1:9"},
    ],
)
def test_what_fails_for_a_secret_does_not_tell_it(access: dict[str, Any]) -> None:
    with Closed({"/": html("home")}) as shop:
        config = settings(shop, None, {"access": access}) | {"render": {"page_timeout_s": 12}}
        (page,) = discovered(config, shop.url)
    assert page.failure or page.status == 401
    assert "OpenSesame" not in repr(page)
    assert base64.b64encode(b"visitor:OpenSesame").decode()[:18] not in repr(page)


@pytest.mark.browser
@pytest.mark.usefixtures("browser")
def test_a_proxy_is_asked_and_only_it_sees_its_login() -> None:
    told = "Basic " + base64.b64encode(b"visitor:p@ss").decode()

    def relay(asked: Asked) -> Answer:
        if asked.headers.get("Proxy-Authorization") == told:
            return Answer(html("<p>through the proxy</p>"))
        return Answer(status=407, headers={"Proxy-Authenticate": 'Basic realm="proxy"'})

    def nosy(asked: Asked) -> Answer:
        return Answer("shut", status=401, headers={"WWW-Authenticate": 'Basic realm="shop"'})

    with Shop({"http://shop.example/": relay, "http://shop.example/nosy": nosy}) as proxy:
        store = {
            "name": "Own",
            "url": "http://shop.example",
            "access": {"proxy": f"http://visitor:p%40ss@{proxy.host}"},
        }
        urls = ("http://shop.example/", "http://shop.example/nosy")
        seen, refused = discovered({"store": store}, *urls)
    assert b"through the proxy" in seen.html
    assert refused.status == 401
    assert not [a for a in proxy.asked if "Authorization" in a.headers]


def identities(**store: Any) -> Identities:
    own = {"name": "Own", "url": "https://www.shop.example"} | store
    rival = {"name": "Rival", "url": "https://rival.example:8443", "country": "AT"}
    return Identities(
        Config.model_validate({"store": own, "competitors": [rival]}), "Storewalk/test"
    )


def test_a_page_belongs_to_the_shop_of_its_host_or_its_www_twin() -> None:
    known = identities(country="DE")
    own, rival = known.of_site("own"), known.of_site("rival")
    assert known.of_url("https://shop.example/a") is own
    assert known.of_url("http://www.shop.example/a") is own
    assert known.of_url("https://rival.example:8443/") is rival
    for url in ("https://rival.example/", "https://cdn.shop.example/", "about:blank"):
        assert known.of_url(url).accept_language == "en"
    assert (own.locale, rival.locale) == ("en-DE", "en-AT")


def test_what_opens_a_shop_goes_to_its_two_hosts_and_never_in_the_clear() -> None:
    own = identities(access={"cookies": {"gate": "x"}}).of_site("own")
    assert own.is_own("https://shop.example/a")
    assert own.is_own("https://www.shop.example/a")
    for url in (
        "http://shop.example/a", "https://shop.example:444/", "https://cdn.shop.example/",
        "https://shop.example.evil.example/", "https://shop.example@evil.example/", "data:,x",
    ):  # fmt: skip
        assert not own.is_own(url)
    assert not identities().of_site("own").is_own("https://shop.example/a")


@pytest.mark.parametrize(
    ("language", "locale"),
    [("de-DE", "de-DE"), ("de-AT,de;q=0.8", "de-AT"), ("fr;q=0.9", "fr"), ("*", "en"), ("", "en")],
)
def test_the_locale_is_the_first_language(language: str, locale: str) -> None:
    assert Identity("us", language).locale == locale


def test_open_shops_of_one_language_share_a_context_and_a_repr_is_no_leak() -> None:
    known = identities(country="AT")
    assert known.of_site("own") == known.of_site("rival")
    closed = identities(access={"login": "a:secret", "proxy": "http://b:secret@p:1"}).of_site("own")
    assert closed != known.of_site("own")
    assert "secret" not in repr(closed)


def test_a_variable_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_LOGIN", raising=False)
    with pytest.raises(ConfigError, match="NO_SUCH_LOGIN"):
        identities(access={"login": "${NO_SUCH_LOGIN}"})


@pytest.mark.parametrize("proxy", ["http://a:secret@[", "http://a:secret\u2100@p:1", "http://:1"])
def test_a_proxy_that_is_no_address_is_refused_without_its_password(proxy: str) -> None:
    with pytest.raises(ConfigError) as caught:
        identities(access={"proxy": proxy})
    assert "access of Own" in str(caught.value)
    assert "secret" not in f"{caught.value} {caught.value.hint}"
    assert caught.value.__cause__ is caught.value.__context__ is None

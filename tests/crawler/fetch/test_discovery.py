"""How pages are found: sitemaps of every kind, links, declared alternatives, lists by hand."""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from crawler.records import PageState
from tests.crawler.fetch.helpers import URLSET, BusyShop, Walked, crawled, settings, text, urlset
from tests.server import Answer, Route, Shop, html, links

PRESTASHOP = '<meta name="generator" content="PrestaShop">'
QUICK = {"requests_per_second": 200}


def feed(name: str, inner: str) -> Answer:
    return Answer(f'<?xml version="1.0"?><{name}>{inner}</{name}>', type="application/xml")


def full_shop() -> Shop:
    """Sitemaps of every kind, good and bad, and pages that only a declaration names."""
    shop = Shop({})
    base = shop.url
    members = (
        f"{base}a.xml.gz", f"{base}b.txt", f"{base}c.rss", f"{base}d.atom", f"{base}page.xml",
        "https://other.example/s.xml", f"{base}torn.xml", f"{base}gone.xml", "relative.xml",
        "http://[broken/", f"{base}moved.xml", f"{base}torn.xml.gz",
    )  # fmt: skip
    index = "".join(f"<sitemap><loc>{member}</loc></sitemap>" for member in members)
    listed = urlset(f"{base}gz", "relative", "https://other.example/x", "http://[broken/", "", base)
    head = (
        f'<link rel="canonical" href="{base}canonical"><link rel="alternate" hreflang="de" '
        f'href="{base}de/"><link rel="alternate" hreflang="fr" href="https://fr.example/">'
    )
    assert isinstance(listed.body, str)
    packed = gzip.compress(listed.body.encode())
    routes: dict[str, Route] = {
        "/robots.txt": text(f"Sitemap: {base}index.xml\n"),
        "/index.xml": Answer(f"<sitemapindex {URLSET}>{index}</sitemapindex>", type="text/xml"),
        "/a.xml.gz": Answer(packed, type="application/gzip"),
        "/b.txt": text(f"{base}txt\nno address\n"),
        "/c.rss": feed("rss", f"<channel><item><link>{base}rss</link></item></channel>"),
        "/d.atom": feed("feed", f'<entry><link href="{base}atom"/></entry>'),
        "/page.xml": html("This is the home page."),
        "/torn.xml": Answer(f"<urlset {URLSET}><url><loc>{base}torn</loc></url><url><lo"),
        "/torn.xml.gz": Answer(packed[:40], type="application/gzip"),
        "/moved.xml": Answer(status=301, headers={"Location": "/new.xml"}),
        "/new.xml": urlset(f"{base}moved"),
        "/": html(links("/linked", "/c/one", "/c/out/two"), head=head),
    }
    names = ("gz", "txt", "rss", "atom", "torn", "moved", "linked", "canonical", "de/")
    routes |= {f"/{name}": html(f"Page {name}") for name in (*names, "c/one", "c/out/two")}
    routes["/c/one"] = html(links("/c/three", "/d/four"))
    routes |= {"/c/three": html("three"), "/d/four": html("four")}
    shop.routes = routes
    return shop


def presta(home: Route) -> Shop:
    """A PrestaShop, as its generator says, with its sitemap where PrestaShop puts it."""
    shop = Shop({"/": home, "/en/": html("Welcome", head=PRESTASHOP), "/only": html("listed")})
    shop.routes["/1_index_sitemap.xml"] = urlset(f"{shop.url}only")
    return shop


@pytest.fixture(scope="module")
def shops() -> Iterator[dict[str, Shop]]:
    first = html("Welcome", head=PRESTASHOP)

    def faulty(asked: object) -> Answer:
        return Answer(status=500) if getattr(asked, "number", 0) == 1 else Answer(first)

    secret = Shop({"/robots.txt": Answer(status=301, headers={"Location": "/rules"})})
    secret.routes |= {"/rules": text("User-agent: *\nDisallow: /secret\n")}
    secret.routes |= {"/": html(links("/secret", "/open")), "/open": html("x"), "/secret": "no"}
    made = {
        "own": full_shop(),
        "seeds": presta(first),
        "moved": presta(Answer(status=302, headers={"Location": "/en/"})),
        "faulty": presta(faulty),
        "secret": secret,
        "rules": Shop({
            "/robots.txt": lambda a: Answer(status=503) if a.number == 1 else text(""),
            "/": html("home"),
        }),
    }  # fmt: skip
    with ExitStack() as stack:
        yield {name: stack.enter_context(shop) for name, shop in made.items()}


@pytest.fixture(scope="module")
def walked(shops: dict[str, Shop], tmp_path_factory: pytest.TempPathFactory) -> Walked:
    rivals = {name: shop for name, shop in shops.items() if name != "own"}
    config = settings(shops["own"], rivals, **QUICK)
    return crawled(tmp_path_factory.mktemp("discovery"), config)


def test_members_of_a_sitemap_index_are_read_whatever_their_form(
    shops: dict[str, Shop], walked: Walked
) -> None:
    pages = walked.pages(shops["own"])
    base = shops["own"].url
    forms = {"gz": "a.xml.gz", "txt": "b.txt", "rss": "c.rss", "atom": "d.atom"}
    for name, file in forms.items():
        assert pages[f"/{name}"].in_sitemap == base + file
    files = {file.url.removeprefix(base): file for file in walked.site().sitemaps}
    kinds = {"a.xml.gz": "urlset", "b.txt": "text", "c.rss": "feed", "d.atom": "feed"}
    assert {name: files[name].kind for name in kinds} == kinds
    assert pages["/moved"].in_sitemap == base + "moved.xml", "a redirect leads to the file"


def test_what_is_wrong_in_a_sitemap_is_written_down(shops: dict[str, Shop], walked: Walked) -> None:
    base = shops["own"].url
    files = {file.url.removeprefix(base): file for file in walked.site().sitemaps}
    assert files["index.xml"].bad_entries == (
        "https://other.example/s.xml", "relative.xml", "http://[broken/",
    )  # fmt: skip
    assert files["a.xml.gz"].bad_entries == (
        "relative", "https://other.example/x", "http://[broken/", "",
    )  # fmt: skip
    assert files["b.txt"].bad_entries == ("no address",)
    assert "HTML" in files["page.xml"].error
    assert files["torn.xml"].error
    assert "/torn" in walked.pages(shops["own"]), "what stands before the damage counts"
    assert (files["gone.xml"].status, files["gone.xml"].error) == (404, "answered 404")
    assert files["torn.xml.gz"].error or files["torn.xml.gz"].entries


def test_canonical_and_hreflang_targets_are_walked(shops: dict[str, Shop], walked: Walked) -> None:
    pages = walked.pages(shops["own"])
    for path in ("/canonical", "/de/"):
        assert pages[path].state is PageState.OK
        assert pages[path].depth is None, "no click leads there"
        assert pages[path].found_on == shops["own"].url


@pytest.mark.parametrize("name", ["seeds", "moved"])
def test_the_platform_says_where_its_sitemap_is(
    shops: dict[str, Shop], walked: Walked, name: str
) -> None:
    site = walked.site(name)
    assert site.platform.name == "prestashop"
    assert [file.found_by for file in site.sitemaps] == ["guess"]
    assert walked.pages(shops[name])["/only"].state is PageState.OK
    assert shops[name].count("/") == shops[name].count("/en/") + (name == "seeds") == 1


def test_a_home_page_that_fails_once_does_not_hide_the_platform(walked: Walked) -> None:
    assert walked.site("faulty").platform.name == "prestashop"


def test_rules_behind_a_redirect_are_kept(shops: dict[str, Shop], walked: Walked) -> None:
    pages = walked.pages(shops["secret"])
    assert shops["secret"].count("/secret") == 0
    assert (pages["/secret"].state, pages["/open"].state) == (PageState.ROBOTS, PageState.OK)


def test_a_robots_txt_that_fails_once_does_not_end_the_night(
    shops: dict[str, Shop], walked: Walked
) -> None:
    assert walked.pages(shops["rules"])["/"].state is PageState.OK
    assert shops["rules"].count("/robots.txt") == 2


def test_a_list_names_the_pages_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    with full_shop() as shop:
        lines = f"# Pages\n{shop.url}linked\n\n  {shop.url}none \nhttps://other.example/\n"
        file = tmp_path / "pages.txt"
        file.write_text("\ufeff" + lines, encoding="utf-8")
        config = settings(shop, **QUICK, check_external=False)
        by_file = crawled(tmp_path, config, "--list", file, run="file")
        by_hand = crawled(tmp_path, config, "--list", "-", run="hand", stdin=lines)
        asked = set(shop.paths())
    for walked in (by_file, by_hand):
        assert set(walked.pages(shop)) == {"/linked", "/none"}
        assert walked.pages(shop)["/none"].http.status == 404
        assert f"1 watched or listed addresses are not of {shop.host}" in walked.done.err
    assert asked == {"/robots.txt", "/", "/linked", "/none"}


def test_what_a_named_page_leads_to_is_as_urgent_as_the_page(tmp_path: Path) -> None:
    others = [f"/c/{number}" for number in range(40)]
    routes: dict[str, Route] = {
        "/": html(links(*others)),
        "/old": Answer(status=301, headers={"Location": "/older"}),
        "/older": Answer(status=301, headers={"Location": "/new"}),
        "/new": html("new"),
        **dict.fromkeys(others, html("other")),
    }
    with BusyShop(routes) as shop:
        named = settings(shop, **QUICK, max_pages=25, urls=[f"{shop.url}old"])
        pages = set(crawled(tmp_path, named).pages(shop))
    assert {"/old", "/older", "/new"} < pages
    assert len(pages) == 25


def test_only_what_the_sitemaps_list(tmp_path: Path) -> None:
    with full_shop() as shop:
        walked = crawled(tmp_path, settings(shop, **QUICK), "--sitemap-only")
        pages = set(walked.pages(shop))
    assert pages == {"/gz", "/", "/txt", "/rss", "/atom", "/torn", "/moved"}
    assert walked.targets(shop)["/linked"].reason == "only the listed addresses were walked"


def test_a_section_is_walked_without_what_is_excluded(tmp_path: Path) -> None:
    with full_shop() as shop:
        walked = crawled(
            tmp_path, settings(shop, **QUICK), "--only", "/c/*", "--not", "/c/out/", "--not", "/x*"
        )
        pages = set(walked.pages(shop))
    assert pages == {"/", "/c/one", "/c/three"}, "the home page leads there"
    assert walked.targets(shop)["/d/four"].reason == "outside the section walked"
    assert not {"/d/four", "/c/out/two", "/gz"} & set(shop.paths())


def test_addresses_without_news_do_not_multiply_the_requests(tmp_path: Path) -> None:
    twice = links("/a", "/a#top", "/a?utm_source=x", "./a", "/b/../a")
    with BusyShop({"/": html(twice), "/a": html("a")}) as shop:
        crawled(tmp_path, settings(shop, **QUICK))
        assert len(shop.of("/a")) == 1

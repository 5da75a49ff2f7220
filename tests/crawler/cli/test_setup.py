"""`storewalk init` and `doctor`: from a shop's address to a configuration that works."""

from pathlib import Path

from crawler.config import load_config
from tests.command import ROOT, storewalk
from tests.crawler.cli.test_page import PRODUCT
from tests.server import Answer, Route, Shop, html, links


def routes(url: str) -> dict[str, Route]:
    return {
        "/": html(links("/products/mug"), head='<meta name="generator" content="WooCommerce 9.9">'),
        "/products/mug": PRODUCT,
        "/robots.txt": Answer(
            f"User-agent: *\nCrawl-delay: 1.25\nSitemap: {url}sitemap.xml\n", type="text/plain"
        ),
        "/sitemap.xml": Answer(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
            f"<url><loc>{url}products/mug</loc></url></urlset>",
            type="application/xml",
        ),
    }


def test_init_looks_at_the_shop_and_writes_what_fits(tmp_path: Path) -> None:
    with Shop({}) as shop:
        shop.routes = routes(shop.url)
        done = storewalk("init", shop.url, "--competitor", "rival.example", cwd=tmp_path)
        assert done.code == 0, done.text
        config = load_config(tmp_path / "config" / "storewalk.yml")
        assert config.store.url == shop.url
        assert config.store.platform == "woocommerce"
        assert config.store.currency == "EUR"
        assert config.store.language == "en"
        assert config.crawl.requests_per_second == 0.8, "its Crawl-delay of 1.25 seconds"
        assert [rival.url for rival in config.competitors] == ["https://rival.example/"]
        explained = (tmp_path / "config" / "storewalk.schema.json").read_text(encoding="utf-8")
        assert explained == (ROOT / "config" / "storewalk.schema.json").read_text(encoding="utf-8")
        heading = (tmp_path / "config" / "products.csv").read_text()
        assert heading == "sku,name,url,rival.example\n"
        again = storewalk("init", shop.url, cwd=tmp_path)
        assert (again.code, "--force" in again.err) == (2, True)
        told = storewalk("doctor", cwd=tmp_path)
    assert "ok       configuration: 2 shops" in told.out
    assert "ok       shop" in told.out
    assert "ok       nights: about " in told.out
    assert "minutes of GitHub Actions a month" in told.out


def test_init_on_a_shop_that_is_down_writes_nothing(tmp_path: Path) -> None:
    with Shop({}) as shop:
        url = shop.url
    done = storewalk("init", url, cwd=tmp_path)
    assert done.code == 3
    assert "refuses connections" in done.err
    assert not (tmp_path / "config").exists()


def test_doctor_says_what_is_missing_and_how_to_get_it(tmp_path: Path) -> None:
    done = storewalk("doctor", cwd=tmp_path)
    assert done.code == 2
    assert "PROBLEM  configuration" in done.out
    assert "storewalk init" in done.out

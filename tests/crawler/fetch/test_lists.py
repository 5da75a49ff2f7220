"""The shop system's own list of products, and feeds, are read after the walk."""

import gzip
import json
from pathlib import Path

from crawler.records import Listing, OfferSource
from tests.crawler.fetch.helpers import BusyShop, Walked, crawled, settings
from tests.server import Answer, Asked, Route, html, links

MUG = "<title>Mug</title><h1>Mug</h1><p class=price>€9.00</p><button>Add to cart</button>"
THEME = '<script src="/cdn/shop/a.js"></script><div id="shopify-section-main"></div>'
TSV = (
    "id\ttitle\tlink\tprice\tavailability\nM-1\tMug\t{}products/mug?variant=7\t9.50 EUR\tin stock\n"
)


def products(first: int, number: int) -> str:
    rows = [
        {"id": n, "title": f"P {n}", "handle": f"p-{n}", "variants": [{"price": "1.00"}]}
        for n in range(first, first + number)
    ]
    return json.dumps({"products": rows})


def shopify(**routes: Route) -> dict[str, Route]:
    return {"/": html(THEME + links("/products/mug")), "/products/mug": html(THEME + MUG)} | {
        "/" + path: answer for path, answer in routes.items()
    }


def listed(walked: Walked, source: OfferSource) -> list[Listing]:
    return [listing for listing in walked.run.listings() if listing.source is source]


def test_the_shop_systems_list_is_read_page_by_page(tmp_path: Path) -> None:
    routes = shopify()
    base = "/products.json?limit=250&page="
    routes |= {base + "1": products(0, 250), base + "2": products(250, 3)}
    with BusyShop(routes) as shop:
        walked = crawled(tmp_path, settings(shop))
        found = listed(walked, OfferSource.PLATFORM)
        assert len(found) == 253
        assert (found[0].site, found[0].url) == ("own", shop.url + "products/p-0")
    (file,) = walked.site().feeds
    assert (file.kind, file.rows, file.status, file.error) == ("shop data", 253, 200, "")
    agents = {visit.headers["User-Agent"] for visit in shop.of(base + "1")}
    assert all("Storewalk" in agent for agent in agents)


def test_robots_txt_binds_the_list_too(tmp_path: Path) -> None:
    robots = "User-agent: *\nDisallow: /products.json\n"
    with BusyShop(shopify(**{"robots.txt": Answer(robots, type="text/plain")})) as shop:
        walked = crawled(tmp_path, settings(shop))
    assert shop.of("/products.json?limit=250&page=1") == []
    (file,) = walked.site().feeds
    assert (file.rows, file.error) == (0, "robots.txt asks us not to")


def test_a_shop_that_keeps_its_list_to_itself_says_so_and_loses_nothing(tmp_path: Path) -> None:
    with BusyShop(shopify()) as shop:
        walked = crawled(tmp_path, settings(shop))
        assert walked.pages(shop)["/products/mug"].offer is not None
    (file,) = walked.site().feeds
    assert file.error == "it answers 404: this shop does not give its products as data"
    assert list(walked.run.listings()) == []


def test_the_list_can_be_left_alone(tmp_path: Path) -> None:
    with BusyShop(shopify()) as shop:
        walked = crawled(tmp_path, settings(shop, shop_data=False))
    assert walked.site().feeds == ()
    assert not [visit for visit in shop.visits if "products.json" in visit.path]


def test_feeds_by_address_and_by_file_with_a_secret_that_stays_one(tmp_path: Path) -> None:
    seen: list[Asked] = []

    def feed(asked: Asked) -> Answer:
        seen.append(asked)
        return Answer(gzip.compress(TSV.format(shop.url).encode()), type="application/gzip")

    routes: dict[str, Route] = {
        "/": html(links("/products/mug")), "/products/mug": html(MUG),
        "/feed?key=s3cret": Answer(status=302, headers={"Location": "/files/feed.tsv.gz"}),
        "/files/feed.tsv.gz": feed,
    }  # fmt: skip
    (tmp_path / "own.csv").write_text("id,title,link,price\nM-2,Cup,,3 EUR\n")
    with BusyShop(routes) as shop:
        named = [f"{shop.url}feed?key=${{FEED_KEY}}", "own.csv", "none.csv"]
        config = settings(shop, store={"feeds": named})
        walked = crawled(tmp_path, config, env={"FEED_KEY": "s3cret"})
        rows = listed(walked, OfferSource.FEED)
        assert [row.id for row in rows] == ["M-1", "M-2"]
        assert rows[0].url == shop.url + "products/mug?variant=7"
    files = walked.site().feeds
    assert [(f.kind, f.rows, f.status) for f in files] == [
        ("tsv", 1, 200), ("csv", 1, None), ("", 0, None),
    ]  # fmt: skip
    assert files[0].url == f"{shop.url}feed"
    assert files[2].error == "the file cannot be read: No such file or directory"
    assert "Storewalk" in seen[0].headers["User-Agent"]
    assert "s3cret" not in walked.done.text
    for path in walked.run.path.rglob("*"):
        if path.is_file():
            body = path.read_bytes()
            assert b"s3cret" not in (gzip.decompress(body) if path.suffix == ".gz" else body), path


def test_a_feed_is_not_fetched_from_the_network_that_we_run_in(tmp_path: Path) -> None:
    with BusyShop({"/feed": TSV.format("http://x/")}) as inner:
        routes: dict[str, Route] = {
            "/": html(MUG),
            "/feed": Answer(status=302, headers={"Location": f"{inner.url}feed"}),
        }
        with BusyShop(routes) as shop:
            walked = crawled(tmp_path, settings(shop, store={"feeds": [f"{shop.url}feed"]}))
    assert inner.visits == []
    (file,) = walked.site().feeds
    assert file.error == "no answer (private_address)"


def test_a_secret_that_is_not_set_is_told_before_the_walk(tmp_path: Path) -> None:
    with BusyShop({"/": html(MUG)}) as shop:
        named = {"feeds": [f"{shop.url}feed?key=${{FEED_KEY}}"]}
        walked = crawled(tmp_path, settings(shop, store=named), code=2)
    assert "the environment variable FEED_KEY is not set" in walked.done.err
    assert shop.visits == []


def test_a_broken_feed_keeps_its_rows_and_the_walk_goes_on(tmp_path: Path) -> None:
    broken = "<rss><channel><item><id>A</id><title>a</title></item><item><id>B</title>"
    routes: dict[str, Route] = {"/": html(MUG), "/f": Answer(broken, type="text/xml"),
                                "/g": Answer(status=500)}  # fmt: skip
    with BusyShop(routes) as shop:
        feeds = [f"{shop.url}f", f"{shop.url}g"]
        walked = crawled(tmp_path, settings(shop, store={"feeds": feeds}))
    first, second = walked.site().feeds
    assert first.rows == 1
    assert first.error.startswith("the XML breaks at line 1, column ")
    assert (second.rows, second.error) == (0, "the address answers 500")

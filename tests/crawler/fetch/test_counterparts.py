"""Our products are looked for in a competitor's shop, in few requests."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crawler.fetch.resemblance import Resemblance, Wanted, words_of
from crawler.records import RunDir
from tests.crawler.fetch.helpers import URLSET, command, settings, written
from tests.server import Answer, Asked, Route, Shop, html, links

PRODUCTS = (
    "sku,name,url,brand,gtin,mpn\n"
    "M-1,Alba espresso maker 3 cups,{own}p/alba,Kiln,,\n"
    "M-2,Falke kettle,{own}p/falke,Ostra,,OK-1700\n"
    "M-3,Harbour mug,{own}p/harbour,Kiln,4006381333931,\n"
    "M-4,Slate bowl,{own}p/slate,Kiln,,\n"
)
HOME = "<form action=/search><input type=search name=q></form>" + links("/about")


def walked(folder: Path, rival: Mapping[str, Route], **crawl: Any) -> tuple[Shop, dict[str, int]]:
    """The own shop sells four products, of which the rival's sitemap names some; it may be asked
    for three pages."""
    own_pages = {f"/p/{name}": html(f"<h1>{name}</h1>") for name in ("alba", "falke")}
    with Shop({"/": html("")} | own_pages) as own, Shop(dict(rival)) as shop:
        (folder / "products.csv").write_text(PRODUCTS.format(own=own.url), encoding="utf-8")
        config = settings(own, {"Rival": shop}, **crawl)
        config["products"] = "products.csv"
        config["competitors"][0]["max_pages"] = 4
        done = command(
            "crawl", "-c", written(folder, config), "--run-dir", folder / "run", cwd=folder
        )
        assert done.code == 0, done.text
        facts = next(site for site in RunDir(folder / "run").sites() if site.id == "rival")
        return shop, {
            name.removeprefix("counterparts_"): number
            for name, number in facts.counts.items()
            if name.startswith("counterparts_")
        }


def sitemap(*paths: str) -> Route:
    def answer(asked: Asked) -> Answer:
        host = asked.headers["Host"]
        urls = "".join(f"<url><loc>http://{host}{path}</loc></url>" for path in paths)
        return Answer(f"<urlset {URLSET}>{urls}</urlset>", type="application/xml")

    return answer


def test_what_the_sitemap_names_is_walked_before_the_rest(tmp_path: Path) -> None:
    others = [f"/p/other-thing-{n}.html" for n in range(50)]
    rival = {
        "/": html(HOME), "/sitemap.xml": sitemap(*others, "/p/alba-espresso-maker-3-cup.html"),
        "/p/alba-espresso-maker-3-cup.html": html("<h1>Alba</h1>"),
    }  # fmt: skip
    shop, counts = walked(tmp_path, rival, counterpart_searches=0)
    assert "/p/alba-espresso-maker-3-cup.html" in shop.paths()
    assert counts == {
        "sitemap": 1, "list": 0, "search": 0, "searched": 0, "search_refused": 0,
    }  # fmt: skip


def test_what_is_not_listed_is_searched_for_by_its_code(tmp_path: Path) -> None:
    def results(asked: Asked) -> Answer:
        query = asked.path.partition("q=")[2]
        found = {
            "4006381333931": links("/products/hafen-becher"),
            "Ostra+OK-1700": "<a href=/x/17>Ostra Wasserkocher Falke OK-1700</a><a href=/y>x</a>",
        }
        return Answer(f"<main>{found.get(query, 'nothing')}</main>")

    queries = ("4006381333931", "Ostra+OK-1700", "Slate+bowl", "Alba+espresso+maker+3+cups")
    rival: dict[str, Route] = {f"/search?q={query}": results for query in queries}
    rival |= {
        "/": html(HOME),
        "/products/hafen-becher": html("<h1>Becher Hafen</h1>"),
        "/x/17": html("<h1>Falke</h1>"),
    }
    shop, counts = walked(tmp_path, rival)
    assert {"/x/17", "/products/hafen-becher"} <= set(shop.paths())
    assert (counts["search"], counts["searched"]) == (2, 4)


def test_a_search_that_robots_closes_is_left_alone(tmp_path: Path) -> None:
    rival: dict[str, Route] = {
        "/": html(HOME),
        "/robots.txt": Answer("User-agent: *\nDisallow: /search", type="text/plain"),
    }
    shop, counts = walked(tmp_path, rival)
    assert [path for path in shop.paths() if path.startswith("/search")] == []
    assert counts["searched"] == 0


def test_searches_stay_within_their_budget(tmp_path: Path) -> None:
    shop, counts = walked(tmp_path, {"/": html(HOME)}, counterpart_searches=2)
    assert sum(path.startswith("/search") for path in shop.paths()) == 2
    assert counts["searched"] == 2


def test_a_search_that_refuses_is_left_alone_at_once(tmp_path: Path) -> None:
    def refuses(asked: Asked) -> Answer:
        return Answer("Too many", status=503)

    queries = ("4006381333931", "Ostra+OK-1700", "Slate+bowl", "Alba+espresso+maker+3+cups")
    rival: dict[str, Route] = {f"/search?q={query}": refuses for query in queries}
    shop, counts = walked(tmp_path, rival | {"/": html(HOME)})
    assert sum(path.startswith("/search") for path in shop.paths()) == 1
    assert (counts["searched"], counts["search_refused"]) == (1, 1)


def test_a_search_that_leads_on_is_followed_once(tmp_path: Path) -> None:
    def leads(place: str) -> Route:
        return lambda asked: Answer(status=302, headers={"Location": place})

    rival: dict[str, Route] = {
        "/": html(HOME),
        "/search?q=4006381333931": leads("/products/hafen-becher"),
        "/search?q=Ostra+OK-1700": leads("/results?q=Ostra+OK-1700"),
        "/results?q=Ostra+OK-1700": Answer("<main><a href=/x/17>Ostra Falke OK-1700</a></main>"),
        "/products/hafen-becher": html("<h1>Becher Hafen</h1>"),
        "/x/17": html("<h1>Falke</h1>"),
    }
    shop, counts = walked(tmp_path, rival)
    assert {"/x/17", "/products/hafen-becher"} <= set(shop.paths())
    assert (counts["search"], counts["search_refused"]) == (2, 0)


def test_looking_can_be_switched_off(tmp_path: Path) -> None:
    shop, counts = walked(tmp_path, {"/": html(HOME)}, counterparts=False)
    assert not any(path.startswith("/search") for path in shop.paths())
    assert counts == {}


def test_codes_weigh_more_than_words_that_many_share() -> None:
    wanted = [Wanted(f"Kiln mug {colour}", "Kiln") for colour in ("red", "blue", "sand")]
    found = Resemblance([*wanted, Wanted("Drill GSR-1800", "Bosch")])
    assert max(found.of("/p/kiln-mug-blue"), key=lambda pair: pair[1])[0] == 1
    assert [place for place, _ in found.of("drill-gsr-1800")] == [3]
    assert found.of("something-else") == []
    assert words_of("Größe Çà und die Räder.html") == {"grosse", "ca", "rader"}

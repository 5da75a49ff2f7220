"""A shortened selector finds what the whole one finds."""

import pytest

from crawler.extract import parse
from crawler.extract.document import Document

BODY = """
<body class="Template-Product"><template><p class=price>1</p></template>
<div id=ProductInfo><span class="Price--Sale big">2</span><input TYPE=submit data-qa="price-now">
<p hidden itemprop=price>3</p><a href=/cart class="btn btn-cart">4</a></div>
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return parse(BODY, "https://shop.example/")


@pytest.mark.parametrize(
    "selector",
    [
        '[class*="price" i],[id*="price" i],[data-qa*="price" i],[itemprop="price"],bdi',
        '[class*="btn" i],a[class*="cart" i],.btn,.BTN',
        "#ProductInfo>span.big,#productinfo,body .btn:not([disabled]),body .btn:not(.no,.way)",
        'button,input[type=submit],a[href*="cart" i]',
        "[id^=Product] *,div:has(> [hidden]),p:is([hidden],.none),*",
        "table,.missing,[missing]",
        "template p",
    ],
)
def test_the_same_nodes_in_the_same_order(document: Document, selector: str) -> None:
    found = [node.mem_id for node in document.css(selector)]
    assert found == [node.mem_id for node in document.tree.css(selector)]
    first = document.first(selector)
    assert (first.mem_id if first is not None else None) == (found[0] if found else None)

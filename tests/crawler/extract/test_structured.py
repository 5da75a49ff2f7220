import orjson
import pytest

from crawler.records import StructuredFacts
from tests.crawler.extract.pages import facts


def structured(*blocks: str) -> StructuredFacts:
    body = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return facts(body).structured


def test_arrays_and_graphs_become_top_level_items() -> None:
    found = structured(
        '[{"@type":"A"},{"@type":["B","C"]}]',
        '{"@context":"x","@graph":[{"@type":"https://schema.org/D"}]}',
    )
    assert [item.types for item in found.items] == [("A",), ("B", "C"), ("D",)]
    assert found.errors == ()


def test_an_error_has_line_column_and_what_was_recovered() -> None:
    (error,) = structured('{"@type":"A",\n "name":"x",\n}').errors
    assert (error.line, error.column, error.recovered) == (3, 1, True)


@pytest.mark.parametrize(
    "block",
    [
        '{"@type":"A","u":"http://x/", /* note */ "n":1, // end\n}',
        '{"@type":"A","n":[1,2,],}',
        '{"@type":"A","n":"two\nlines\tand a tab"}',
        '//<![CDATA[\n{"@type":"A"}\n//]]>',
        '<!-- {"@type":"A"} -->',
        '{"@type":"A"}{"@type":"B"}',
        '{"@type":"A"};',
        "{&quot;@type&quot;:&quot;A&quot;}",
        '{"@type":"A","n":NaN}',
    ],
)
def test_common_mistakes_are_reported_and_still_read(block: str) -> None:
    found = structured(block)
    assert found.items[0].types == ("A",)
    assert found.errors[0].recovered


@pytest.mark.parametrize(
    "block",
    [
        "", "nothing", "[" * 50_000, '{"a":' * 2_000, "/*" * 50_000, '"\\"' * 50_000, ", " * 50_000,
        '{"a":1' + ", " * 50_000, '{"name":"\\ud800","n":1e999,"m":123456789012345678901234567890}',
    ],
)  # fmt: skip
def test_hostile_blocks_neither_raise_nor_break_what_is_written(block: str) -> None:
    orjson.dumps(structured(block).model_dump(mode="json"))


MICRODATA = """
<div itemscope itemtype="https://schema.org/Product" itemref=more>
  <h1 itemprop=name>Mug</h1><img itemprop=image src=/m.png>
  <div itemprop=offers itemscope itemtype="http://schema.org/Offer">
    <meta itemprop=priceCurrency content=EUR><span itemprop=price content="12.50">12,50 €</span>
    <link itemprop=availability href="https://schema.org/InStock">
  </div><a itemprop=tag href=a>x</a><a itemprop=tag href=b>y</a>
</div><p id=more><b itemprop=sku>M-1</b></p>
"""


def test_microdata_has_the_shape_of_json_ld() -> None:
    (item,) = facts(MICRODATA).structured.items
    assert (item.syntax, item.types) == ("microdata", ("Product",))
    assert item.data == {
        "@type": "Product", "name": "Mug", "image": "https://shop.example/m.png", "sku": "M-1",
        "offers": {"@type": "Offer", "priceCurrency": "EUR", "price": "12.50",
                   "availability": "https://schema.org/InStock"},
        "tag": ["https://shop.example/a", "https://shop.example/b"],
    }  # fmt: skip


def test_rdfa_lite_is_read_where_its_attributes_occur() -> None:
    (item,) = facts(
        "<div vocab='https://schema.org/' typeof=Product><span property=name>Mug</span>"
        "<div property=offers typeof=Offer><span property=price>5</span></div></div>"
    ).structured.items
    assert item.syntax == "rdfa"
    assert item.data == {
        "@type": "Product", "name": "Mug", "offers": {"@type": "Offer", "price": "5"},
    }  # fmt: skip


def test_an_item_that_refers_to_itself_ends() -> None:
    body = (
        "<div itemscope itemtype=x id=a itemref='a b'></div><p id=b itemprop=c itemscope itemref=a>"
    )
    orjson.dumps(facts(body).structured.model_dump(mode="json"))

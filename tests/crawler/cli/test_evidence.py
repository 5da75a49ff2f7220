"""The evidence table of `storewalk page`: readable, aligned, and safe in a terminal."""

from crawler.cli.evidence import WIDTHS, evidence_lines, fit, sure
from tests.crawler.extract.pages import offer, page, product_json

BUY = "<button class=add-to-cart>Add to cart</button>"


def test_every_sighting_has_a_line_in_words() -> None:
    data = product_json('{"price":"15","priceCurrency":"EUR","availability":"InStock"}')
    found = offer(page(
        f"<h1>Mug</h1><p class=price><del>€20.00</del> <ins>€15.00 incl. VAT</ins></p>"
        f"<p>Item no. M-77</p>{BUY}", head=data))  # fmt: skip
    lines = evidence_lines(found)
    assert lines[0].split() == ["Where", "What", "Read", "as", "Written", "as", "Place"]
    text = "\n".join(lines)
    assert "JSON-LD  price   15 EUR" in text
    assert "€15.00 incl. VAT" in text
    assert "15.00 EUR with tax" in text
    assert "Page     before" in text
    assert "Page     sku     M-77" in text
    assert "stock   InStock" in text
    assert sure(found) == "confirmed: two or more sources agree"


def test_a_page_without_price_says_why() -> None:
    assert sure(offer(page(f"<h1>Mug</h1><p>Price on request</p>{BUY}"))) == (
        "the shop gives the price on request"
    )


def test_hostile_text_cannot_reach_the_terminal() -> None:
    found = offer(page(f"<h1>Mug</h1><p class=price>€20.00\x1b[2J\u202e\r\n{'x' * 50}</p>{BUY}"))
    for line in evidence_lines(found):
        assert line.isprintable()
        assert len(line) <= sum(WIDTHS) + 2 * len(WIDTHS)
    assert fit("a\x1b[31mb\tc", 10) == "a [31mb c"
    assert fit("x" * 20, 5) == "xxxx…"

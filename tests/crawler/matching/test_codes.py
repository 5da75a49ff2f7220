"""Barcodes and makers' numbers as evidence."""

import pytest

from crawler.matching.codes import gtin14, gtins, maker_number, same_brand
from crawler.matching.goods import Goods


@pytest.mark.parametrize(
    ("text", "number"),
    [("4006381333931", "04006381333931"), ("0 36000 29145 2", "00036000291452"),
     ("96385074", "00000096385074"), ("0-306-40615-2", "09780306406157"),
     ("978-0-306-40615-7", "09780306406157")],
)  # fmt: skip
def test_valid_numbers_get_fourteen_digits(text: str, number: str) -> None:
    assert gtin14(text) == number


@pytest.mark.parametrize(
    "text",
    ["4006381333932", "123", "", "0000000000000", "2012345678900", "0212345678905",
     "9812345678907", "９６３８５０７４"],
)  # fmt: skip
def test_numbers_that_name_no_product_are_none(text: str) -> None:
    assert gtin14(text) == ""


def test_a_shops_own_number_may_be_the_barcode() -> None:
    assert gtins(Goods("Polo", sku="5018899787594")) == {"05018899787594"}


@pytest.mark.parametrize(
    "goods",
    [Goods("a", mpn="123"), Goods("a", mpn="ABCDE"), Goods("a", mpn="77123", sku="77-123"),
     Goods("a", mpn="XK 4412", brand="Blue Mug"), Goods("a", mpn="1111")],
)  # fmt: skip
def test_what_is_no_makers_number(goods: Goods) -> None:
    assert maker_number(goods, shop="blue mug") == ""


def test_a_makers_number_has_no_punctuation() -> None:
    assert maker_number(Goods("a", mpn="F8N 044-SLV/2", brand="Belkin")) == "f8n044slv2"


def test_brands_may_have_more_words_on_one_side() -> None:
    assert same_brand(Goods("a", brand="Night Owl"), Goods("b", brand="night owl optics"))
    assert not same_brand(Goods("a", brand="Sony"), Goods("b", brand="Canon"))
    assert not same_brand(Goods("a"), Goods("b"))

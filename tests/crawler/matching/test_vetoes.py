"""What speaks against two products being one."""

from decimal import Decimal

import pytest

from crawler.matching.goods import Goods
from crawler.matching.reading import read
from crawler.matching.vetoes import vetoes
from crawler.records import Money


def names(left: Goods, right: Goods) -> set[str]:
    return {veto.name for veto in vetoes(left, right, read(left), read(right))}


@pytest.mark.parametrize(
    ("left", "right", "veto"),
    [
        ("Cola 6er Pack 330 ml", "Cola 12er Pack 330 ml", "pack"),
        ("Cola 330 ml", "Cola 330 ml, 6er Pack", "pack"),
        ("Samsung 970 EVO 1TB", "Samsung 970 EVO 500 GB", "size"),
        ("Shampoo 250 ml", "Shampoo 0,5 l", "size"),
        ("Moka pot, 3 cups", "Moka pot 6-cup", "size"),
        ("Raclette für 4 Personen", "Raclette 8 persons", "size"),
        ("Reis 500 g", "Reis 500 ml", "unit"),
        ("Mug black", "Mug red", "colour"),
        ("Tasse schwarz", "Mug blue", "colour"),
        ("Samsung 970 EVO", "Samsung 970 EVO Plus", "generation"),
        ("iPod nano 4th generation", "iPod nano 5th generation", "generation"),
        ("ThinkPad X220", "ThinkPad X220 refurbished", "condition"),
        ("ThinkPad X220", "ThinkPad X220 gebraucht", "condition"),
        ("Galaxy S4", "Hülle für Galaxy S4", "accessory"),
        ("Nikon D3000", "Battery for Nikon D3000", "accessory"),
        ("Photoshop CS3", "Photoshop CS3 upgrade", "edition"),
    ],
)
def test_one_word_or_amount_makes_another_product(left: str, right: str, veto: str) -> None:
    assert veto in names(Goods(left), Goods(right))
    assert veto in names(Goods(right), Goods(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Seagate drive 2TB", "Seagate drive 2000 GB"),
        ("Cola 6 x 330 ml", "Cola 330ml 6er Pack"),
        ("Espressokocher 6 Tassen", "Moka pot, 6-cup"),
        ("Speaker, pair", "Speaker"),
        ("Mug black", "Mug schwarz"),
        ("Mug black", "Mug"),
        ("Case for iPhone 4", "iPhone 4 case"),
        ("iPod nano 4th generation", "iPod nano gen 4"),
    ],
)
def test_one_thing_said_in_two_ways_is_no_objection(left: str, right: str) -> None:
    assert names(Goods(left), Goods(right)) == set()


@pytest.mark.parametrize(("other", "objects"), [("39", True), ("41", False), ("251", True)])
def test_prices_far_apart_are_for_a_person(other: str, objects: bool) -> None:
    left = Goods("Mug", price=Money(amount=Decimal(100), currency="EUR"))
    right = Goods("Mug", price=Money(amount=Decimal(other), currency="EUR"))
    assert ("price" in names(left, right)) is objects


def test_prices_in_two_currencies_are_not_compared() -> None:
    left = Goods("Mug", price=Money(amount=Decimal(100), currency="EUR"))
    right = Goods("Mug", price=Money(amount=Decimal(2500), currency="CZK"))
    assert names(left, right) == set()


def test_the_condition_may_stand_in_its_own_column() -> None:
    assert names(Goods("X220"), Goods("X220", condition="used")) == {"condition"}


def test_other_numbers_are_an_objection() -> None:
    left, right = Goods("Mug", gtin="4006381333931"), Goods("Mug", gtin="036000291452")
    assert names(left, right) == {"gtin"}
    assert "mpn" in names(Goods("Mug", mpn="AB-1234"), Goods("Mug", mpn="AB-1235"))

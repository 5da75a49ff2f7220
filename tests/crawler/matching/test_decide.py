"""Verdicts of the shipped model on small tables, in the order of the playbook."""

from collections.abc import Mapping

import pytest

from crawler.matching import model
from crawler.matching.catalogue import match_lists, match_pairs
from crawler.matching.decide import Match, State
from crawler.matching.goods import Goods
from crawler.matching.pairs import pairs_of

GTIN = "4006381333931"


def verdict(**cells: str) -> Match:
    (found,) = match_pairs(pairs_of([cells]), model.load())
    return found


def test_a_common_gtin_confirms_where_the_names_have_something_in_common() -> None:
    found = verdict(left_title="Stabilo Point 88 fineliner black", left_gtin=GTIN,
                    right_title="STABILO Fineliner point 88", right_gtin=f"0{GTIN}")  # fmt: skip
    assert found.state is State.CONFIRMED
    assert found.reasons[0] == "Both have GTIN 04006381333931."
    assert found.probability > 0.99


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Stabilo Point 88 fineliner", "Stabilo Point 88 fineliner 10er Pack", "pack of 10"),
        ("Stabilo Point 88 6er Pack", "Stabilo Point 88 10er Pack", "Packs differ: 6 and 10"),
        ("Stabilo Point 88 fineliner", "Garden hose", "hardly a word in common"),
        ("Stabilo Point 88 black", "Stabilo Point 88 red", "Colours differ"),
        ("Santoku knife 12 cm", "Santoku knife 16 cm", "length differs: 120 and 160"),
        ("Moka pot, 3 cups", "Mokakanne 6 Tassen", "cups or persons differs: 3 and 6"),
        ("Tent for 2 persons", "Tent, 4 people", "cups or persons differs: 2 and 4"),
        ("Cereal bowl 14 cm", "Cereal bowl 14 cm (pair)", "pack of 2"),
        ("Cereal bowl 14 cm", "4 x Cereal bowl 14 cm", "pack of 4"),
        ("Cereal bowl 14 cm", "Cereal bowl 14 cm x 4", "pack of 4"),
    ],
)
def test_a_common_gtin_is_not_proof(left: str, right: str, reason: str) -> None:
    found = verdict(left_title=left, left_gtin=GTIN, right_title=right, right_gtin=GTIN)
    assert found.state is State.PROPOSED
    assert reason in " ".join(found.reasons)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Chopping board 30 cm", "Chopping board 30 x 20 x 2 cm"),
        ("Moka pot, 3 cups", "Mokakanne für 3 Tassen"),
        ("Ski gloves, pair", "Ski gloves 2er Pack"),
        ("Pair of ski gloves", "Ski gloves (pair)"),
        ("Telescope 8x42", "Telescope 8 x 42"),
    ],
)
def test_one_thing_said_in_two_ways_does_not_weaken_a_common_gtin(left: str, right: str) -> None:
    found = verdict(left_title=left, left_gtin=GTIN, right_title=right, right_gtin=GTIN)
    assert found.state is State.CONFIRMED, found.reasons


def test_numbers_for_use_inside_a_shop_prove_nothing() -> None:
    inside = "2012345678900"
    found = verdict(left_title="Blue mug", left_gtin=inside,
                    right_title="Garden hose 10 m", right_gtin=inside)  # fmt: skip
    assert found.state is State.REJECTED


def test_brand_and_makers_number_confirm() -> None:
    found = verdict(
        left_title="Targus red TG-6660TR tripod with 3-way panhead", left_brand="Targus",
        left_modelno="TG-6660TR", left_price="29.98",
        right_title="Targus TG6660TR 66 inch tripod, red", right_brand="Targus Inc.",
        right_mpn="TG6660TR", right_price="31.00",
    )  # fmt: skip
    assert found.state is State.CONFIRMED
    assert "Brand and maker's number agree: Targus TG-6660TR." in found.reasons


@pytest.mark.parametrize(
    "cells",
    [
        {"right_price": "99.00"},
        {"right_title": "Battery for Targus TG6660TR tripod"},
        {"right_title": "Targus TG6660TR 66 inch tripod, black"},
        {"right_condition": "refurbished"},
    ],
)
def test_a_veto_leaves_it_to_a_person(cells: Mapping[str, str]) -> None:
    same = {
        "left_title": "Targus red TG-6660TR tripod with 3-way panhead", "left_brand": "Targus",
        "left_modelno": "TG-6660TR", "left_price": "29.98", "right_brand": "Targus",
        "right_title": "Targus TG6660TR 66 inch tripod, red", "right_mpn": "TG6660TR",
    }  # fmt: skip
    assert verdict(**{**same, **cells}).state is not State.CONFIRMED


def test_unlike_products_are_rejected_with_a_reason() -> None:
    found = verdict(left_title="Blue mug", right_title="Garden hose 10 m")
    assert found.state is State.REJECTED
    assert found.reasons


def test_a_table_without_rows_has_no_verdicts() -> None:
    assert list(match_pairs(pairs_of([]), model.load())) == []


OWN = (
    Goods("Sony Cyber-shot DSC-W150 digital camera red", brand="Sony", mpn="DSCW150R"),
    Goods("Sony Cyber-shot DSC-H50 digital camera black", brand="Sony", mpn="DSCH50B"),
    Goods("Bosch GSR 12V cordless drill", brand="Bosch", mpn="06019F6001"),
)
RIVAL = (
    Goods("Garden hose 10 m"),
    Goods("Sony DSCH50B Cyber-shot camera", brand="Sony", mpn="DSC-H50B"),
    Goods("Sony DSC-W150R Cyber-shot camera", brand="Sony", mpn="DSC-W150R"),
)


def test_each_product_finds_its_own_among_all() -> None:
    found = {link.left: link.right for link in match_lists(OWN, RIVAL, model.load())}
    assert found == {0: 2, 1: 1}


def test_a_veto_makes_room_for_the_next_best() -> None:
    own = (Goods("Koziol ceramic mug blue 300 ml"),)
    rival = (Goods("Koziol ceramic mug red 300 ml"), Goods("Koziol ceramic mug, blue, 0.3 l"))
    assert [link.right for link in match_lists(own, rival, model.load())] == [1]


def test_a_common_gtin_comes_before_a_better_name() -> None:
    own = (Goods("Stabilo Point 88 fineliner", gtin=GTIN),)
    rival = (Goods("Stabilo Point 88 fineliner"), Goods("Stabilo fineliner set", gtin=GTIN))
    assert [link.right for link in match_lists(own, rival, model.load())] == [1]


def test_what_the_user_says_always_wins() -> None:
    links = match_lists(OWN, RIVAL, model.load(), accepted=[(2, 0)], never=[(0, 2)])
    assert {(link.left, link.right): link.match.state for link in links} == {
        (1, 1): State.CONFIRMED,
        (2, 0): State.CONFIRMED,
    }
    assert links[1].match.reasons == ("You said that they are one product.",)


def test_an_empty_list_matches_nothing() -> None:
    assert match_lists((), RIVAL, model.load()) == ()
    assert match_lists(OWN, (), model.load()) == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Coca-Cola 6 x 330 ml", "Coca-Cola 12 x 330 ml"),
        ("Seagate Backup Plus drive 1TB", "Seagate Backup Plus drive 2000 GB"),
        ("Blue ceramic mug 300 ml", "Ceramic mug, red, 0.3 l"),
        ("ThinkPad X220 notebook", "ThinkPad X220 notebook refurbished"),
    ],
)
def test_another_pack_size_colour_or_condition_is_another_product(left: str, right: str) -> None:
    found = verdict(left_title=left, right_title=right)
    assert found.state is State.REJECTED
    assert found.probability < 0.5
    assert any(word in " ".join(found.reasons) for word in ("differ", "refurbished"))

"""Which side of a contradiction is likely wrong."""

from crawler.checks.price.blame import amount, barcode, buyable, likely_wrong


def test_the_many_are_right_against_the_few() -> None:
    sides = {"dom": "25.00", "json_ld": "20", "meta": "20.00", "feed": "20.0"}
    assert likely_wrong(sides, amount) == " Likely wrong: the page."


def test_with_as_many_on_both_sides_the_shopper_is_told_the_truth() -> None:
    assert likely_wrong({"json_ld": "20", "dom": "25"}, amount) == " Likely wrong: JSON-LD."
    assert likely_wrong({"platform": "20", "dom": "25"}, amount) == " Likely wrong: the page."
    stock = {"feed": "OutOfStock", "dom": "BackOrder"}
    assert likely_wrong(stock, buyable) == " Likely wrong: the product feed."


def test_the_page_before_its_scripts_has_no_voice_of_its_own() -> None:
    sides = {"dom": "20", "rendered": "25", "json_ld": "20"}
    assert likely_wrong(sides, amount) == " Likely wrong: JSON-LD."


def test_a_barcode_that_can_be_none_is_wrong_whoever_repeats_it() -> None:
    sides = {"json_ld": "4006381333930", "meta": "4006381333930", "feed": "04006381333931"}
    assert likely_wrong(sides, barcode, faulty=True) == (
        " Likely wrong: JSON-LD, its Open Graph tag."
    )


def test_no_contradiction_no_blame() -> None:
    assert likely_wrong({"json_ld": "20.00", "dom": "20"}, amount) == ""
    assert likely_wrong({}, amount) == ""

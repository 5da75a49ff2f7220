"""Words, codes and amounts out of titles."""

import pytest

from crawler.matching.normal import amounts, codes, fold, numbers, without_platforms, words


@pytest.mark.parametrize(
    ("one", "other"),
    [("2TB", "2000 GB"), ("0,5 l", "500 ml"), ("1.5 kg", "1500 g"), ("10 ft", "3.05 m"),
     ('32"', "32 inch"), ("24 Zoll", "24 inches"), ("12 Megapixel", "12mp")],
)  # fmt: skip
def test_one_amount_in_two_units_is_one(one: str, other: str) -> None:
    a, b = amounts(fold(one)), amounts(fold(other))
    assert a.keys() == b.keys()
    for measure, values in a.items():
        assert next(iter(values)) == pytest.approx(next(iter(b[measure])), rel=0.01)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [("Joghurt 6er Pack", 6), ("Saft 3 x 500 ml", 3), ("Gläser, set of 4", 4), ("AA 12-pack", 12),
     ("Socken 3 Paar", 3), ("toner twin pack", 2), ("Seife Doppelpack", 2), ("pens 50 ct", 50),
     ("Handtuch 2er-Set", 2), ("Schrauben 100 Stück", 100), ("dvd-r 25 pk", 25)],
)  # fmt: skip
def test_packs_are_counted_in_english_and_german(text: str, pieces: int) -> None:
    assert amounts(fold(text))["pack"] == {float(pieces)}


@pytest.mark.parametrize("text", ["Canon EOS 600D", "iphone 4 case", "Office 2007", "1080p"])
def test_a_number_in_a_name_is_no_pack(text: str) -> None:
    assert "pack" not in amounts(fold(text))


def test_versions_have_one_spelling() -> None:
    assert words("v2.0") == words("2.0") == words("2") == ("2",)


def test_spellings_of_a_word_are_one_word() -> None:
    assert words(fold("Windows Professional Upg")) == words(fold("win pro upgrade"))
    assert words(fold("Tasche grau für Zoll")) == words("tasche gray for inch")


def test_makers_numbers_are_codes_without_their_punctuation() -> None:
    assert codes(fold("Sony VGN-AW110J/H notebook")) == ("vgnaw110jh", "vgnaw110j")
    assert codes(fold("Kamera F8N044-SLV, 26108")) == ("f8n044slv", "26108")


@pytest.mark.parametrize("text", ["500gb", "1080p", "10x", "3rd", "1920x1080", "24v", "abcdef"])
def test_amounts_and_words_are_no_codes(text: str) -> None:
    assert codes(text) == ()


def test_numbers_inside_words_count() -> None:
    assert numbers("cs3 v11.0 08521") == {"3", "11", "8521"}


def test_lists_of_platforms_hold_no_number_of_the_product() -> None:
    text = without_platforms("hoyle casino 2006 win 98 me 2000 xp")
    assert numbers(text) == {"2006"}


def test_folding_keeps_digits_of_thousands_together() -> None:
    assert fold("Größe 1,000 Blatt ™") == "groesse 1000 blatt"

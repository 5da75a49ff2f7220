"""What a field asks for: by its type, its names and its label, in several languages."""

import pytest

from crawler.checks.mobile.fields import fills, listed
from crawler.extract.field_kinds import is_search, purpose
from crawler.records import FieldFacts


def field(name: str = "", label: str = "", kind: str = "text") -> FieldFacts:
    return FieldFacts(selector="input", name=name, label=label, type=kind)


@pytest.mark.parametrize(
    ("name", "label", "asks"),
    [
        ("billing_email", "", "email"),
        ("checkout[shipping_address][city]", "", "address-level2"),
        ("customerFirstName", "", "given-name"),
        ("x1", "Nachname *", "family-name"),
        ("x1", "Code postal", "postal-code"),
        ("x1", "Teléfono móvil", "tel"),
        ("x1", "Straße und Hausnummer", "street-address"),
        ("shipping-postcode", "", "postal-code"),
        ("number", "Card number", "cc-number"),
        ("verification_value", "CVV", "cc-csc"),
        ("name", "", "name"),
        ("card_expiry", "", "cc-exp"),
    ],
)
def test_names_and_labels_say_what_is_asked_for(name: str, label: str, asks: str) -> None:
    assert purpose(field(name, label)) == asks


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("q", "Search"),
        ("s", "City or product, search here"),
        ("friend_email", "Your friend's e-mail"),
        ("gift_card", "Card number of your gift card"),
        ("coupon", "Code"),
        ("company_name", "Company"),
        ("quantity", "Quantity"),
        ("username", "User name"),
        ("product_name", "Name"),
        ("hp_email", "Leave this empty"),
        ("comment", "What would you like to tell us?"),
        ("capacity", "Capacity"),
        ("sort", "Sort by"),
        ("report", "Report"),
    ],
)
def test_other_fields_ask_for_nothing_that_a_phone_knows(name: str, label: str) -> None:
    assert purpose(field(name, label)) is None


def test_types_say_it_where_names_do_not() -> None:
    assert purpose(field("x", kind="tel")) == "tel"
    assert purpose(field("x", "Recipient's phone", kind="tel")) is None
    assert purpose(field("email", kind="password")) is None
    assert purpose(field("email", kind="checkbox")) is None
    assert is_search(field("anything", kind="search"))
    assert not is_search(field("city", "City"))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("shipping street-address", True),
        ("section-a billing work tel", True),
        ("home name", False),
        ("off", True),
        ("nope", False),
        ("email email", False),
    ],
)
def test_values_that_browsers_know(text: str, known: bool) -> None:
    assert fills(text) is known


def test_several_fields_are_named_in_a_sentence() -> None:
    several = [field(label=text) for text in ("E-mail", "City", "Street", "Name")]
    assert listed(several[:1]) == '"E-mail"'
    assert listed(several[:3]) == '"E-mail", "City" and "Street"'
    assert listed(several) == '"E-mail", "City" and 2 more'

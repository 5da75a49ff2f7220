"""What is read of a form: names of fields, keyboards, sizes, and what nobody sees."""

import pytest

from crawler.records import FieldFacts
from crawler.render.world import MEASURE, script
from tests.journeys.conftest import Chromium

pytestmark = pytest.mark.browser

FORM = """<!doctype html><meta name=viewport content="width=device-width">
<h2 id=ship>Ship to</h2>
<form id=checkout>
  <label for=mail>E-mail *</label>
  <input id=mail type=email name=billing_email autocomplete="EMAIL" required style="font-size:13px">
  <label>City <input name=city autocapitalize=words autocorrect=off></label>
  <input name=phone type=tel aria-label="Phone" inputmode=tel>
  <input name=street aria-labelledby="ship gone">
  <input name=zip placeholder="Postcode" type=postcode>
  <input name=note title="A note">
  <input name=bare>
  <input name=trap style="position:absolute;left:-5000px">
  <input type=hidden name=token><input type=submit value=Go>
  <label for=terms>I agree</label><input type=checkbox id=terms style="opacity:0">
  <label>Country <select name=country style="font-size:16px"><option>Germany</select></label>
  <textarea name=words></textarea>
</form>
<input type=search name=q aria-label="Search">
"""


@pytest.fixture(scope="module")
def fields(chromium: Chromium) -> dict[str, FieldFacts]:
    rows = chromium.evaluated(FORM, script(MEASURE), "storewalk.fields()")
    found = [FieldFacts.model_validate(row) for row in rows]
    return {field.name or field.id: field for field in found}


def test_every_field_is_read_and_no_button(fields: dict[str, FieldFacts]) -> None:
    assert list(fields) == [
        "billing_email", "city", "phone", "street", "zip", "note", "bare", "trap", "terms",
        "country", "words", "q",
    ]  # fmt: skip


def test_a_field_says_what_names_it(fields: dict[str, FieldFacts]) -> None:
    named = {name: (field.label, field.named_by) for name, field in fields.items()}
    assert named["billing_email"] == ("E-mail *", "label")
    assert named["phone"] == ("Phone", "aria")
    assert named["street"] == ("Ship to", "aria")
    assert named["zip"] == ("Postcode", "placeholder")
    assert named["note"] == ("A note", "title")
    assert named["country"] == ("Country", "label"), "without its options"
    assert named["bare"] == ("", "")


def test_attributes_are_kept_as_written_and_absent_ones_are_none(
    fields: dict[str, FieldFacts],
) -> None:
    mail, city = fields["billing_email"], fields["city"]
    assert (mail.type, mail.autocomplete, mail.required) == ("email", "email", True)
    assert (city.autocomplete, city.required) == (None, False)
    assert (city.autocapitalize, city.autocorrect) == ("words", "off")
    assert fields["phone"].inputmode == "tel"
    assert fields["zip"].type == "text", "a type that does not exist is a text field"
    assert (fields["words"].tag, fields["words"].type) == ("textarea", "")


def test_sizes_are_measured(fields: dict[str, FieldFacts]) -> None:
    assert fields["billing_email"].font_px == 13
    assert fields["country"].font_px == 16
    box = fields["billing_email"].box
    assert box is not None
    assert box.width > 40
    assert box.height > 8


def test_traps_are_seen_as_hidden_and_drawn_tick_boxes_are_not(
    fields: dict[str, FieldFacts],
) -> None:
    assert [name for name, field in fields.items() if not field.visible] == ["trap"]


def test_a_field_knows_its_form(fields: dict[str, FieldFacts]) -> None:
    assert fields["city"].form == "#checkout"
    assert fields["q"].form == ""
    assert fields["city"].selector == '#checkout > label:nth-of-type(2) > input[name="city"]'

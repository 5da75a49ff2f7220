"""The forms of a page as a phone showed them."""

from crawler.records.element import Marks
from crawler.records.field import FieldFacts
from crawler.records.phone import PhoneSection


class FormFacts(PhoneSection):
    """Filled by crawler/render/measure/forms.js."""

    fields: tuple[FieldFacts, ...] = ()
    """What a shopper can fill in, in the order of the page, at most 200. Fields that are switched
    off or only shown for reading are left out; invisible ones are not."""
    paste_blocked: Marks = Marks()
    """Visible fields for e-mail, code or password that refuse pasted text."""

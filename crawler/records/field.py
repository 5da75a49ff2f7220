"""One field of a form, as a phone shows it and as its HTML describes it."""

from crawler.records.base import Record
from crawler.records.element import Box


class FieldFacts(Record):
    """An input, select or textarea that a shopper fills in. Hidden inputs and buttons are none.

    Read by `storewalk.fields` in crawler/render/measure/forms.js.
    """

    selector: str
    """Short CSS path, at most 200 characters."""
    box: Box | None = None
    """Where it is, CSS pixels, page coordinates. None: it has no box."""
    tag: str = "input"
    """input, select or textarea."""
    type: str = ""
    """As the browser understands it: text where the HTML names a type that does not exist. Empty
    for select and textarea."""
    name: str = ""
    id: str = ""
    label: str = ""
    """What names it to a shopper, at most 120 characters. Empty: nothing does."""
    named_by: str = ""
    """Where `label` stands, the best place first: label, aria, title or placeholder. Empty: nothing
    names it."""
    placeholder: str = ""
    autocomplete: str | None = None
    """As written, lower case. None: the attribute is missing."""
    inputmode: str = ""
    autocorrect: str | None = None
    """As written. None: the attribute is missing."""
    autocapitalize: str | None = None
    """As written. None: the attribute is missing."""
    required: bool = False
    font_px: float = 0.0
    """Size of the letters that a shopper types, CSS pixels."""
    visible: bool = True
    """False: on the page, but not shown (traps for robots, closed parts of a form)."""
    form: str = ""
    """Short CSS path of its form. Empty: it stands in none."""

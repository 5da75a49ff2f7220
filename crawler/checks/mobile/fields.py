"""What a field of a form asks for, and which of its attributes help a phone."""

import re
from collections.abc import Callable

from crawler.checks.mobile.view import elements
from crawler.extract.field_kinds import TYPED, kind_of_field
from crawler.extract.words import SEARCH_WORDS
from crawler.records import ElementEvidence, FieldFacts, FormFacts, Problem

_NOT_OURS = re.compile(
    r"friend|recipient|gift|receiver|empf[äa]nger|freund|destinat|ami\b|regalo|nick|user.?name"
    r"|company|product|file|event|search|query|coupon|voucher|promo|discount|captcha|honey|hp_|_hp\b"
    r"|leave.{0,12}(?:empty|blank)|store.?name|form.?name|domain|host.?name|\bip\b|card of",
    re.IGNORECASE,
)
"""Fields about somebody or something else than the shopper, and traps for robots."""

_FILLED = {
    "email": "email", "phone": "tel", "first_name": "given-name", "last_name": "family-name",
    "name": "name", "street": "street-address", "city": "address-level2",
    "postcode": "postal-code", "card_number": "cc-number", "card_expiry": "cc-exp",
    "card_code": "cc-csc", "card_name": "cc-name", "code": "one-time-code",
}  # fmt: skip
"""Kinds of fields that a phone can fill in, and what HTML's autofill calls them."""

_PLAIN = frozenset({
    "name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix",
    "nickname", "organization-title", "username", "new-password", "current-password",
    "one-time-code", "organization", "street-address", "address-line1", "address-line2",
    "address-line3", "address-level4", "address-level3", "address-level2", "address-level1",
    "country", "country-name", "postal-code", "cc-name", "cc-given-name", "cc-additional-name",
    "cc-family-name", "cc-number", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-csc", "cc-type",
    "transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month",
    "bday-year", "sex", "url", "photo",
})  # fmt: skip
_CONTACT = frozenset({
    "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix",
    "tel-local-suffix", "tel-extension", "email", "impp",
})  # fmt: skip
_WHERE = frozenset({"home", "work", "mobile", "fax", "pager"})


def visible_fields(forms: FormFacts) -> tuple[FieldFacts, ...]:
    """Fields that a shopper sees."""
    return tuple(field for field in forms.fields if field.visible)


def is_search(field: FieldFacts) -> bool:
    """Whether it searches the shop: one well-known field, and no part of a form about a person."""
    names = f"{field.name} {field.id} {field.label}"
    known = re.fullmatch(r"q|s|query", field.name, re.IGNORECASE)
    return field.type == "search" or bool(known) or bool(SEARCH_WORDS.search(names))


def purpose(field: FieldFacts) -> str | None:
    """What it asks the shopper for, as an autofill field name. None: nothing known, or not sure."""
    if field.tag == "select" or field.type not in TYPED or is_search(field):
        return None
    if field.type in ("password", "search", "url"):
        return None
    texts = (field.name, field.id, field.label, field.placeholder)
    if any(_NOT_OURS.search(text) or len(text) > 80 for text in texts):
        return None
    kind = kind_of_field(field)
    if kind == "newsletter":  # the form is one; its field may ask for a name all the same
        kind = "email" if field.type == "email" or re.search("mail", " ".join(texts), re.I) else ""
    return _FILLED.get(kind)


def fills(autocomplete: str) -> bool:
    """Whether browsers know an autocomplete value: section, then shipping or billing, then home or
    work, then a field name, then webauthn. `on` and `off` are known as well."""
    tokens = autocomplete.lower().split()
    if tokens in ([], ["on"], ["off"], ["webauthn"]):
        return True
    if tokens[-1] == "webauthn":
        tokens.pop()
    if tokens and tokens[0].startswith("section-"):
        tokens.pop(0)
    if tokens and tokens[0] in ("shipping", "billing"):
        tokens.pop(0)
    if len(tokens) == 2 and tokens[0] in _WHERE:
        return tokens[1] in _CONTACT
    return len(tokens) == 1 and tokens[0] in _PLAIN | _CONTACT


def of_fields(
    fields: list[FieldFacts], kind: str, message: str, note: Callable[[FieldFacts], str]
) -> Problem:
    """One problem about several fields; `note` says what was found of one."""
    found = tuple(
        ElementEvidence(
            selector=field.selector, box=field.box, text=field.label or field.name, note=note(field)
        )
        for field in fields[:20]
    )
    return Problem(
        message=message,
        selector=found[0].selector,
        cause=f"{kind}: {found[0].selector}",
        evidence={"elements": elements(found), "found": len(fields)},
    )


def listed(fields: list[FieldFacts]) -> str:
    """Their names in a sentence: "E-mail", "City" and 3 more."""
    names = [f'"{field.label[:40]}"' if field.label else _short(field) for field in fields]
    names = list(dict.fromkeys(names))
    if len(names) <= 3:
        return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
    return f"{', '.join(names[:2])} and {len(names) - 2} more"


def _short(field: FieldFacts) -> str:
    """Its name where that is one; programs write long ones that nobody knows."""
    plain = re.fullmatch(r"[\w\[\]-]{1,30}", field.name)
    return field.name if plain else f"the {field.tag} {field.selector.rpartition(' > ')[2][:40]}"

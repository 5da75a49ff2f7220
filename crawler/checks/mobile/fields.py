"""Which attributes of a field help a phone, and how findings name fields."""

import re
from collections.abc import Callable

from crawler.checks.mobile.view import elements
from crawler.records import ElementEvidence, FieldFacts, FormFacts, Problem

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

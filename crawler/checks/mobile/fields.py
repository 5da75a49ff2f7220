"""What a field of a form asks for, and which of its attributes help a phone."""

import re
from collections.abc import Callable

from crawler.checks.mobile.view import elements
from crawler.extract.words import SEARCH_WORDS
from crawler.records import ElementEvidence, FieldFacts, FormFacts, Problem

TYPED = frozenset({"text", "email", "tel", "password", "search", "url", "number", ""})
"""Types with a keyboard; "" is a textarea (or a select)."""

_NOT_OURS = re.compile(
    r"friend|recipient|gift|receiver|empf[äa]nger|freund|destinat|ami\b|regalo|nick|user_?name"
    r"|company_?name|product|file|file_?name|event|search|query|coupon|voucher|promo|discount"
    r"|captcha|honey|hp_|_hp\b|leave.{0,12}(?:empty|blank)|store_?name|form_?name|domain|host_?name",
    re.IGNORECASE,
)
"""Fields about somebody or something else than the shopper, and traps for robots."""

_PURPOSES: tuple[tuple[str, str], ...] = (
    ("email", r"e[-_ ]?mail|correo|courriel|\bemail"),
    ("cc-csc", r"\b(?:cvc|cvv|csc|cvn)\d?\b|security[-_ ]?code|card[-_ ]?code|prüfziffer"),
    ("cc-exp", r"cc[-_ ]?exp|expir(?:y|ation)|exp[-_ ]?date|gültig bis|ablaufdatum|vencimiento"),
    ("cc-name", r"cc[-_ ]?name|name[-_ ]?on[-_ ]?card|card[-_ ]?holder|karteninhaber|titulaire"),
    (
        "cc-number",
        r"cc[-_ ]?(?:num|no\b|number)|card[-_ ]?(?:num|no\b)|kartennummer|kreditkarten"
        r"|num[ée]ro de (?:la )?carte|n[úu]mero de (?:la )?tarjeta|numero (?:della )?carta",
    ),
    ("one-time-code", r"one[-_ ]?time|\botp\b|verification[-_ ]?code|sms[-_ ]?code"),
    (
        "tel",
        r"(?<![a-z])(?:tele)?phone|\btel(?:[-_ ]?(?:no|nr|number))?\b|telefon|téléphone|tel[ée]fono"
        r"|mobile?(?:[-_ ]?(?:no|nr|number|phone))\b|mobiltelefon|handy(?:nummer)?|cellulare|gsm\b",
    ),
    (
        "postal-code",
        r"post(?:al)?[-_ ]?code|\bzip\b|zip[-_ ]?code|\bplz\b|postleitzahl|code[-_ ]?postal|\bcap\b"
        r"|c[óo]digo[-_ ]?postal|kod[-_ ]?pocztowy|postnummer|\bps[čc]\b|postnr",
    ),
    (
        "given-name",
        r"first[-_ ]?name|fname\b|given[-_ ]?name|vorname|pr[ée]nom\b|\bnombre\b|voornaam"
        r"|\bimi[ęe]\b",
    ),
    (
        "family-name",
        r"last[-_ ]?name|lname\b|sur[-_ ]?name|family[-_ ]?name|nachname|nom de famille|apellidos?"
        r"|cognome|achternaam|nazwisko",
    ),
    (
        "street-address",
        r"street|address[-_ ]?(?:line)?[-_ ]?1|address1|stra(?:ß|ss)e|\badresse\b|\bindirizzo\b"
        r"|direcci[óo]n|^address$|\brue\b|straat|ulica",
    ),
    ("address-level2", r"\bcity\b|\btown\b|(?<![a-z])ort\b|\bstadt\b|\bville\b|ciudad|citt[àa]"),
    ("name", r"full[-_ ]?name|your[-_ ]?name|customer[-_ ]?name|^name$"),
)
"""Purposes by the words of names and labels, the surest first, as HTML's autofill calls them."""
_PATTERNS = tuple((token, re.compile(text, re.IGNORECASE)) for token, text in _PURPOSES)

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
    texts = (field.name, field.id, field.label, field.placeholder)
    if any(_NOT_OURS.search(text) for text in texts):
        return None
    if field.type in ("email", "tel"):
        return field.type
    if field.type == "password":
        return None
    words = [_apart(text) for text in texts if len(text) <= 60]
    found = [token for text in words for token, pattern in _PATTERNS if pattern.search(text)]
    return found[0] if found else None


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


def _apart(text: str) -> str:
    """A name as words: billingFirstName and checkout[first_name] hold "first name"."""
    return re.sub(r"[\[\]._:-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).strip()

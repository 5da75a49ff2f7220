"""What a form's field asks for, and which form asks who the shopper is."""

import re
from collections.abc import Iterable

from crawler.extract.words import SEARCH_WORDS
from crawler.records import FieldFacts

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

PERSONAL = frozenset(
    {"email", "tel", "given-name", "family-name", "name", "street-address", "postal-code",
     "address-level2"}
)  # fmt: skip
"""Purposes that the first form of a checkout has, as HTML's autofill calls them."""
_ADDRESS = frozenset({"street-address", "postal-code", "address-level2"})
_SAME = {
    "address-line1": "street-address", "tel-national": "tel", "new-password": "password",
    "current-password": "password",
}  # fmt: skip
_NEWSLETTER = re.compile(r"newsletter|subscri|mailing", re.IGNORECASE)
GUEST = re.compile(
    r"\bguest\b|"
    r"without (?:an )?(?:account|registration|registering)|"
    r"als gast|"
    r"\bgast(?:bestellung|zugang)?\b|"
    r"ohne (?:registrierung|anmeldung|kundenkonto|konto)|"
    r"\binvité|"
    r"sans (?:créer de )?compte|"
    r"\binvitado\b|"
    r"sin (?:registr|cuenta)|"
    r"\bospite\b|"
    r"senza (?:registr|account)|"
    r"zonder (?:account|registr)|"
    r"jako gość|"
    r"bez (?:rejestracji|zakładania|registrace)|"
    r"convidado|"
    r"som gäst|"
    r"som g(?:j)?est|"
    r"\bnew customer\b.*without",
    re.IGNORECASE,
)  # fmt: skip
"""How a shop offers to order without an account."""


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


def kind_of_field(field: FieldFacts) -> str:
    """As `purpose`, but also by what its autocomplete says, and password and newsletter.

    Empty: not known.
    """
    if field.type == "password":
        return "password"
    if _NEWSLETTER.search(f"{field.form} {field.name} {field.id}"):
        return "newsletter"
    last = (field.autocomplete or "").rpartition(" ")[2]
    asked = _SAME.get(last, last)
    if asked in {*PERSONAL, "organization"}:
        return asked
    if field.type in ("email", "tel"):
        return field.type
    return purpose(field) or ""


def form_of(fields: Iterable[FieldFacts]) -> tuple[FieldFacts, ...]:
    """The visible fields of the form that asks who the shopper is; empty when there is none.

    A form for logging in (a password and nothing of an address) is none, unless a choice in it is
    to go on as a guest; a newsletter's and a search are none. Fields that stand in no form belong
    together.
    """
    forms: dict[str, list[FieldFacts]] = {}
    for field in fields:
        if field.visible:
            forms.setdefault(field.form, []).append(field)
    best: list[FieldFacts] = []
    most = 0
    for members in forms.values():
        kinds = {kind_of_field(field) for field in members}
        asked = kinds & PERSONAL
        if "newsletter" in kinds or not asked:
            continue
        guest = any(field.type == "radio" and GUEST.search(field.label) for field in members)
        if (
            "password" in kinds
            and not guest
            and not kinds & {"street-address", "postal-code", "address-level2"}
        ):
            continue
        if asked < _ADDRESS and "street-address" not in asked:
            continue  # the estimate of shipping in a basket
        if len(asked) > most:
            best, most = members, len(asked)
    return tuple(best)


def asks_to_log_in(fields: Iterable[FieldFacts]) -> bool:
    """Whether a visible password is asked for."""
    return any(field.visible and kind_of_field(field) == "password" for field in fields)


def _apart(text: str) -> str:
    """A name as words: billingFirstName and checkout[first_name] hold "first name"."""
    return re.sub(r"[\[\]._:-]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)).strip()

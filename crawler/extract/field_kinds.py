"""What a form's field asks for: by its autocomplete token, its names, its label and its type."""

import re
from collections.abc import Iterable

from crawler.records import FieldFacts

TOKENS: dict[str, str] = {
    "email": "email", "username": "login", "current-password": "password",
    "new-password": "password", "tel": "phone", "tel-national": "phone", "given-name": "first_name",
    "family-name": "last_name", "name": "name", "organization": "company",
    "street-address": "street", "address-line1": "street", "address-line2": "street_more",
    "address-line3": "street_more", "postal-code": "postcode", "address-level2": "city",
    "address-level1": "region", "country": "country", "country-name": "country",
    "cc-number": "card_number", "cc-exp": "card_expiry", "cc-csc": "card_code",
    "cc-name": "card_name",
    "one-time-code": "code",
}  # fmt: skip
"""Autofill field names of HTML and the kind that each means
(https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-field)."""

_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(text, re.IGNORECASE))
    for kind, text in (
        ("newsletter", r"newsletter|subscri|mailing"),
        ("coupon", r"coupon|voucher|discount|promo|gutschein|rabatt|gift.?card|bon\b|code promo"),
        ("search", r"\bsearch|\bsuche|^q$|^s$|recherche|buscar|cerca\b|zoek|szukaj"),
        ("password", r"passw|passwor|kennwort|contraseñ|mot de passe|wachtwoord|hasło"),
        ("card_number", r"card.?n(?:umber|o\b)|kartennummer|num[ée]ro de (?:la )?carte|"
                        r"kaartnummer"),
        ("card_expiry", r"expir|\bexp\b|gültig bis|ablauf|vervald"),
        ("card_code", r"\bcv[vc]\b|cvv2|csc|security code|prüfnummer|sicherheitscode"),
        ("email", r"e-?mail|courriel|correo|posta elettronica"),
        ("phone", r"phone|\btel\b|telefon|téléphone|teléfono|telefoon|mobile|handy|^tel"),
        ("first_name", r"first.?name|given.?name|vorname|prénom|nombre$|\bnome$|voornaam|imię|"
                       r"fname"),
        ("last_name", r"last.?name|family.?name|surname|nachname|\bnom\b|apellido|cognome|"
                      r"achternaam|nazwisko|lname"),
        ("company", r"company|firma\b|entreprise|société|empresa|azienda|bedrijf"),
        ("postcode", r"post.?code|postal|\bzip|\bplz\b|postleitzahl|code postal|código postal|"
                     r"\bcap\b|"
                     r"kod pocztowy"),
        ("street_more", r"address.?(?:line)?.?2|street.?(?:line)?.?2|zusatz|complément|apartment|"
                        r"suite|"
                        r"adres2"),
        ("city", r"\bcity|town|\bort\b|\bstadt\b|ville|ciudad|poblaci[oó]n|città|plaats|\bstad\b|"
                 r"miasto|suburb"),
        ("country", r"country|\bland\b|\bpays\b|\bpa[ií]s\b|paese|kraj\b|nazione"),
        ("region", r"state|province|region|county|bundesland|provinc"),
        ("street", r"street|address|straße|strasse|adresse|\brue\b|dirección|indirizzo|straat|"
                   r"adres|"
                   r"ulica"),
        ("name", r"full.?name|your.?name|^name\b|\bname$|\bvollständiger name"),
    )
)  # fmt: skip
_TYPES = {"email": "email", "tel": "phone", "password": "password", "search": "search"}
TYPED = frozenset({"", "text", "email", "tel", "number", "url", "password", "search"})
"""Types of fields that a shopper types into; textarea and select have none."""
PERSONAL = frozenset(
    {"email", "phone", "first_name", "last_name", "name", "street", "postcode", "city"}
)
"""Kinds that the first form of a checkout asks for."""

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


def kind_of_field(field: FieldFacts) -> str:
    """email, phone, first_name, last_name, name, company, street, street_more, postcode, city,
    region, country, password, card_number, card_expiry, card_code, coupon, newsletter or search.
    Empty: not known.

    The token counts most, then a type that says it, then the label, then names in the HTML.
    """
    if field.type in ("checkbox", "radio", "file", "range", "color", "date"):
        return ""
    place = f"{field.form} {field.name} {field.id}"
    if field.type != "password" and re.search(_NAMES[0][1], place):
        return "newsletter"
    for token in reversed((field.autocomplete or "").split()):
        if token in TOKENS and TOKENS[token] != "login":
            return TOKENS[token]
    if field.type in _TYPES:
        return _TYPES[field.type]
    spoken = re.sub(r"[_\[\]\-.:]+", " ", f"{field.name} {field.id}").strip()
    for text in (field.label or field.placeholder, field.name, spoken):
        for kind, pattern in _NAMES:
            if text and pattern.search(text):
                return kind
    return ""


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
        if "password" in kinds and not guest and not kinds & {"street", "postcode", "city"}:
            continue
        if asked <= {"postcode", "city"}:
            continue  # the estimate of shipping in a basket
        if len(asked) > most:
            best, most = members, len(asked)
    return tuple(best)


def asks_to_log_in(fields: Iterable[FieldFacts]) -> bool:
    """Whether a visible password is asked for."""
    return any(field.visible and kind_of_field(field) == "password" for field in fields)

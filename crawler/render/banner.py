"""Consent banners: their buttons in many languages, and what is never pressed on any page.

English, German, French, Spanish, Italian, Dutch, Polish, Portuguese, Swedish, Danish, Norwegian and
Czech.
"""

import re

from playwright.async_api import Locator, Page


def any_of(*parts: str) -> re.Pattern[str]:
    """One expression out of several, whatever the case of letters."""
    return re.compile("|".join(parts), re.IGNORECASE)


KNOWN_REJECT = (
    "#onetrust-reject-all-handler, #CybotCookiebotDialogBodyButtonDecline, .cmplz-deny, "
    "#didomi-notice-disagree-button, [data-testid=uc-deny-all-button], .cky-btn-reject, "
    "#shopify-pc__banner__btn-decline, #tarteaucitronAllDenied2, .cc-deny, "
    "[data-cookiefirst-action=reject], .iubenda-cs-reject-btn, #axeptio_btn_dismiss"
)
KNOWN_ACCEPT = (
    "#onetrust-accept-btn-handler, #CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll, "
    ".cmplz-accept, #didomi-notice-agree-button, [data-testid=uc-accept-all-button], "
    ".cky-btn-accept, #shopify-pc__banner__btn-accept, .cc-allow, .cc-dismiss"
)
"""Buttons of the widespread consent tools, as they are named in the tools' own documents."""
BANNERS = (
    ":is([id*=cookie i], [class*=cookie i], [id*=consent i], [class*=consent i], [id*=gdpr i], "
    "[class*=gdpr i], [role=dialog], [role=alertdialog], dialog):not(html, body)"
)
CONTROLS = "button, a, [role=button], input[type=submit]"

REJECT = any_of(
    r"(?:reject|decline|refuse|deny)(?: all)?(?: (?:optional )?cookies)?",
    r"(?:only|use|accept) (?:only )?(?:strictly )?(?:necessary|essential|required)",
    r"(?:necessary|essential)(?: cookies)? only", r"continue without accepting",
    r"(?:i )?(?:do not|don.t) (?:accept|agree|consent|allow)", r"(?:i )?disagree", r"opt out",
    r"(?:alle )?ablehnen", r"nur (?:notwendige|erforderliche|essenzielle|technisch)",
    r"ohne zustimmung",
    r"(?:tout )?refuser", r"continuer sans accepter", r"(?:rechazar|denegar)(?: todo)?",
    r"solo (?:las )?(?:necesarias|esenciales)", r"rifiuta(?: tutt[oi])?",
    r"continua senza accettare",
    r"(?:alles )?weigeren|afwijzen", r"alleen (?:noodzakelijke|functionele)",
    r"odrzuć|odmów|tylko niezbędne", r"rejeitar|recusar", r"avvisa|endast nödvändiga|neka",
    r"afvis|kun nødvendige|avslå", r"odmítnout|pouze nezbytné",
)  # fmt: skip
ACCEPT = any_of(
    r"(?:accept|allow|agree)(?: all)?(?: cookies)?", r"got it", r"^ok(?:ay)?$", r"i understand",
    r"(?:alle )?akzeptieren|zustimmen|einverstanden|verstanden", r"(?:tout )?accepter|j.accepte",
    r"aceptar|acepto", r"accett[ao]", r"accepteren|akkoord|toestaan", r"akceptuj|zgadzam|rozumiem",
    r"aceitar|concordo", r"godkänn|acceptera", r"accepter|godta|tillad", r"přijmout|souhlasím",
)  # fmt: skip
CONSENT = any_of(
    r"cookies?\b", r"consent", r"\bgdpr\b", r"einwilligung", r"datenschutz", r"consentement",
    r"privacy", r"privacidad", r"prywatno",
)  # fmt: skip
"""What a banner speaks of that asks for consent."""
NEVER = any_of(
    r"place (?:my |your |the )?order", r"\bpay (?:now|with|by|securely|and|\W*\d)", r"\bbuy with\b",
    r"(?:complete|submit|confirm|finish) (?:my |your |the )?(?:order|purchase|payment)",
    r"order (?:and|&) pay",
    r"\b(?:pay ?pal|apple ?pay|google ?pay|g ?pay|shop ?pay|amazon ?pay|klarna)\b",
    r"express checkout", r"zahlungspflichtig", r"kostenpflichtig", r"jetzt (?:be)?zahlen",
    r"bestellung (?:abschließen|abschicken|absenden|bestätigen|aufgeben)", r"kauf abschließen",
    r"payer\b", r"(?:confirmer|valider) (?:la |ma )?commande", r"obligation de paiement",
    r"\bpagar\b", r"(?:confirmar|realizar) (?:el )?(?:pago|compra)", r"obligación de pago",
    r"\bpaga(?: ora)?\b", r"conferma (?:l'|il |l.)?(?:ordine|acquisto)", r"obbligo di pagamento",
    r"\bbetaal\b|nu betalen|betalingsverplichting", r"bestelling (?:plaatsen|afronden)",
    r"zapłać|zapłat|z obowiązkiem zapłaty|potwierdzam? zamówienie|zamawiam i płacę",
    r"pagar agora|confirmar pedido", r"\bbetala\b|slutför köp", r"\bbetal\b|gennemfør køb",
    r"zaplatit|závazně objednat|odeslat objednávku",
)  # fmt: skip
"""Never pressed, on no page: it may order or pay. In most countries of Europe the button must say
so (Directive 2011/83/EU Art. 8 (2)), which makes it easy to tell. Our own list."""

PART = any_of(
    r"selection", r"selected", r"my choices", r"auswahl", r"sélection", r"selecci", r"selezion",
    r"selectie", r"wybran", r"seleç", r"\burval", r"\bvalgte?\b", r"výběr", r"vybran",
)  # fmt: skip
"""A button that accepts only what is ticked, which mostly is what is necessary."""


def refusing(page: Page) -> Locator:
    """What refuses everything that is not necessary, on the first level of a banner."""
    return page.locator(KNOWN_REJECT).or_(_controls(page).filter(has_text=_begins(REJECT)))


def accepting(page: Page, *, partly: bool = False) -> Locator:
    """What accepts everything, so not "accept only what is necessary".

    `partly`: what accepts a part of it too.
    """
    said = _controls(page).filter(has_text=_begins(ACCEPT), has_not_text=_begins(REJECT))
    return page.locator(KNOWN_ACCEPT).or_(said if partly else said.filter(has_not_text=PART))


def _controls(page: Page) -> Locator:
    return page.locator(BANNERS).filter(has_text=CONSENT).locator(CONTROLS)


def _begins(words: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{words.pattern})", re.IGNORECASE)

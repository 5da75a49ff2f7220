"""What shops write on the way to the checkout, in many languages.

What consent banners say, and what is never pressed, stands in crawler/render/banner.py.

English, German, French, Spanish, Italian, Dutch, Polish, Portuguese, Swedish, Danish, Norwegian and
Czech. The browser reads these expressions too: no lookbehind, no named groups.
"""

import re
from collections.abc import Mapping

from crawler.config import Way
from crawler.extract.field_kinds import GUEST
from crawler.extract.words import BUY_WORDS, MENU_WORDS, SEARCH_WORDS
from crawler.render.banner import any_of

FILTER = any_of(
    r"\bfilter", r"\brefine", r"filtrer", r"filtr", r"eingrenzen", r"affiner", r"verfijn",
)  # fmt: skip
BASKET = any_of(
    r"\b(?:cart|basket|trolley)\b", r"shopping bag", r"\bmy bag\b", r"view bag", r"^bag\b",
    r"warenkorb", r"einkaufswagen", r"einkaufskorb", r"\bpanier\b", r"\bcarrito\b", r"\bcesta\b",
    r"\bcarrello\b", r"winkelwagen", r"winkelmand", r"koszyk", r"\bcarrinho\b", r"varukorg",
    r"kundvagn", r"indkøbskurv", r"\bkurv\b", r"handlekurv", r"košík",
)  # fmt: skip
"""Narrower than BASKET_WORDS: a link that says "bag" may be a product."""
CHECKOUT = any_of(
    r"check ?out", r"to the till", r"zur kasse", r"kasse gehen", r"^kasse$",
    r"bestellung fortsetzen",
    r"passer (?:la |ma |à la )?(?:commande|caisse)", r"^commander", r"valider (?:mon |le )?panier",
    r"finaliser (?:ma |la )?commande", r"tramitar pedido", r"finalizar compra", r"ir a la caja",
    r"realizar pedido", r"procedi al(?:l'ordine|la cassa)|procedi con l'ordine", r"vai alla cassa",
    r"^cassa$", r"naar (?:de )?(?:kassa|afrekenen)", r"afrekenen", r"verder naar bestellen",
    r"do kasy", r"przejdź do (?:kasy|zamówienia|realizacji)", r"złóż zamówienie",
    r"realizuj zamówienie", r"fechar pedido", r"finalizar (?:pedido|compra)", r"till kassan",
    r"gå til (?:kassen|kassa|betaling)", r"k pokladně|pokračovat v objednávce",
)  # fmt: skip
REMOVE = any_of(
    r"\bremove\b", r"\bdelete\b", r"entfernen", r"löschen", r"supprimer", r"retirer", r"enlever",
    r"eliminar", r"quitar", r"rimuovi", r"elimina\b", r"verwijder", r"usuń", r"remover",
    r"ta bort", r"\bfjern\b", r"odstranit|odebrat",
)  # fmt: skip

LISTS: Mapping[str, re.Pattern[str]] = {
    "search": SEARCH_WORDS, "menu": MENU_WORDS, "filter": FILTER, "buy": BUY_WORDS,
    "basket": BASKET, "checkout": CHECKOUT, "guest": GUEST, "remove": REMOVE,
}  # fmt: skip
"""The lists that a journey may name."""

ADDED = any_of(
    r"(?:added to|is now in|are now in|was added|has been added|have been added)[^.]{0,40}"
    r"(?:cart|basket|bag|trolley)?",
    r"(?:in den|zum) (?:warenkorb|einkaufswagen|korb) (?:gelegt|hinzugefügt)",
    r"(?:liegt|befindet sich)[^.]{0,30}im warenkorb",
    r"ajoutée?s? (?:au|à votre|dans)[^.]{0,20}panier",
    r"(?:añadid|agregad)[oa]s? (?:al|a la|a tu)", r"aggiunt[oaie] al", r"toegevoegd aan",
    r"dodan[oya]? do koszyka", r"adicionad[oa]s? a[o ]", r"lagts? (?:till )?i", r"lagt i",
)  # fmt: skip
"""A shop says that the product is in the basket."""

EMPTY = any_of(
    r"(?:cart|basket|bag|trolley) is (?:currently )?empty", r"empty (?:cart|basket|bag)\b",
    r"no (?:items|products) in (?:the|your)",
    r"(?:warenkorb|einkaufswagen|korb) ist (?:noch )?leer",
    r"keine (?:artikel|produkte) im", r"panier est (?:actuellement )?vide",
    r"(?:carrito|cesta)[^.]{0,20} (?:está )?vac[ií][oa]", r"carrello è vuoto|carrello vuoto",
    r"winkel(?:wagen|mand) is (?:nog )?leeg", r"koszyk jest pusty|twój koszyk jest",
    r"carrinho está vazio", r"(?:varukorg|kundvagn)\w* är tom", r"kurv\w* er tom",
    r"košík je prázdný", r"no more items in your cart",
)  # fmt: skip
"""A shop says that the basket is empty."""

NOTHING_FOUND = any_of(
    r"(?:no|0|zero) (?:results|products|items|matches)\b", r"nothing (?:was )?found",
    r"did not match|no products were found|couldn.t find",
    r"keine (?:ergebnisse|treffer|produkte|artikel)",
    r"nichts gefunden", r"aucun (?:résultat|produit|article)",
    r"(?:ning[uú]n|sin|no hay) (?:resultado|producto)",
    r"nessun (?:risultato|prodotto)", r"geen (?:resultaten|producten|artikelen)",
    r"(?:brak|nie znaleziono) (?:wyników|produktów)", r"nenhum (?:resultado|produto)",
    r"inga (?:träffar|resultat|produkter)", r"ingen (?:resultater|produkter)",
)  # fmt: skip
"""A search says that it found nothing."""

NEWSLETTER = any_of(
    r"newsletter", r"subscribe", r"sign up", r"join (?:us|our)", r"\d+ ?% (?:off|rabatt|de)",
    r"anmelden", r"inscri", r"suscr", r"iscriviti", r"nieuwsbrief", r"zapisz się",
)  # fmt: skip
"""What a window speaks of that asks for an e-mail address."""
CLOSE = any_of(
    r"^\W*(?:close|no,? thanks?|not now|dismiss|schlie(?:ß|ss)en|nein,? danke|fermer|non,? merci|"
    r"cerrar|no,? gracias|chiudi|no,? grazie|sluiten|nee,? (?:dank|bedankt)|zamknij|"
    r"nie,? dziękuję|fechar|stäng|luk\b|lukk|zavřít)", r"^\W*[×✕✖xX]\W*$",
)  # fmt: skip
"""How such a window is closed."""

NEVER_WITH_BASKET = any_of(
    r"jetzt (?:kaufen|bestellen)", r"^(?:kaufen|bestellen)$", r"buy (?:it )?now", r"order now",
    r"acheter maintenant", r"comprar ahora", r"acquista ora", r"nu (?:kopen|bestellen)",
    r"kup teraz", r"köp nu", r"køb nu|kjøp nå", r"złóż zamówienie", r"realizar pedido",
)  # fmt: skip
"""Not pressed once something is in the basket: there it orders. On a product's page the same words
are often all there is to add it."""


def pattern_of(way: Way) -> re.Pattern[str] | None:
    """What the name of the element must match. None: any name."""
    if way.name:
        return re.compile(way.name, re.IGNORECASE)
    return LISTS[way.words] if way.words else None

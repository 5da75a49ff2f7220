"""How shops say that a list has no products."""

import re

NOTHING = re.compile(
    r"\b(?:no (?:products|items|results)(?: (?:were|have been))? found"
    r"|(?:there are|we have|contains) no (?:products|items)"
    r"|(?:can't|cannot|couldn't|could not) find (?:any )?products"
    r"|keine (?:produkte|artikel) (?:gefunden|vorhanden|verfügbar)"
    r"|keine passenden (?:produkte|artikel)"
    r"|aucun (?:produit|article)(?: n['’]a été)? (?:trouvé|disponible|ne correspond)"
    r"|no (?:se (?:han encontrado|encontraron)|hay) productos"
    r"|nessun prodotto (?:trovato|disponibile)|nenhum produto (?:encontrado|disponível)"
    r"|geen (?:producten|artikelen) gevonden|inga produkter hittades|ingen produkter fundet"
    r"|nie znaleziono produktów|brak produktów)",
    re.IGNORECASE,
)

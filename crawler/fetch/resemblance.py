"""Which of a competitor's many addresses may show one of our products, by the words in them."""

import heapq
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

LEAST = 0.5
"""Share of a product's weight that an address must name. Our own limit: matching has the last word,
this only says what to look at first."""
PER_PRODUCT = 3
"""Addresses looked at for one product and shop in one night."""
_CODE = 3.0
"""A word with digits weighs as much as three: model numbers tell products apart."""
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    {
        "the", "and", "of", "for", "with", "in", "by", "to", "und", "mit", "der", "die", "das",
        "fur", "aus", "von", "de", "la", "le", "les", "et", "pour", "avec", "del", "con", "para",
        "en", "product", "products", "produkt", "produkte", "item", "html", "htm", "php", "shop",
        "www",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """One of our products for which a competitor's page is looked for."""

    name: str
    brand: str = ""
    mpn: str = ""
    gtin: str = ""

    @property
    def query(self) -> str:
        """What to type into a shop's search: a code where there is one, else the name."""
        if self.brand and self.mpn:
            return f"{self.brand} {self.mpn}"
        return self.gtin or self.name


def words_of(text: str) -> frozenset[str]:
    """The words of a name or of an address's path, folded to plain letters."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return frozenset(w for w in _WORD.findall(plain) if w not in _COMMON and len(w) > 1)


class Resemblance:
    """Products by their words: what an address names of each."""

    def __init__(self, wanted: Iterable[Wanted]) -> None:
        """Words that many of the products share weigh little."""
        self.wanted = tuple(wanted)
        told = [words_of(f"{one.brand} {one.name} {one.mpn}") for one in self.wanted]
        seen = Counter(word for words in told for word in words)
        self._weight = {
            word: (_CODE if any(c.isdigit() for c in word) and len(word) > 2 else 1.0) / count**0.5
            for word, count in seen.items()
        }
        self._having: dict[str, list[int]] = {}
        for number, words in enumerate(told):
            for word in words:
                self._having.setdefault(word, []).append(number)
        self._whole = [sum(self._weight[word] for word in words) for words in told]

    def of(self, text: str) -> list[tuple[int, float]]:
        """Places in `wanted` that the text names well enough, and how well, 0 to 1."""
        words = words_of(text)
        fewest = min(2, len(words))  # one word of many in common says nothing
        shared: dict[int, float] = {}
        number: Counter[int] = Counter()
        for word in words:
            for place in self._having.get(word, ()):
                shared[place] = shared.get(place, 0.0) + self._weight[word]
                number[place] += 1
        return [
            (place, weight / self._whole[place])
            for place, weight in shared.items()
            if weight >= LEAST * self._whole[place] and number[place] >= fewest
        ]

    def best(self, named: Iterable[tuple[str, str]]) -> dict[int, list[str]]:
        """For each product the addresses that name it best. `named`: address, and its words."""
        heaps: dict[int, list[tuple[float, str]]] = {}
        for url, text in named:
            for place, score in self.of(text):
                heap = heaps.setdefault(place, [])
                if len(heap) < PER_PRODUCT:
                    heapq.heappush(heap, (score, url))
                else:
                    heapq.heappushpop(heap, (score, url))
        return {
            place: [url for _, url in sorted(heap, reverse=True)] for place, heap in heaps.items()
        }


def path_words(url: str) -> str:
    """The part of an address that names what it shows."""
    return unquote(urlsplit(url).path.rpartition("/")[2] or urlsplit(url).path)

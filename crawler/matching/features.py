"""Pairs of products as rows of numbers, for one model over any catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy import sparse

from crawler.matching import compare
from crawler.matching.goods import Goods
from crawler.matching.reading import Reading, read_all
from crawler.matching.vectors import (
    Floats,
    Ints,
    gram_counts,
    pair_dots,
    rarity,
    weighted,
    widened,
    word_counts,
)

_FUZZY = {
    "token_set": fuzz.token_set_ratio,
    "token_sort": fuzz.token_sort_ratio,
    "ratio": fuzz.ratio,
    "partial": fuzz.partial_ratio,
}
_VECTOR = ("word_cosine", "word_left", "word_right", "text_cosine", "title_in_text_left",
           "title_in_text_right", "gram_cosine", "gram_text_cosine")  # fmt: skip
_PRICE = ("price_known", "price_ratio", "price_sign", "price_equal")
_ROWS = 10_000
NAMES = (*compare.NAMES, *_VECTOR, *_FUZZY, *_PRICE)


@dataclass(frozen=True, slots=True)
class Side:
    """One list of products with its vectors."""

    goods: tuple[Goods, ...]
    readings: tuple[Reading, ...]
    title_words: sparse.csr_array
    """Weights not yet squared: rows of unit length."""
    title_plain: sparse.csr_array
    """1 where the title has the word."""
    text_plain: sparse.csr_array
    text_words: sparse.csr_array
    grams: sparse.csr_array
    """Of what candidates are found by."""
    text_grams: sparse.csr_array


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lists and how rare each word is in them."""

    left: Side
    right: Side
    weights: dict[str, float]
    word_weights: Floats
    coded: float
    """Share of the products with an article code in title or number, on the side that has fewer."""


def comparison(left: Sequence[Goods], right: Sequence[Goods]) -> Comparison:
    """Read both lists; rarity is counted over both together."""
    readings = read_all(left), read_all(right)
    vocabulary: dict[str, int] = {}
    titles = [word_counts([r.words for r in side], vocabulary) for side in readings]
    texts = [word_counts([r.more for r in side], vocabulary) for side in readings]
    width = max(len(vocabulary), 1)
    titles, texts = ([widened(m, width) for m in ms] for ms in (titles, texts))
    title_weights, text_weights = rarity(*titles), rarity(*texts)
    grams = [gram_counts([r.lookup for r in side]) for side in readings]
    all_grams = [gram_counts([r.text for r in side]) for side in readings]
    gram_weights, all_gram_weights = rarity(*grams), rarity(*all_grams)
    sides = [
        Side(
            goods=tuple(goods),
            readings=tuple(readings[n]),
            title_words=weighted(titles[n], title_weights, unit=True),
            title_plain=titles[n],
            text_plain=texts[n],
            text_words=weighted(texts[n], text_weights, unit=True),
            grams=weighted(grams[n], gram_weights, unit=True),
            text_grams=weighted(all_grams[n], all_gram_weights, unit=True),
        )
        for n, goods in enumerate((left, right))
    ]
    weights = {word: float(title_weights[column]) for word, column in vocabulary.items()}
    coded = min(sum(bool(r.title_codes) for r in one) / max(len(one), 1) for one in readings)
    return Comparison(sides[0], sides[1], weights, title_weights, coded)


def features(both: Comparison, li: Ints, ri: Ints) -> Floats:
    """One row a pair (li[k], ri[k]), one column a name of NAMES."""
    parts = [_compared(both, li, ri), _vectors(both, li, ri), _fuzzy(both, li, ri),
             _prices(both, li, ri)]  # fmt: skip
    return np.concatenate(parts, axis=1)


def _compared(both: Comparison, li: Ints, ri: Ints) -> Floats:
    """In pieces: as Python's numbers a row takes ten times the memory."""
    found = np.empty((len(li), len(compare.NAMES)), dtype=np.float32)
    left, right, weights = both.left.readings, both.right.readings, both.weights
    for start in range(0, len(li), _ROWS):
        pairs = zip(
            li[start : start + _ROWS].tolist(), ri[start : start + _ROWS].tolist(), strict=True
        )
        found[start : start + _ROWS] = [
            compare.compare(left[i], right[j], weights) for i, j in pairs
        ]
    return found


def _vectors(both: Comparison, li: Ints, ri: Ints) -> Floats:
    left, right = both.left, both.right
    squared = np.square(both.word_weights)
    totals_l, totals_r = left.title_plain @ squared, right.title_plain @ squared
    weighted_l = weighted(left.title_plain, squared, unit=False)
    weighted_r = weighted(right.title_plain, squared, unit=False)
    shared = pair_dots(weighted_l, right.title_plain, li, ri)
    in_text_l = pair_dots(weighted_l, right.text_plain, li, ri)
    in_text_r = pair_dots(left.text_plain, weighted_r, li, ri)
    most_l, most_r = np.maximum(totals_l[li], 1e-6), np.maximum(totals_r[ri], 1e-6)
    return np.stack(
        [
            pair_dots(left.title_words, right.title_words, li, ri),
            shared / most_l,
            shared / most_r,
            pair_dots(left.text_words, right.text_words, li, ri),
            in_text_l / most_l,
            in_text_r / most_r,
            pair_dots(left.grams, right.grams, li, ri),
            pair_dots(left.text_grams, right.text_grams, li, ri),
        ],
        axis=1,
    ).astype(np.float32)


def _fuzzy(both: Comparison, li: Ints, ri: Ints) -> Floats:
    lefts = [" ".join(both.left.readings[i].words) for i in li.tolist()]
    rights = [" ".join(both.right.readings[i].words) for i in ri.tolist()]
    found = [
        process.cpdist(lefts, rights, scorer=scorer, dtype=np.float32) / 100
        for scorer in _FUZZY.values()
    ]
    return np.stack(found, axis=1).astype(np.float32)


def _prices(both: Comparison, li: Ints, ri: Ints) -> Floats:
    left = np.array([goods.amount for goods in both.left.goods])[li]
    right = np.array([goods.amount for goods in both.right.goods])[ri]
    money = _currencies(both.left.goods)[li], _currencies(both.right.goods)[ri]
    comparable = (money[0] == money[1]) | (money[0] == "") | (money[1] == "")
    known = ~(np.isnan(left) | np.isnan(right)) & comparable
    ratio = np.log(np.where(known, left, 1.0) / np.where(known, right, 1.0))
    return np.stack(
        [
            known.astype(np.float32),
            np.where(known, np.abs(ratio), -1.0),
            np.where(known, np.clip(ratio, -3, 3), 0.0),
            np.where(known, (np.abs(ratio) < 0.002).astype(float), -1.0),
        ],
        axis=1,
    ).astype(np.float32)


def _currencies(goods: Sequence[Goods]) -> NDArray[np.str_]:
    """ISO codes; empty where none is told."""
    return np.array([(one.price.currency or "") if one.price else "" for one in goods], dtype="U3")

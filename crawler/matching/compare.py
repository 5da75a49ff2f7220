"""Two products side by side: what their codes, amounts, colours and words say, as numbers."""

from collections.abc import Mapping

from rapidfuzz.distance import JaroWinkler, LCSseq

from crawler.matching.reading import THEMES, Reading

MEASURES = ("pack", "byte", "mm", "ml", "g", "mp", "user", "watt")
"""Measures that have features of their own; the others count together."""

_STEM = 4
"""Characters by which two words are one for `_stems`."""

NAMES = (
    "soft_left", "soft_right", "soft_left_all", "soft_right_all",
    "rarest_left", "rarest_right", "second_left", "second_right", "first_word",
    "words_left", "words_right", "stems_left", "stems_right", "rarest_shared",
    "mpn_known", "mpn_equal", "mpn_in", "mpn_like", "code_shared", "code_shared_weight",
    "code_in", "code_near", "codes_left_alone", "codes_right_alone", "code_conflict",
    "numbers_shared", "numbers_left", "numbers_right", "numbers_weight",
    "amounts_same", "amounts_differ", "amounts_more_same", "amounts_more_differ",
    *(f"{name}_{measure}" for measure in MEASURES for name in ("amount",)),
    "colour", *(f"theme_{name}" for name in THEMES),
    "brand_known", "brand_like", "brand_left_in", "brand_right_in", "category_like",
)  # fmt: skip


def compare(left: Reading, right: Reading, weights: Mapping[str, float]) -> list[float]:
    """The values of NAMES; -1 means that one side does not tell. `weights`: how rare a word is."""
    return [
        *_words(left, right, weights),
        *_codes(left, right, weights),
        *_numbers(left, right, weights),
        *_amounts(left, right),
        _colours(left, right),
        *_themes(left, right),
        *_brands(left, right),
    ]


def _words(left: Reading, right: Reading, weights: Mapping[str, float]) -> list[float]:
    """How much of one side's title, by weight, the other side has somewhere; the rarest missing."""
    shared_l, rarest_l, second_l = _covered(left, right.words, right.squeezed, weights)
    shared_r, rarest_r, second_r = _covered(right, left.words, left.squeezed, weights)
    all_l, _, _ = _covered(left, right.more, right.squeezed_all, weights)
    all_r, _, _ = _covered(right, left.more, left.squeezed_all, weights)
    stems_l, stems_r = _stems(left, right, weights), _stems(right, left, weights)
    common = max((weights.get(w, 1.0) for w in set(left.words) & set(right.words)), default=0.0)
    first = float(bool(left.words and right.words and left.words[0] == right.words[0]))
    return [shared_l, shared_r, all_l, all_r, rarest_l, rarest_r, second_l, second_r, first,
            float(len(left.words)), float(len(right.words)), stems_l, stems_r, common]  # fmt: skip


def _stems(one: Reading, other: Reading, weights: Mapping[str, float]) -> float:
    """Share of one title's weight whose words begin as a word of the other does: "immers" too."""
    stems = {word[:_STEM] for word in other.words}
    total = covered = 0.0
    for word in set(one.words):
        weight = weights.get(word, 1.0)
        total += weight
        if word[:_STEM] in stems or (len(word) > 3 and word in other.squeezed):
            covered += weight
    return covered / total if total else 0.0


def _covered(
    one: Reading, others: tuple[str, ...], squeezed: str, weights: Mapping[str, float]
) -> tuple[float, float, float]:
    total = covered = rarest = second = 0.0
    for word in set(one.words):
        weight = weights.get(word, 1.0)
        total += weight
        if word in others or (len(word) > 3 and word in squeezed):
            covered += weight
            continue
        if weight > rarest:
            rarest, second = weight, rarest
        elif weight > second:
            second = weight
    return (covered / total if total else 0.0), rarest, second


def _codes(left: Reading, right: Reading, weights: Mapping[str, float]) -> list[float]:
    known = float(bool(left.mpn)) + float(bool(right.mpn))
    equal = float(left.mpn == right.mpn) if left.mpn and right.mpn else -1.0
    within = max(_within(left.mpn, right.squeezed_all), _within(right.mpn, left.squeezed_all))
    like = JaroWinkler.similarity(left.mpn, right.mpn) if left.mpn and right.mpn else -1.0
    shared = set(left.title_codes) & right.text_codes | set(right.title_codes) & left.text_codes
    weight = max((weights.get(code, 8.0) for code in shared), default=0.0)
    alone_l = [c for c in left.title_codes if c not in shared and c not in right.squeezed_all]
    alone_r = [c for c in right.title_codes if c not in shared and c not in left.squeezed_all]
    inside = (len(left.title_codes) - len(alone_l)) + (len(right.title_codes) - len(alone_r))
    near = max((_near(a, b) for a in alone_l for b in alone_r), default=-1.0)
    conflict = float(bool(alone_l and alone_r and not inside))
    return [known, equal, within, like, float(len(shared)), weight, float(inside), near,
            float(len(alone_l)), float(len(alone_r)), conflict]  # fmt: skip


def _within(code: str, text: str) -> float:
    if not code:
        return -1.0
    return float(len(code) > 3 and code in text)


def _near(one: str, other: str) -> float:
    """Share of the longer code's characters that the two have in common in one order."""
    if one in other or other in one:
        return 0.95 if min(len(one), len(other)) > 3 else 0.5
    return LCSseq.normalized_similarity(one, other)


def _numbers(left: Reading, right: Reading, weights: Mapping[str, float]) -> list[float]:
    shared = left.numbers & right.numbers
    left_only, right_only = left.numbers - shared, right.numbers - shared
    weight = sum(weights.get(number, 4.0) for number in shared)
    return [float(len(shared)), float(len(left_only)), float(len(right_only)), weight]


def _amounts(left: Reading, right: Reading) -> list[float]:
    found = {m: agreement(left.amounts.get(m), right.amounts.get(m)) for m in left.amounts}
    more = [agreement(v, right.more_amounts.get(m)) for m, v in left.amounts.items()]
    more += [agreement(v, left.more_amounts.get(m)) for m, v in right.amounts.items()]
    same = sum(1.0 for value in found.values() if value == 1)
    differ = sum(1.0 for value in found.values() if value == 0)
    totals = [same, differ, float(more.count(1.0)), float(more.count(0.0))]
    pack = agreement(left.amounts.get("pack"), right.amounts.get("pack"))
    if pack < 0 and (("pack" in left.amounts) or ("pack" in right.amounts)):
        pack = -0.5
    return [*totals, pack, *(found.get(measure, -1.0) for measure in MEASURES[1:])]


def agreement(one: frozenset[float] | None, other: frozenset[float] | None) -> float:
    """1: an amount of both is equal within 3 %. 0: none is. -1: a side does not tell."""
    if not one or not other:
        return -1.0
    return float(any(abs(a - b) <= 0.03 * max(a, b) for a in one for b in other))


def _colours(left: Reading, right: Reading) -> float:
    if not left.colours and not right.colours:
        return -1.0
    if not left.colours or not right.colours:
        return 0.5
    return float(bool(left.colours & right.colours))


def _themes(left: Reading, right: Reading) -> list[float]:
    """0: neither has such a word. 1: both. 2: left only. 3: right only."""
    both, either = left.themes & right.themes, left.themes | right.themes
    return [
        0.0 if not either >> bit & 1
        else 1.0 if both >> bit & 1
        else 2.0 + (right.themes >> bit & 1)
        for bit in range(len(THEMES))
    ]  # fmt: skip


def _brands(left: Reading, right: Reading) -> list[float]:
    known = float(bool(left.brand)) + float(bool(right.brand))
    both = left.brand and right.brand
    like = JaroWinkler.similarity(left.brand, right.brand) if both else -1.0
    category = -1.0
    if left.category and right.category:
        a, b = set(left.category), set(right.category)
        category = len(a & b) / min(len(a), len(b))
    return [known, like, _within(left.brand, right.squeezed_all),
            _within(right.brand, left.squeezed_all), category]  # fmt: skip

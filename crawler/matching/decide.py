"""The playbook in its order: one verdict for a pair, with what speaks for and against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from crawler.matching.codes import gtins, maker_number, same_brand
from crawler.matching.goods import Goods
from crawler.matching.reading import Reading
from crawler.matching.vetoes import Veto, gtin_doubts, vetoes

LEAST_OVERLAP = 0.15
"""Share of one title's weight that the other must have for a common number to count: unrelated
products under one EAN are routine (allegro-api#6022, #8960, read 2026-11-22)."""
LEAST_LEAD = 0.25
"""Probability by which a pair must be ahead of each other pair of its two products to be confirmed;
our own convention."""
NAMED_PROBABILITY = 0.95
"""What a pair with a common brand and maker's number is given at least: all 351 such pairs of
our third corpus are right (2026-11-29)."""
HARD_PROBABILITY = 0.3
"""What a pair with a hard veto has at most. Of 23 such pairs that the model alone would propose 10
are right (out of fold on all three corpora, 2026-11-29)."""
CODE_PROBABILITY = 0.995
"""What a pair backed by a GTIN is given at least; our own convention."""


class State(StrEnum):
    """What becomes of a pair. Only confirmed ones count anywhere."""

    CONFIRMED = "confirmed"
    PROPOSED = "proposed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Match:
    """The verdict on one pair."""

    state: State
    probability: float
    """0 to 1; 0.5 and above is proposed unless something speaks against it."""
    reasons: tuple[str, ...]
    """Plain sentences, the deciding one first."""
    runner_up: float | None = None
    """Probability of the best other pair of either product. None: there is none."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a pair before the verdict."""

    left: Goods
    right: Goods
    one: Reading
    other: Reading
    probability: float
    overlap: float
    """Share of the titles' words that agree, by weight; the better direction. 0 to 1."""
    code: bool
    """An article code stands in both, or a maker's number of one stands in the other."""
    runner_up: float | None = None
    shop: str = ""
    """Name of the other shop, which is no brand."""


def decide(seen: Evidence, confirm: float) -> Match:
    """By GTIN, then brand and maker's number, then the model; vetoes hold a confirmation back.

    `confirm`: probability from which the model alone may confirm.
    """
    against = vetoes(seen.left, seen.right, seen.one, seen.other)
    common = gtins(seen.left) & gtins(seen.right)
    if common:
        return _by_gtin(seen, min(common), against)
    if _numbers_agree(seen) and seen.overlap >= LEAST_OVERLAP:
        seen = replace(seen, probability=max(seen.probability, NAMED_PROBABILITY))
        confirm = NAMED_PROBABILITY
    probability = seen.probability
    reasons = [*_for(seen), *(veto.text for veto in against), *_rival(seen)]
    coded = seen.code or _numbers_agree(seen)
    if coded and probability >= confirm and not against and _ahead(seen):
        return Match(State.CONFIRMED, probability, tuple(reasons), seen.runner_up)
    if probability >= 0.5 and any(veto.hard for veto in against):
        probability, reasons = HARD_PROBABILITY, [veto.text for veto in against] + _for(seen)
    if probability >= 0.5:
        return Match(State.PROPOSED, probability, tuple(reasons), seen.runner_up)
    if not reasons:
        reasons = ["Too little agrees."]
    return Match(State.REJECTED, probability, tuple(reasons), seen.runner_up)


def by_hand(accepted: bool) -> Match:
    """What the user said, which always wins."""
    if accepted:
        return Match(State.CONFIRMED, 1.0, ("You said that they are one product.",))
    return Match(State.REJECTED, 0.0, ("You said that they are two products.",))


def _by_gtin(seen: Evidence, number: str, against: Sequence[Veto]) -> Match:
    text = f"Both have GTIN {number}."
    probability = max(seen.probability, CODE_PROBABILITY)
    doubts = [veto.text for veto in gtin_doubts(against, seen.one, seen.other)]
    if seen.overlap < LEAST_OVERLAP:
        doubts.append("The names have hardly a word in common, and one EAN is often used twice.")
    doubts += [veto.text for veto in against if veto.name == "price"]
    if not doubts:
        return Match(State.CONFIRMED, probability, (text, *_for(seen)), seen.runner_up)
    probability = max(0.5, min(seen.probability, 0.9))
    return Match(State.PROPOSED, probability, (text, *doubts), seen.runner_up)


def _numbers_agree(seen: Evidence) -> bool:
    one, other = maker_number(seen.left), maker_number(seen.right, seen.shop)
    return bool(one) and one == other and same_brand(seen.left, seen.right)


def _ahead(seen: Evidence) -> bool:
    return seen.runner_up is None or seen.probability - seen.runner_up >= LEAST_LEAD


def _for(seen: Evidence) -> list[str]:
    found = []
    if _numbers_agree(seen):
        found.append(f"Brand and maker's number agree: {seen.left.brand} {seen.left.mpn}.")
    elif seen.code:
        shared = _shared_code(seen.one, seen.other)
        found.append(f"The number {shared} stands in both." if shared else "A number agrees.")
    if seen.overlap >= 0.3:
        found.append(f"{seen.overlap:.0%} of the name agrees, rare words weighing more.")
    if seen.left.amount > 0 and seen.right.amount > 0:
        apart = seen.right.amount / seen.left.amount - 1
        if abs(apart) < 0.25:
            found.append("The prices are equal." if abs(apart) < 0.005
                         else f"The prices are {abs(apart):.0%} apart.")  # fmt: skip
    return found


def _rival(seen: Evidence) -> list[str]:
    if seen.runner_up is None or seen.probability < 0.1 or seen.runner_up < 0.1:
        return []
    if seen.runner_up >= seen.probability:
        return [f"Another product fits better ({seen.runner_up:.0%})."]
    return [f"The next best product has {seen.runner_up:.0%}."]


def _shared_code(one: Reading, other: Reading) -> str:
    for mine, others in ((one, other), (other, one)):
        for code in mine.title_codes:
            if code in others.text_codes or (len(code) > 3 and code in others.squeezed_all):
                return code.upper()
    return ""

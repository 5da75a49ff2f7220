"""All products of ours against all of one competitor's."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crawler.matching import features
from crawler.matching.assign import one_to_one, runner_ups
from crawler.matching.codes import gtins, maker_number, same_brand
from crawler.matching.decide import Evidence, Match, State, by_hand, decide
from crawler.matching.goods import Goods
from crawler.matching.model import Trained
from crawler.matching.pairs import Pairs
from crawler.matching.scoring import Scores, field_of, positions, score
from crawler.matching.vectors import Ints

LEAST_CODED = 0.5
"""Where fewer products of a list have an article code, a common one is chance and confirms nothing:
0.07 in our corpus of software, whose few confirmed pairs were often wrong; 0.9 in the other two."""
_MOST_SHARED = 20
"""A number that more products of one shop have is none that tells products apart."""


@dataclass(frozen=True, slots=True)
class Link:
    """A product of ours and the competitor's that fits it best."""

    left: int
    """Number in the own list."""
    right: int
    match: Match


def match_lists(
    own: Sequence[Goods],
    rival: Sequence[Goods],
    trained: Trained,
    *,
    shop: str = "",
    accepted: Collection[tuple[int, int]] = (),
    never: Collection[tuple[int, int]] = (),
) -> tuple[Link, ...]:
    """Links by the playbook: the user's first, then the best of all others, one to one.

    `accepted` and `never` are pairs of numbers in the two lists. Rejected pairs are left out. In
    the order of `own`.
    """
    links = [Link(i, j, by_hand(True)) for i, j in sorted(set(accepted))]
    if own and rival:
        scores = score(field_of(own, rival, _coded(own, rival, shop)), trained)
        links += _best(scores, trained.confirm, shop, set(accepted), set(never))
    return tuple(sorted(links, key=lambda link: (link.left, link.right)))


def match_pairs(pairs: Pairs, trained: Trained) -> Iterator[Match]:
    """The verdict on each given pair, in their order. Every pair stands for itself."""
    if not len(pairs.li):
        return
    field = field_of(pairs.left, pairs.right, (pairs.li, pairs.ri))
    scores = score(field, trained)
    rivals = runner_ups(scores.probability, field.li, field.ri)
    for at in positions(field, pairs.li, pairs.ri).tolist():
        yield decide(evidence(scores, at, rivals), trained.confirm)


def evidence(scores: Scores, at: int, rivals: NDArray[np.float64], shop: str = "") -> Evidence:
    """What is known of the pair at a place of the field."""
    field = scores.field
    left, right = field.both.left, field.both.right
    i, j = int(field.li[at]), int(field.ri[at])
    row = field.table[at]
    return Evidence(
        left=left.goods[i],
        right=right.goods[j],
        one=left.readings[i],
        other=right.readings[j],
        probability=round(float(scores.probability[at]), 4),
        overlap=float(max(row[_SOFT_LEFT], row[_SOFT_RIGHT])),
        code=field.both.coded >= LEAST_CODED and bool(row[_SHARED] > 0 or row[_INSIDE] > 0),
        runner_up=None if np.isnan(rivals[at]) else round(float(rivals[at]), 4),
        shop=shop,
    )


_SOFT_LEFT, _SOFT_RIGHT, _SHARED, _INSIDE = (
    features.NAMES.index(name) for name in ("soft_left", "soft_right", "code_shared", "code_in")
)


def _best(
    scores: Scores,
    confirm: float,
    shop: str,
    accepted: set[tuple[int, int]],
    never: set[tuple[int, int]],
) -> Iterator[Link]:
    """Vetoes come before the assignment: a red mug must not take the place of the blue one."""
    field = scores.field
    lefts, rights = {i for i, _ in accepted}, {j for _, j in accepted}
    ours, theirs = field.both.left.goods, field.both.right.goods
    numbers = [gtins(one) for one in ours], [gtins(one) for one in theirs]
    named = [maker_number(one) for one in ours], [maker_number(one, shop) for one in theirs]
    probability = scores.probability.copy()
    first = np.zeros(len(probability))  # pairs with a common number come before all others
    for at, (i, j) in enumerate(zip(field.li.tolist(), field.ri.tolist(), strict=True)):
        if (i, j) in never or i in lefts or j in rights:
            probability[at] = 0.0
        elif numbers[0][i] and numbers[0][i] & numbers[1][j]:
            first[at] = 2.0
        elif named[0][i] and named[0][i] == named[1][j] and same_brand(ours[i], theirs[j]):
            first[at] = 1.0
    rivals = runner_ups(probability, field.li, field.ri)
    verdicts = {
        at: decide(evidence(scores, at, rivals, shop), confirm)
        for at in np.flatnonzero((probability >= 0.5) | (first > 0)).tolist()
    }
    worth = np.zeros(len(probability))
    for at, match in verdicts.items():
        if match.state is not State.REJECTED:
            worth[at] = match.probability + first[at]
    for at in one_to_one(worth, field.li, field.ri, 0.5).tolist():
        yield Link(int(field.li[at]), int(field.ri[at]), verdicts[at])


def _coded(own: Sequence[Goods], rival: Sequence[Goods], shop: str) -> tuple[Ints, Ints]:
    """Pairs with a common GTIN or maker's number, which need not be alike otherwise."""
    places: dict[str, list[int]] = {}
    for j, goods in enumerate(rival):
        for number in {*gtins(goods), maker_number(goods, shop)} - {""}:
            places.setdefault(number, []).append(j)
    found = []
    for i, goods in enumerate(own):
        for number in {*gtins(goods), maker_number(goods)} - {""}:
            others = places.get(number, ())
            if len(others) > _MOST_SHARED:
                continue
            found += [(i, j) for j in others if len(number) == 14 or same_brand(goods, rival[j])]
    pairs = np.array(sorted(set(found)), dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]

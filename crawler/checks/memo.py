"""What several checks work out of the same page, worked out once."""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TypeVar, TypeVarTuple

Ts = TypeVarTuple("Ts")
R = TypeVar("R")


def once_per_page(function: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
    """Keep the last result while the arguments are the same objects.

    Checks look at one page after the other, so one place is enough. What the function returns must
    not be changed by who asked for it. Records are frozen: the same object has the same facts.
    """
    asked: tuple[object, ...] = ()
    answer: R

    @wraps(function)
    def remembered(*arguments: *Ts) -> R:
        nonlocal asked, answer
        if not asked or not all(map(is_, arguments, asked)):
            answer = function(*arguments)
            asked = arguments
        return answer

    return remembered

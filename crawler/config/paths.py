"""Which paths of a shop are meant: the start of one, or a pattern."""

import re
from typing import Annotated

from pydantic import AfterValidator


def fits(path: str, pattern: str) -> bool:
    """Whether a path begins as a pattern says or, where that has a `*`, is as it says to its end.

    `/sale` is every path that starts so; `/sale/*` what lies in that folder; `*/reviews` any
    path that ends so.
    """
    if "*" not in pattern:
        return path.startswith(pattern)
    parts = map(re.escape, pattern.split("*"))
    return re.fullmatch(".*".join(parts), path, re.DOTALL) is not None


def path_pattern(value: str) -> str:
    """The pattern. Raises ValueError for what fits no path."""
    if not value.startswith(("/", "*")):
        raise ValueError("is not a path such as /sale/ or a pattern such as */reviews")
    return value


PathPattern = Annotated[str, AfterValidator(path_pattern)]

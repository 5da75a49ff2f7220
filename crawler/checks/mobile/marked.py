"""Problems made of marked elements: many places of a page, one mend."""

from typing import Any

from crawler.checks.mobile.view import elements
from crawler.records import ElementEvidence, Marks, Problem, Severity


def marked(
    marks: Marks,
    kind: str,
    message: str,
    *,
    expected: Any = None,
    severity: Severity | None = None,
) -> Problem:
    """One problem about all marked elements; the first of them stands for the cause.

    `kind` is in the cause and may not hold what changes from night to night.
    """
    first = marks.items[0]
    evidence: dict[str, Any] = {"elements": elements(marks.items), "found": marks.count}
    if expected is not None:
        evidence["expected"] = expected
    return Problem(
        message=message,
        selector=first.selector,
        cause=f"{kind}: {first.selector}",
        evidence=evidence,
        severity=severity,
    )


def one(
    element: ElementEvidence,
    kind: str,
    message: str,
    *,
    expected: Any = None,
    found: Any = None,
) -> Problem:
    """The same about a single element; `found` is what was measured of it."""
    made = marked(Marks(count=1, items=(element,)), kind, message, expected=expected)
    if found is None:
        return made
    return made.model_copy(update={"evidence": {**made.evidence, "found": found}})


def called(element: ElementEvidence) -> str:
    """What people call it: its words, else the end of its path."""
    return f'"{element.text[:40]}"' if element.text else element.selector.rpartition(" > ")[2]


def more(number: int) -> str:
    """Behind the first of several: " and 3 more"."""
    return f" and {number - 1} more" if number > 1 else ""


def subject(marks: Marks, noun: str, one_does: str, many_do: str) -> str:
    """The beginning of a sentence: `The picture "Mug" is stretched`, or for several `3 pictures are
    stretched, first "Mug"`."""
    first = called(marks.items[0])
    if marks.count == 1:
        return f"The {noun} {first} {one_does}"
    return f"{marks.count} {noun}s {many_do}, first {first}"

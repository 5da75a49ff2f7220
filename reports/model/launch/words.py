"""The launch report's words for kinds of differences and for what was seen of them."""

from crawler.records.launch import Difference, Unseen
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchGroup, LaunchKind
from reports.language import N_, _, number, percent
from reports.model.parts import Row
from reports.model.values import FAILURE_WORDS, KIND_WORDS, Words, label, word

GROUP_WORDS: Words = {
    LaunchGroup.PAGES: (N_("Addresses"), ""),
    LaunchGroup.MAP: (N_("Redirect map"), ""),
    LaunchGroup.SEARCH: (N_("Search"), ""),
    LaunchGroup.DATA: (N_("Structured data"), ""),
    LaunchGroup.GOODS: (N_("Products"), ""),
    LaunchGroup.PICTURES: (N_("Pictures"), ""),
    LaunchGroup.PHONE: (N_("Phone"), ""),
    LaunchGroup.LEAKS: (N_("Traces of staging"), ""),
    LaunchGroup.CHECKS: (N_("Checks"), ""),
}

UNSEEN_WORDS = {
    Unseen.BUDGET: N_("Not reached: the limit of pages was used up"),
    Unseen.ROBOTS: N_("Not asked: robots.txt forbids it"),
    Unseen.BLOCKED: N_("Refused: a login or a wall against robots"),
    Unseen.FAILED: N_("No answer"),
    Unseen.NOT_HTML: N_("It is no page"),
    Unseen.NO_LOOK: N_("Not opened on the phone"),
    Unseen.NO_PRODUCT: N_("It is no product"),
}
"""Why something was not compared."""


def title_of(kind: LaunchKind) -> str:
    """A kind of difference, in the language spoken now."""
    return _(LAUNCH_CARDS[kind].title)


def why_of(kind: LaunchKind) -> str:
    """Why it is as grave as it is, in the language spoken now."""
    return _(LAUNCH_CARDS[kind].why)


def said(kind: LaunchKind, text: str) -> str:
    """What was seen on one side, in words and numbers of the language spoken now."""
    if text in tuple(Unseen):
        return word({key.value: value for key, value in UNSEEN_WORDS.items()}, text)
    if kind is LaunchKind.REDIRECT_KIND:
        return label(KIND_WORDS, text)
    if text and kind is LaunchKind.SLOWER:
        return _("{n} s").format(n=number(round(int(text) / 1000, 1)))
    if text and kind is LaunchKind.SHIFTS:
        return number(float(text))
    if text and kind is LaunchKind.SCREEN_CHANGED:
        return percent(float(text))
    if text and text in FAILURE_WORDS:
        return word(FAILURE_WORDS, text)
    return text


def difference_row(one: Difference) -> Row:
    """A difference as a row of a table."""
    return {
        "severity": one.severity.value,
        "kind": one.kind.value,
        "live": one.live,
        "staging": one.staging,
        "about": one.about,
        "was": said(one.kind, one.was),
        "now": said(one.kind, one.now),
        "pages": one.pages,
    }

"""The page for people who come from another tool: what they know, under our names."""

from reports.language import _, count, ngettext, number, spoken
from reports.model.findings import check_words
from reports.model.issues import STATUS_WORDS, status_of
from reports.model.night import Night
from reports.model.pages import ToolsPage
from reports.model.parts import SEVERITY_WORDS, Column, Row, Table
from reports.model.words import family_name


def tools_page(night: Night) -> ToolsPage:
    """Build tools.html from what the checks say of themselves."""
    rows = [row for card in night.cards for row in _rows(night, card.id, card.also)]
    rows.sort(key=lambda row: (row["tool"], row["name"].casefold(), row["check"]))
    tools = sorted({row["tool"] for row in rows})

    return ToolsPage(
        sentence=_sentence(len({row["check"] for row in rows}), len(night.cards), tools),
        names=Table(
            id="names",
            caption=_("Their name, our check"),
            columns=(
                Column("tool", _("Tool"), facet=True),
                Column("name", _("Called there"), wide=True, foreign=True),
                Column("check", _("Our check"), "check", words=check_words(night.cards)),
                Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),
                Column("family", _("Family"), facet=True),
                Column("status", _("Tonight"), "tag", True, spoken(STATUS_WORDS)),
            ),
            rows=tuple(rows),
            empty=_("No check names another tool."),
            export="other-tools",
            shown=100,
        ),
        own=Table(
            id="own",
            caption=_("Checks that none of them has"),
            columns=(
                Column("check", _("Our check"), "check", words=check_words(night.cards)),
                Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),
                Column("family", _("Family"), facet=True),
                Column("status", _("Tonight"), "tag", True, spoken(STATUS_WORDS)),
            ),
            rows=tuple(_row(night, card.id) for card in night.cards if not card.also),
            empty=_("Every check has a name elsewhere."),
            export="own-checks",
            shown=100,
        ),
    )  # fmt: skip


def _sentence(named: int, checks: int, tools: list[str]) -> str:
    if not named:
        return _("No check names another tool.")
    return ngettext(
        "{n} of {checks} has a name in {tools}. The others are our own.",
        "{n} of {checks} have a name in {tools}. The others are our own.",
        named,
    ).format(n=number(named), checks=count(checks, "check", "checks"), tools=", ".join(tools))


def _rows(night: Night, check: str, also: tuple[str, ...]) -> list[Row]:
    found: list[Row] = []
    for name in also:
        tool, _, words = name.partition(": ")
        found.append({"tool": tool, "name": words, **_row(night, check)})
    return found


def _row(night: Night, check: str) -> Row:
    card = next(card for card in night.cards if card.id == check)
    return {
        "check": card.id,
        "severity": card.severity.value,
        "family": family_name(card.family),
        "status": status_of(night, card),
    }

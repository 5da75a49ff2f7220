"""Pages that are a sentence and a table: the redirect map, new pages, what was looked for."""

from collections import Counter

from crawler.records import Severity
from crawler.records.launch import LaunchFacts
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchKind
from reports.language import _, count, ngettext, number, spoken
from reports.model.launch.pages import LaunchListPage
from reports.model.launch.words import title_of, why_of
from reports.model.parts import SEVERITY_WORDS, Column, Row, Table


def map_page(facts: LaunchFacts) -> LaunchListPage:
    """Build map.html."""
    wrong = sum(bool(line.faults) for line in facts.map_lines)
    return LaunchListPage(
        title=_("Redirect map"),
        sentence=_("{file}: {n} tested, {wrong} of them not as they should be.").format(
            file=facts.map_file,
            n=count(len(facts.map_lines), "line", "lines"),
            wrong=number(wrong),
        ),
        rows=Table(
            id="map",
            caption=_("Every line of the redirect map"),
            columns=(
                Column("line", _("Line"), "number"),
                Column("source", _("From"), wide=True),
                Column("target", _("To"), wide=True),
                Column("status", _("Answer"), "number"),
                Column("steps", _("Steps"), "number"),
                Column("ended", _("Leads to"), wide=True),
                Column("faults", _("What is wrong"), wide=True),
            ),
            rows=tuple(
                {
                    **line.model_dump(include={"line", "source", "target", "status", "steps"}),
                    "ended": line.ended,
                    "faults": "; ".join(title_of(kind) for kind in line.faults) or _("nothing"),
                }
                for line in sorted(facts.map_lines, key=lambda line: (not line.faults, line.line))
            ),
            empty=_("The redirect map has no line."),
            export="redirect-map",
        ),
    )


def added_page(facts: LaunchFacts) -> LaunchListPage:
    """Build added.html."""
    return LaunchListPage(
        title=_("New pages"),
        sentence=_added(facts),
        rows=Table(
            id="added",
            caption=_("Pages of staging to which no live page belongs"),
            columns=(Column("staging", _("On staging"), "page", wide=True),),
            rows=tuple({"staging": url} for url in facts.added),
            empty=_("There is none.") if facts.complete else _("None is listed."),
            export="new-pages",
        ),
    )


def looked_for_page(facts: LaunchFacts) -> LaunchListPage:
    """Build looked-for.html."""
    found = counts(facts)
    rows: list[Row] = [
        {
            "severity": card.severity.value,
            "title": title_of(kind),
            "result": _("Not looked for")
            if kind in facts.unlooked and kind not in found
            else number(found[kind].total() if kind in found else 0),
            "why": why_of(kind),
        }
        for kind, card in LAUNCH_CARDS.items()
    ]
    return LaunchListPage(
        title=_("What was looked for"),
        sentence=_("Every kind of difference, how grave it is, and why."),
        rows=Table(
            id="kinds",
            caption=_("Kinds of differences"),
            columns=(
                Column("title", _("Difference"), wide=True),
                Column("severity", _("Severity"), "tag", words=spoken(SEVERITY_WORDS)),
                Column("result", _("Found")),
                Column("why", _("Why it counts"), wide=True),
            ),
            rows=tuple(rows),
            empty="",
            export="looked-for",
            shown=len(LaunchKind),
        ),
    )


def counts(facts: LaunchFacts) -> dict[LaunchKind, Counter[Severity]]:
    """Differences by kind and severity, kinds in the order of the report."""
    found: dict[LaunchKind, Counter[Severity]] = {}
    for one in facts.differences:
        found.setdefault(one.kind, Counter())[one.severity] += 1
    return found


def _added(facts: LaunchFacts) -> str:
    if not facts.complete:
        return _("Nobody knows: the live shop was not walked to its end.")
    return ngettext(
        "{n} page is on staging alone.", "{n} pages are on staging alone.", len(facts.added)
    ).format(n=number(len(facts.added)))

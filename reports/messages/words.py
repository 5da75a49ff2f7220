"""A decision in the words of the report's language; numbers, not crawled text, except in quotes."""

from collections.abc import Iterable, Sequence

from crawler.records import Severity
from reports.language import _, count, day_in_words, ngettext, number, signed
from reports.messages.base import Line, Message
from reports.messages.escape import plain
from reports.messages.situation import Situation
from reports.messages.worse import Decision, Open, Trouble
from reports.model.findings import issue_href
from reports.model.frames import NIGHTS, SEVERITIES
from reports.model.history import RunLine
from reports.model.words import path_of

LINES = 10
"""Checks that a message names; the others are counted."""
STANDING_LINES = 100
"""Checks that the issue names."""
TREND_NIGHTS = 30
_BLOCKS = "▁▂▃▄▅▆▇█"
UNKNOWN = "·"
"""In the row of blocks: nobody knows that night."""


def message_of(decision: Decision, situation: Situation, *, link: str = "") -> Message:
    """The message, in the language spoken now. `link`: where the report can be read."""
    shop = plain(situation.config.store.name, 80)
    lines = grouped(decision.due, situation)
    if decision.trouble:
        lines = [_troubled(decision.trouble)]
    standing = grouped(decision.standing, situation)
    now = situation.tonight.trouble
    if now and now.id in decision.standing_ids:
        standing = [_troubled(now), *standing]
    runs = _runs(situation)
    title, intro = _said(decision, shop, situation.manifest.run)
    trend = blocks([_errors(line) for _day, line in runs[-TREND_NIGHTS:]])
    return Message(
        kind=decision.kind,
        shop=shop,
        run=situation.manifest.run,
        title=title,
        intro=intro,
        lines=tuple(lines[:LINES]),
        more=_more(len(lines) - LINES),
        standing=tuple(standing[:STANDING_LINES]),
        standing_more=_more(len(standing) - STANDING_LINES),
        facts=_facts(situation),
        trend=trend,
        trend_label=_("Open errors, night by night") if trend else "",
        link=link,
        ids=decision.ids,
        standing_ids=decision.standing_ids,
        runs=tuple(runs),
    )


def _said(decision: Decision, shop: str, run: str) -> tuple[str, str]:
    """Title and first sentence."""
    night = day_in_words(run)
    if decision.kind == "down":
        return (
            _("{shop}: the shop is down").format(shop=shop),
            _("The walk of {day} found no shop that somebody could buy in.").format(day=night),
        )
    if decision.kind == "untrusted":
        return (
            _("{shop}: the walk was not sound").format(shop=shop),
            _("The walk of {day} saw too little to judge, so nothing else is told of it.").format(
                day=night
            ),
        )
    if decision.kind == "clear":
        return (
            _("{shop}: all clear").format(shop=shop),
            _("Nothing that was told before is open any more as of {day}.").format(day=night),
        )
    if decision.kind == "nothing":
        return (
            _("{shop}: nothing new to tell").format(shop=shop),
            _("The walk of {day} found nothing that has to be told.").format(day=night),
        )
    return _worse(decision.due, shop, night)


def _worse(due: Sequence[Open], shop: str, night: str) -> tuple[str, str]:
    n = len(due)
    if all(finding.severity is Severity.ERROR for finding in due):
        title = ngettext("{shop}: {n} error to mend", "{shop}: {n} errors to mend", n)
    else:
        title = ngettext("{shop}: {n} finding to mend", "{shop}: {n} findings to mend", n)
    intro = ngettext(
        "The walk of {day} found it, and nobody was told of it before.",
        "The walk of {day} found them, and nobody was told of them before.",
        n,
    )
    return title.format(shop=shop, n=number(n)), intro.format(day=night)


def grouped(found: Iterable[Open], situation: Situation) -> list[Line]:
    """A line for each check, in the order of their first findings."""
    groups: dict[str, list[Open]] = {}
    for finding in found:
        groups.setdefault(finding.check, []).append(finding)
    return [_line(check, group, situation) for check, group in groups.items()]


def _line(check: str, group: list[Open], situation: Situation) -> Line:
    card, first = situation.cards.get(check), group[0]
    return Line(
        title=_(card.title) if card else check,
        severity=first.severity.value,
        count=count(len(group), "finding", "findings"),
        url=first.url,
        quote=first.message,
        href=issue_href(check) if card else "changes.html",
        check=check,
    )


def _troubled(trouble: Trouble) -> Line:
    return Line(
        title=trouble.message,
        severity=Severity.ERROR.value,
        count="",
        url="",
        quote=trouble.hint,
        href="runs.html",
        check=trouble.id,
    )


def _more(rest: int) -> str:
    if rest < 1:
        return ""
    return ngettext("and {n} other check", "and {n} other checks", rest).format(n=number(rest))


def _facts(situation: Situation) -> tuple[tuple[str, str], ...]:
    """Tonight's numbers; a dash for what an unsound walk cannot say."""
    line = situation.line
    if line is None or not line.healthy:
        return ((_("Health score"), number(None)), (_("Errors"), number(None)))
    facts = [
        (_("Health score"), _score(situation, line)),
        (_("Errors"), number(line.findings.get("error", 0))),
        (_("Warnings"), number(line.findings.get("warning", 0))),
    ]
    if situation.history.before(line.run):
        facts += [(_("New"), number(line.new + line.reopened)), (_("Fixed"), number(line.fixed))]
    return tuple(facts)


def _score(situation: Situation, line: RunLine) -> str:
    before = situation.history.before(line.run)
    if before is None or before.score is None or line.score is None:
        return number(line.score)
    change = signed(round(line.score - before.score, 1))
    return f"{number(line.score)} ({change})"


def _runs(situation: Situation) -> list[tuple[str, RunLine]]:
    """The last run of each day."""
    return sorted({line.run[:10]: line for line in situation.history.runs}.items())[-NIGHTS:]


def _errors(line: RunLine) -> int | None:
    return line.findings.get(SEVERITIES[0], 0) if line.healthy and line.findings else None


def blocks(values: Sequence[int | None]) -> str:
    """Numbers as a row of blocks, zero the lowest; fewer than two known numbers are no trend."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    top = max([*known, 1])
    steps = len(_BLOCKS) - 1
    return "".join(
        UNKNOWN if value is None else _BLOCKS[-(-value * steps // top)] for value in values
    )


def address(message: Message, line: Line) -> str:
    """The report's page about a line; empty where the report has no address of its own."""
    return f"{message.link}{line.href}" if message.link.endswith("/") else ""


def place(line: Line) -> str:
    """The page of a line without its host, which stands for the home page; empty for none."""
    path = path_of(line.url) if line.url else ""
    return line.url.removeprefix("https://").strip("/") if path == "/" else path

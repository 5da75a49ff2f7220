"""The page of one check: what is wrong, how much, since when, how to mend it, the evidence."""

import re
from collections.abc import Mapping
from itertools import islice

from crawler.records import CheckCard, CheckTally, Scope, Severity
from reports.language import _, count, ngettext, number, spoken
from reports.model.areas import (
    PLACE_WORDS,
    kind_of,
    kind_words,
    mend_of,
    mends_of,
    page_kinds,
    place_of,
)
from reports.model.causes import causes_table
from reports.model.findings import finding_cells, finding_columns
from reports.model.frames import Series
from reports.model.issues import open_unseen, status_of, unit_names, units
from reports.model.night import Night
from reports.model.pages import Hint, IssuePage, Source
from reports.model.parts import Column, LazyRows, Row, Table, Tile
from reports.model.phone.pages import Glimpse
from reports.model.phone.pictures import glimpse, of_screen
from reports.model.rows import Found
from reports.model.shell import NavLink
from reports.model.words import is_web, platform_name, share

GLIMPSES = 6
"""Pictures of places on a check's page."""
_NAMES = (
    "Shopify", "WooCommerce", "WordPress", "Magento", "Adobe Commerce", "BigCommerce",
    "Salesforce Commerce Cloud", "SFCC", "PrestaShop", "OpenCart", "Shopware",
)  # fmt: skip
_ANY_NAME = "|".join(name.replace(" ", r"\s+") for name in _NAMES)  # a line may end in a name
_HINT = re.compile(rf"(?:^|(?<=[\s*-]))\**({_ANY_NAME})\**:\**\s+")


def issue_pages(night: Night, series: dict[str, Series]) -> tuple[IssuePage, ...]:
    """One page for each check with a card, and for findings whose card is missing."""
    cards = {card.id: card for card in night.cards}
    for check in night.by_check:
        if check not in cards:
            cards[check] = _bare_card(check, night.by_check[check][0].severity)
    kinds = page_kinds(night)
    return tuple(
        _page(night, cards[check], series.get(check, []), kinds) for check in sorted(cards)
    )


def split_hints(fix: str, platform: str) -> tuple[str, tuple[Hint, ...]]:
    """The mend without its platform hints, and the hints, the own shop system's first."""
    pieces = _HINT.split(fix)
    rest, hints = pieces[0], []
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        text, _, more = text.partition("\n\n")  # noqa: PLW2901 - the hint ends with its paragraph
        rest += f"\n\n{more}" if more else ""
        name = " ".join(name.split())  # noqa: PLW2901
        own = platform_name(platform).casefold() == name.casefold()
        hints.append(Hint(name, " ".join(text.replace("`", "").split()).rstrip("-* "), own))
    return rest.strip().rstrip("-*").strip(), tuple(sorted(hints, key=lambda h: not h.current))


def sources_of(card: CheckCard) -> tuple[Source, ...]:
    """Links from source lines such as `https://... (read 2026-11-02)`."""
    found = []
    for source in card.sources:
        address = re.search(r"https?://[^\s<>\"]+", source)
        href = address[0].rstrip(").,;") if address else ""
        found.append(Source(source, href if is_web(href) else ""))
    return tuple(found)


def _page(night: Night, card: CheckCard, trend: Series, kinds: Mapping[str, str]) -> IssuePage:
    found = night.by_check.get(card.id, ())
    tallies = [tally for tally in night.tallies if tally.check == card.id]
    own = night.own_site
    platform = own.platform.name if own else ""
    fix, hints = split_hints(card.fix, platform)
    if own and (place := own.fix_hints.get(card.id)):
        # What the platform's own adapter says wins over the general text.
        others = tuple(hint for hint in hints if not hint.current)
        hints = (Hint(platform_name(platform), place, current=True), *others)
    severity = found[0].severity if found else card.severity
    return IssuePage(
        id=card.id,
        name=card.title,
        family=card.family,
        severity=severity.value,
        status=status_of(night, card),
        sentence=_sentence(night, card, tallies),
        why=card.why,
        fix=fix,
        hints=hints,
        limits=card.limits,
        sources=sources_of(card),
        since=card.since,
        tiles=_tiles(tallies, card),
        tallies=_tally_table(night, tallies),
        trend=tuple(trend),
        causes=causes_table(
            night, night.mends_by_check.get(card.id, ()), card.id.replace("/", "-")
        ),
        findings=_findings_table(night, card, found, _sentence(night, card, tallies), kinds),
        glimpses=_glimpses(night, found),
        pictures=_pictures(card.id) if found else (),
        crash=next((tally.first_crash for tally in tallies if tally.first_crash), "")[:4000],
    )


def _pictures(check: str) -> tuple[NavLink, ...]:
    """Where findings that no single place on a screen shows are pictured."""
    if check.startswith("journey/"):
        return (
            NavLink(_("See each step of the journeys with its picture"), "phone/journeys.html"),
        )
    if check == "mobile/visual-change":
        return (NavLink(_("See the pictures of before and after"), "phone/changes.html"),)
    return ()


def _findings_table(
    night: Night,
    card: CheckCard,
    found: tuple[Found, ...],
    empty: str,
    kinds: Mapping[str, str],
) -> Table:
    """Every finding; the hidden columns are what numbers of other pages link to."""
    mends = mends_of(found)
    return Table(
        id="findings",
        caption=_("Findings of {check}").format(check=card.id),
        columns=(
            *finding_columns(night, one_check=True),
            Column("kind", _("Kind"), "label", True, kind_words(), hidden=True),
            Column("template", _("Template"), facet=True, hidden=True),
            Column("place", _("Part of the page"), "label", True, spoken(PLACE_WORDS), hidden=True),
            Column("cause", _("Cause"), facet=True, hidden=True),
        ),
        rows=LazyRows(found, lambda finding: _finding_row(night, finding, mends, kinds)),
        empty=empty,
        export=card.id.replace("/", "-"),
    )


def _finding_row(
    night: Night, finding: Found, mends: frozenset[str], kinds: Mapping[str, str]
) -> Row:
    """What differs among findings of one check."""
    mend = mend_of(finding)
    cells = finding_cells(night, finding)
    for name in ("severity", "check", "family"):
        del cells[name]
    return cells | {
        "kind": kind_of(finding, kinds),
        "template": finding.template,
        "place": place_of(finding),
        "cause": mend if mend in mends else "",
    }


def _glimpses(night: Night, found: tuple[Found, ...]) -> tuple[Glimpse, ...]:
    """Some of the places on the screen, each of another cause first: one mend, one picture."""
    if not found or not of_screen(found[0]):
        return ()
    causes: dict[str, Found] = {}
    for finding in found:
        causes.setdefault(finding.cause or finding.id, finding)
    first = list(causes.values())
    ids = {finding.id for finding in first}
    order = [*first, *(finding for finding in found if finding.id not in ids)]
    seen = (glimpse(night, finding) for finding in order[: 10 * GLIMPSES])
    return tuple(islice((one for one in seen if one is not None), GLIMPSES))


def _sentence(night: Night, card: CheckCard, tallies: list[CheckTally]) -> str:
    status = status_of(night, card)
    crashed = units(sum(tally.crashed for tally in tallies), card.scope)
    if status == "found":
        said = f"{_found(night, card, tallies)} {open_unseen(night, card.id)}".rstrip()
    elif status == "passed":
        said = _passed(card, tallies)
    elif status == "crashed":
        return _("No verdict: the check failed on {units}.").format(units=crashed)
    else:
        return {
            "not_applicable": _("Not applicable: nothing in the shop is of the kind it looks at."),
            "ignored": _("Switched off: {reason}").format(
                reason=night.config.checks.ignore.get(card.id, "")
            ),
            "not_run": _("Not checked tonight. That is no pass: the check did not run."),
            "waits": open_unseen(night, card.id),
        }[status]
    if any(tally.crashed for tally in tallies):
        said += " " + _("It could not run on {units}.").format(units=crashed)
    return said


def _found(night: Night, card: CheckCard, tallies: list[CheckTally]) -> str:
    found = night.by_check.get(card.id, ())
    if found and all(finding.subject == finding.site for finding in found):
        return ngettext(
            "One finding. It concerns the whole shop, not a single page.",
            "{n} findings. They concern the whole shop, not single pages.",
            len(found),
        ).format(n=number(len(found)))
    pages = len({finding.url for finding in found})
    whole = sum(tally.passed + tally.flagged for tally in tallies)
    part = share(pages, whole)
    named = count(pages, "page", "pages")
    if card.scope is Scope.PAGE and part and whole >= pages:
        return _("Found on {pages}, {part} % of the {whole} looked at.").format(
            pages=named, part=number(part), whole=number(whole)
        )
    return _("Found on {pages}.").format(pages=named)


def _passed(card: CheckCard, tallies: list[CheckTally]) -> str:
    passed = sum(tally.passed for tally in tallies)
    muted = sum(tally.muted for tally in tallies)
    said = _("Nothing to report.")
    if passed:
        said = _("All it looked at passed: {units}.").format(units=units(passed, card.scope))
    if muted:
        said += " " + _("{findings} muted.").format(findings=count(muted, "finding", "findings"))
    return said


def _tiles(tallies: list[CheckTally], card: CheckCard) -> tuple[Tile, ...]:
    if not tallies:
        return ()
    flagged = sum(tally.flagged for tally in tallies)
    crashed = sum(tally.crashed for tally in tallies)
    passed = sum(tally.passed for tally in tallies)
    aside = sum(tally.not_applicable for tally in tallies)
    looked = unit_names(card.scope)
    bad = card.severity.value if flagged else ""
    return (
        Tile(_("Flagged"), number(flagged), _("{units} with the problem").format(units=looked),
             "#findings" if flagged else "", tone=bad),
        Tile(_("Passed"), number(passed), _("{units} without it").format(units=looked),
             tone="good" if passed else ""),
        Tile(_("Not applicable"), number(aside), _("not of its kind")),
        Tile(_("Crashed"), number(crashed), _("could not be judged"),
             tone="warning" if crashed else ""),
        Tile(_("Muted"), number(sum(t.muted for t in tallies)), _("kept quiet by you")),
    )  # fmt: skip


def _tally_table(night: Night, tallies: list[CheckTally]) -> Table:
    rows: list[Row] = [
        {
            "site": night.site_name(tally.site),
            "flagged": tally.flagged,
            "problems": tally.problems,
            "passed": tally.passed,
            "not_applicable": tally.not_applicable,
            "crashed": tally.crashed,
            "muted": tally.muted,
        }
        for tally in tallies
    ]
    names = (
        ("flagged", _("Flagged")),
        ("problems", _("Problems")),
        ("passed", _("Passed")),
        ("not_applicable", _("Not applicable")),
        ("crashed", _("Crashed")),
        ("muted", _("Muted")),
    )
    return Table(
        id="shops",
        caption=_("Result by shop"),
        columns=(Column("site", _("Shop")), *(Column(n, label, "number") for n, label in names)),
        rows=tuple(rows),
        empty=_("It gave no verdict on any shop."),
        export="result-by-shop",
    )


def _bare_card(check: str, severity: Severity) -> CheckCard:
    return CheckCard(
        id=check,
        family=check.partition("/")[0],
        title=check,
        severity=severity,
        scope=Scope.PAGE,
        why="",
        fix="",
        since="",
    )

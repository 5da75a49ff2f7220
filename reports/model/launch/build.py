"""From launch.json to the pages of the launch report."""

from typing import Any

from crawler import __version__
from crawler.records import Severity
from crawler.records.launch import Difference, LaunchFacts, Way
from crawler.records.launch_kinds import LAUNCH_CARDS, LaunchGroup, LaunchKind
from reports.language import _, count, ngettext, number, speech, spoken
from reports.language.formats import NOTHING
from reports.model.launch.lists import counts
from reports.model.launch.pages import LaunchHome, LaunchKindPage
from reports.model.launch.words import GROUP_WORDS, difference_row, title_of, why_of
from reports.model.parts import SEVERITY_WORDS, Column, Item, Row, Table, Tile
from reports.model.shell import NavLink, Shell

OF_STAGING = (LaunchKind.NOINDEX_ALL, LaunchKind.ROBOTS_CLOSED)
"""Kinds that are right as long as it is staging."""
UNCERTAIN = (LaunchKind.NOT_COMPARED, LaunchKind.SCREEN_UNSEEN, LaunchKind.MAP_UNCHECKED)
"""Kinds that say that something is not known."""


def launch_shell(facts: LaunchFacts, title: str) -> Shell:
    """What stands around the pages."""
    errors = facts.count(Severity.ERROR)
    nav = [
        NavLink(_("Launch"), "index.html", errors or None, "error" if errors else "", key="h"),
        NavLink(_("All differences"), "differences.html", len(facts.differences) or None),
        NavLink(_("Phone"), "screens.html"),
        NavLink(_("New pages"), "added.html", len(facts.added) or None),
        NavLink(_("What was looked for"), "looked-for.html"),
        NavLink(_("Downloads"), "downloads.html"),
    ]
    if facts.map_file:
        nav.insert(3, NavLink(_("Redirect map"), "map.html"))
    return Shell(
        site_title=title,
        shop=facts.staging,
        shop_url=facts.staging,
        run=facts.staging_run,
        started_at=_iso(facts.staging_run),
        language=speech().language,
        tool=__version__,
        healthy=not facts.notes,
        health=tuple(Item(note) for note in facts.notes),
        trusted=True,
        pdf="",
        nav=tuple(nav),
        group=True,
        nightly=False,
    )


def home_page(facts: LaunchFacts) -> LaunchHome:
    """Build index.html."""
    sentence, tone = verdict(facts)
    together = sum(facts.paired.values())
    return LaunchHome(
        sentence=sentence,
        lead=_("{staging} beside {live}: {n} of {pages} have a page on staging.").format(
            staging=facts.staging,
            live=facts.live,
            n=number(together),
            pages=count(facts.live_pages, "live page", "live pages"),
        ),
        tone=tone,
        tiles=_tiles(facts),
        kinds=_kinds(facts),
        switch=tuple(_switch(facts)),
        switch_empty=_("Nothing of staging was seen that has to be changed at the launch."),
        seen=tuple(_seen(facts)),
    )


def verdict(facts: LaunchFacts) -> tuple[str, str]:
    """Whether to launch, in a sentence, and its tone."""
    errors, unsure = facts.count(Severity.ERROR), _unsure(facts)
    if not sum(facts.paired.values()):
        return _("Do not launch yet: no page of the live shop was seen on staging."), "error"
    if errors:
        text = ngettext("Do not launch yet: {n} error.", "Do not launch yet: {n} errors.", errors)
        return text.format(n=number(errors)), "error"
    if unsure or facts.notes or not facts.complete:
        return _("No error was found, but not everything could be compared."), "warning"
    warnings = facts.count(Severity.WARNING)
    if warnings:
        text = ngettext(
            "Nothing forbids the launch; look at {n} warning first.",
            "Nothing forbids the launch; look at {n} warnings first.", warnings,
        )  # fmt: skip
        return text.format(n=number(warnings)), "good"
    return _("Nothing speaks against the launch."), "good"


def kind_pages(facts: LaunchFacts) -> tuple[tuple[LaunchKind, LaunchKindPage], ...]:
    """A page for every kind that was found."""
    by_kind: dict[LaunchKind, list[Difference]] = {}
    for one in facts.differences:
        by_kind.setdefault(one.kind, []).append(one)
    return tuple(
        (
            kind,
            LaunchKindPage(
                title=title_of(kind),
                severity=LAUNCH_CARDS[kind].severity.value,
                why=why_of(kind),
                words=dict(spoken(SEVERITY_WORDS)),
                rows=_differences(by_kind[kind], alone=True),
            ),
        )
        for kind in LaunchKind
        if kind in by_kind
    )


def all_differences(facts: LaunchFacts) -> LaunchKindPage:
    """Build differences.html."""
    return LaunchKindPage(
        title=_("All differences"),
        severity="",
        why=_("Everything that is not on staging as it is on live, gravest first."),
        words=dict(spoken(SEVERITY_WORDS)),
        rows=_differences(list(facts.differences), alone=False),
    )


def _iso(run: str) -> str:
    return f"{run[:10]}T{run[11:13]}:{run[13:15]}:{run[15:17]}+00:00"


def _unsure(facts: LaunchFacts) -> int:
    return sum(one.kind in UNCERTAIN for one in facts.differences)


def _tiles(facts: LaunchFacts) -> tuple[Tile, ...]:
    names = {
        Severity.ERROR: _("Errors"), Severity.WARNING: _("Warnings"), Severity.NOTICE: _("Notices"),
    }  # fmt: skip
    by_severity = [
        Tile(
            names[severity], number(facts.count(severity)),
            href=f"differences.html#differences.f.severity={severity.value}",
            tone=severity.value if facts.count(severity) else "good",
        )
        for severity in Severity
    ]  # fmt: skip
    together = sum(facts.paired.values())
    of = _("of {pages}").format(pages=count(facts.live_pages, "live page", "live pages"))
    return (
        *by_severity,
        Tile(_("Compared"), number(together), of),
        Tile(
            _("New pages"),
            number(len(facts.added)) if facts.complete else NOTHING,
            _("on staging alone"),
            "added.html",
        ),
    )


def _kinds(facts: LaunchFacts) -> Table:
    found = counts(facts)
    rows: list[Row] = []
    for kind, by_severity in found.items():
        worst = min(by_severity, key=lambda severity: severity.rank)
        row: dict[str, Any] = {
            "severity": worst.value,
            "title": title_of(kind),
            "title_href": f"kinds/{kind.value}.html",
            "group": LAUNCH_CARDS[kind].group.value,
            "found": by_severity.total(),
            "why": why_of(kind),
        }
        rows.append(row)
    return Table(
        id="kinds",
        caption=_("What differs"),
        columns=(
            Column("severity", _("Severity"), "tag", words=spoken(SEVERITY_WORDS)),
            Column("title", _("Difference"), "link", wide=True),
            Column("found", _("Found"), "number"),
            Column("group", _("Area"), "label", words=spoken(GROUP_WORDS)),
            Column("why", _("Why it counts"), wide=True),
        ),
        rows=tuple(rows),
        empty=_("Nothing differs."),
        export="kinds",
        shown=len(LaunchKind),
    )


def _switch(facts: LaunchFacts) -> list[Item]:
    """What is right on staging and wrong from the launch on."""
    items = [
        Item(title_of(one.kind), why_of(one.kind), f"kinds/{one.kind.value}.html", "warning")
        for one in facts.differences
        if one.kind in OF_STAGING
    ]
    items += [
        Item(
            _("{what}: on {pages} it is made of the shop's own address").format(
                what=title_of(one.kind), pages=count(one.pages, "page", "pages")
            ),
            _(
                "Live names itself in the same places, so it is right as soon as the address of "
                "the shop is set to {live}, and wrong if that is forgotten."
            ).format(live=facts.live),
            tone="notice",
            quote=one.example,
        )
        for one in facts.follows
    ]
    return items


def _seen(facts: LaunchFacts) -> list[Item]:
    same, led = facts.paired.get(Way.SAME, 0), facts.paired.get(Way.REDIRECT, 0)
    mapped = facts.paired.get(Way.MAP, 0)
    items = [
        Item(
            _("{same} under the same address, {mapped} by the redirect map, {led} by a redirect.")
            .format(
                same=count(same, "page", "pages"), mapped=number(mapped), led=number(led)
            ),
            tone="good",
        ),
        Item(
            ngettext(
                "{n} page was compared on a phone.", "{n} pages were compared on a phone.",
                facts.screens_compared,
            ).format(n=number(facts.screens_compared)),
            href="screens.html",
            tone="good" if facts.screens_compared else "warning",
        ),
    ]  # fmt: skip
    groups = {LAUNCH_CARDS[kind].group for kind in facts.unlooked}
    if LaunchGroup.MAP in groups:
        items.append(Item(_("There was no redirect map to test."), tone="notice"))
    if LaunchGroup.SEARCH in groups:
        items.append(Item(_("The two robots.txt were not compared: one did not answer."),
                          tone="warning"))  # fmt: skip
    if not facts.complete:
        items.append(
            Item(
                _("The live shop was not walked to its end."),
                _(
                    "Pages beyond are not compared, new pages are not listed, and what checks say "
                    "of the whole shop is left out. Raise --max-pages to compare everything."
                ),
                tone="warning",
            )
        )
    unsure = _unsure(facts)
    if unsure:
        text = ngettext(
            "{n} thing could not be compared: it is listed as such, and not counted as fine.",
            "{n} things could not be compared: they are listed as such, and not counted as fine.",
            unsure,
        )
        items.append(Item(text.format(n=number(unsure)), href="differences.html", tone="warning"))
    return items


def _differences(found: list[Difference], *, alone: bool) -> Table:
    mixed = not alone or len({one.severity for one in found}) > 1
    about = any(one.about for one in found)
    was = any(one.was for one in found)
    several = any(one.pages > 1 for one in found)
    titles = {kind.value: (title_of(kind), "") for kind in LaunchKind}
    columns = [
        *(
            [Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS))]
            if mixed
            else []
        ),
        *([] if alone else [Column("kind", _("Difference"), "label", True, titles, wide=True)]),
        Column("live", _("On live"), "page"),
        Column("staging", _("On staging"), "page", hidden=not alone),
        *([Column("about", _("What"), wide=True)] if about else []),
        *([Column("was", _("Live says"), wide=True)] if was else []),
        Column("now", _("Staging says"), wide=True),
        *([Column("pages", _("Pages"), "number")] if several else []),
    ]
    return Table(
        id="differences",
        caption=_("Differences"),
        columns=tuple(columns),
        rows=tuple(difference_row(one) for one in found),
        empty=_("Nothing differs."),
        export="differences",
        shown=100,
    )

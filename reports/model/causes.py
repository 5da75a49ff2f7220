"""Findings grouped by what causes them: what one mend removes, and where to see it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.records import Finding
from reports.language import N_, _, count
from reports.model.night import Night
from reports.model.parts import Column, Row, Table
from reports.model.words import clip, path_of

_AREAS = {
    "header": (N_("Header"), N_("Header “{text}”"), N_("Header link"), N_("Header link “{text}”")),
    "navigation": (N_("Menu"), N_("Menu “{text}”"), N_("Menu link"), N_("Menu link “{text}”")),
    "footer": (N_("Footer"), N_("Footer “{text}”"), N_("Footer link"), N_("Footer link “{text}”")),
    "main": (
        N_("Content"), N_("Content “{text}”"), N_("Content link"), N_("Content link “{text}”"),
    ),
}  # fmt: skip
"""Part of a page: alone, with a text, as a link, and as a link with a text."""
_RANK = {"error": 0, "warning": 1, "notice": 2}


@dataclass(frozen=True, slots=True)
class Cause:
    """Findings that one mend removes."""

    check: str
    cause: str
    """What the check named, else the page template, else the check itself."""
    severity: str
    findings: tuple[Finding, ...]
    pages: int
    """Pages on which it shows: for a broken link those that hold the link."""
    place: str
    """Where on the page: 'Footer link "Imprint"'. Empty: the whole page, or not known."""
    template: str
    """Where all its pages are of one template, the template's name."""
    example: str
    """URL of a page on which it shows."""


def causes(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """Findings grouped by their mend, biggest effect first: severity, then pages."""
    groups: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[(finding.check, finding.cause, finding.severity.value)].append(finding)
    found = [_cause(check, cause, tone, group) for (check, cause, tone), group in groups.items()]
    return tuple(sorted(found, key=lambda c: (_RANK[c.severity], -c.pages, c.check, c.cause)))


def causes_table(night: Night, found: tuple[Finding, ...], export: str) -> Table:
    """One line for each mend that removes more than one finding or shows on several pages."""
    rows = [_row(night, cause) for cause in causes(found) if cause.pages > 1]
    return Table(
        id="causes",
        caption=_("One line, one mend"),
        columns=(
            Column("cause", _("Cause"), wide=True),
            Column("place", _("Where on the page")),
            Column("pages", _("Pages"), "number"),
            Column("url", _("For example"), "page", with_column="page"),
            Column("way", _("Way from the home page"), wide=True),
        ),
        rows=tuple(rows),
        empty=_("Every finding stands for itself."),
        export=f"{export}-causes",
        shown=20,
    )


def way_to(night: Night, site: str, url: str) -> str:
    """`/ › /shoes › /shoes/linen`, the shortest way of links; empty when none leads there."""
    place = night.places.get(f"{site}:{url}")
    if place is None or place.depth is None:
        return ""
    steps, clicks = [url], place.depth
    while place is not None and place.before is not None and len(steps) <= clicks:
        steps.insert(0, place.before)
        place = night.places.get(f"{site}:{place.before}")
    return " › ".join(path_of(step) for step in steps)


def in_words(cause: Cause) -> str:
    """`Footer link "Imprint", on 3,214 pages, one mend`."""
    what = cause.place or cause.template
    pages = count(cause.pages, "page", "pages")
    if cause.pages > 1:
        text = _("{what}, on {pages}, one mend") if what else _("on {pages}, one mend")
    else:
        text = _("{what}, on {pages}") if what else _("on {pages}")
    return text.format(what=what, pages=pages)


def _row(night: Night, cause: Cause) -> Row:
    site = cause.findings[0].site
    return {
        "cause": clip(_named(night, cause), 160),
        "place": cause.place,
        "template": cause.template,
        "pages": cause.pages,
        "url": cause.example,
        "page": night.hash_of(site, cause.example),
        "way": way_to(night, site, cause.example),
        "severity": cause.severity,
    }


def _named(night: Night, cause: Cause) -> str:
    """The cause in words; a check that names none has one cause, itself."""
    own = night.own_site
    if own is not None and cause.cause.startswith(own.url):
        return path_of(cause.cause)
    if cause.cause == cause.template:
        return _("All pages of the template {name}").format(name=cause.template)
    return cause.findings[0].message if cause.cause == cause.check else cause.cause


def _cause(check: str, cause: str, tone: str, group: list[Finding]) -> Cause:
    templates = {finding.template for finding in group}
    return Cause(
        check=check,
        cause=cause,
        severity=tone,
        findings=tuple(group),
        pages=_pages(group),
        place=_place(group),
        template=templates.pop() if len(templates) == 1 else "",
        example=_example(group[0]),
    )


def _pages(group: list[Finding]) -> int:
    single = {finding.url for finding in group if finding.count == 1 and not _linking(finding)}
    return len(single) + sum(_linking(f) or (f.count if f.count > 1 else 0) for f in group)


def _linking(finding: Finding) -> int:
    """Pages that refer to what the finding is about; 0 when it is about a page itself."""
    pages = finding.evidence.get("pages")
    return pages if isinstance(pages, int) and "sources" in finding.evidence else 0


def _sources(finding: Finding) -> list[dict[str, str]]:
    sources = finding.evidence.get("sources")
    return [one for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []


def _example(finding: Finding) -> str:
    sources = _sources(finding)
    return str(sources[0].get("url") or finding.url) if sources else finding.url


def _place(group: list[Finding]) -> str:
    seen: Counter[tuple[str, str]] = Counter()
    for finding in group[:200]:
        evidence = finding.evidence
        for one in _sources(finding) or ([evidence] if "region" in evidence else []):
            seen[str(one.get("region", "")), str(one.get("text", ""))] += 1
    if not seen:
        return ""
    areas = {area for area, _text in seen}
    (area, text), times = seen.most_common(1)[0]
    if len(areas) > 1:
        return _("Several places")
    if area not in _AREAS:
        return area.capitalize()
    named = bool(text) and 2 * times > seen.total()
    return _(_AREAS[area][2 * bool(_sources(group[0])) + named]).format(text=clip(text, 60))

"""Findings grouped by what causes them: what one mend removes."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from reports.language import N_, _, count
from reports.model.rows import SEVERITY_NAMES, Found
from reports.model.words import clip

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
    findings: tuple[Found, ...]
    pages: int
    """Pages on which it shows: for a broken link those that hold the link."""
    place: str
    """Where on the page: 'Footer link "Imprint"'. Empty: the whole page, or not known."""
    template: str
    """Where all its pages are of one template, the template's name."""
    example: str
    """URL of a page on which it shows."""


def causes(findings: Iterable[Found]) -> tuple[Cause, ...]:
    """Findings grouped by their mend, biggest effect first: severity, then pages."""
    groups: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    for finding in findings:
        groups[(finding.check, finding.cause, SEVERITY_NAMES[finding.severity])].append(finding)
    found = [_cause(check, cause, tone, group) for (check, cause, tone), group in groups.items()]
    return tuple(sorted(found, key=lambda c: (_RANK[c.severity], -c.pages, c.check, c.cause)))


def in_words(cause: Cause) -> str:
    """`Footer link "Imprint", on 3,214 pages, one mend`."""
    what = cause.place or cause.template
    pages = count(cause.pages, "page", "pages")
    if cause.pages > 1:
        text = _("{what}, on {pages}, one mend") if what else _("on {pages}, one mend")
    else:
        text = _("{what}, on {pages}") if what else _("on {pages}")
    return text.format(what=what, pages=pages)


def _cause(check: str, cause: str, tone: str, group: list[Found]) -> Cause:
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


def _pages(group: list[Found]) -> int:
    single = {finding.url for finding in group if finding.count == 1 and not _linking(finding)}
    return len(single) + sum(_linking(f) or (f.count if f.count > 1 else 0) for f in group)


def _linking(finding: Found) -> int:
    """Pages that refer to what the finding is about; 0 when it is about a page itself."""
    if not finding.has("sources"):
        return 0
    pages = finding.evidence.get("pages")
    return pages if isinstance(pages, int) and "sources" in finding.evidence else 0


def _sources(finding: Found) -> list[dict[str, str]]:
    sources = finding.evidence.get("sources") if finding.has("sources") else None
    return [one for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []


def _example(finding: Found) -> str:
    sources = _sources(finding)
    return str(sources[0].get("url") or finding.url) if sources else finding.url


def _place(group: list[Found]) -> str:
    seen: Counter[tuple[str, str]] = Counter()
    for finding in group[:200]:
        if not finding.has("region"):
            continue
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

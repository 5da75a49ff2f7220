"""Two more views of the issues: by what one mend removes, and by where in the shop they are."""

from collections import Counter
from collections.abc import Iterable, Mapping

from reports.language import N_, _, count, ngettext, number, spoken
from reports.model.findings import check_words, issue_href, slug, title_of
from reports.model.mends import Cause
from reports.model.night import Night
from reports.model.pages_views import AreasPage, CausesPage
from reports.model.parts import SEVERITY_WORDS, Column, Row, Table, Tile
from reports.model.rows import Found
from reports.model.seo import KIND_WORDS
from reports.model.shell import NavLink
from reports.model.tabs import facet_href
from reports.model.words import clip, family_name, path_of

CAUSES_PAGE, AREAS_PAGE = "issues/causes.html", "issues/areas.html"
PLACE_WORDS = {
    "header": (N_("Header"), ""),
    "navigation": (N_("Menu"), ""),
    "main": (N_("Content"), ""),
    "footer": (N_("Footer"), ""),
    "several": (N_("Several parts"), ""),
    "": (N_("Not said"), "muted"),
}
"""Part of the page, as findings about links name it."""
MENDS = 200
"""Causes of one check that readers can filter its findings by."""
WHOLE = "shop"
"""Kind of a finding about no page in particular."""
_SIZES = (10, 100)
_SEVERITIES = ("error", "warning", "notice")


def issue_tabs() -> tuple[NavLink, ...]:
    """The three views of the issues."""
    return (
        NavLink(_("By severity"), "issues/index.html"),
        NavLink(_("By cause"), CAUSES_PAGE),
        NavLink(_("By area"), AREAS_PAGE),
    )


def mend_of(finding: Found) -> str:
    """The cause as a value to filter by, short enough for an address."""
    return finding.cause[:300]


def place_of(finding: Found) -> str:
    """Key of PLACE_WORDS: the part of the page that a finding names. Empty: none."""
    if not finding.has("region"):
        return ""  # most findings; reading the evidence is the dear part
    sources = finding.evidence.get("sources")
    named = sources if isinstance(sources, list) else [finding.evidence]
    areas = {str(one["region"]) for one in named if isinstance(one, dict) and one.get("region")}
    if len(areas) > 1:
        return "several"
    area = next(iter(areas), "")
    return area if area in PLACE_WORDS else ""


def page_kinds(night: Night) -> dict[str, str]:
    """Page key to kind, for findings that do not say it themselves."""
    return {page.key: page.kind for page in night.pages}


def kind_of(finding: Found, kinds: Mapping[str, str]) -> str:
    """Kind of the page, or `shop` for what is about the whole shop; `kinds` is `page_kinds`."""
    if finding.kind:
        return finding.kind
    return WHOLE if finding.subject == finding.site else kinds.get(finding.subject, "other")


def kind_words() -> dict[str, tuple[str, str]]:
    """Kinds of pages and the whole shop, in words."""
    return {**spoken(KIND_WORDS), WHOLE: (_("Whole shop"), "")}


def mends_of(found: Iterable[Found]) -> frozenset[str]:
    """The causes of a check that have a filter of their own: the most frequent ones."""
    often = Counter(mend_of(finding) for finding in found)
    ranked = sorted(often, key=lambda mend: (-often[mend], mend))
    return frozenset(ranked[:MENDS])


# ---- by cause


def causes_page(night: Night) -> CausesPage:
    """Build issues/causes.html."""
    found = night.mends
    known = {check: mends_of(group) for check, group in night.by_check.items()}
    return CausesPage(
        tabs=issue_tabs(),
        sentence=_cause_sentence(night, found),
        tiles=_cause_tiles(found),
        causes=Table(
            id="causes",
            caption=_("One line, one mend"),
            columns=(
                Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),
                Column("check", _("Problem"), "check", words=check_words(night.cards)),
                Column("cause", _("Cause"), wide=True),
                Column("place", _("Where on the page"), wide=True),
                Column("pages", _("Pages"), "count", help=_("Pages that one mend heals")),
                Column("url", _("For example"), "page", with_column="page"),
                Column("size", _("Effect"), facet=True, words=_size_words(), hidden=True),
                Column("family", _("Family"), facet=True, hidden=True),
                Column("template", _("Template"), facet=True, hidden=True),
            ),
            rows=tuple(_cause_row(night, cause, known[cause.check]) for cause in found),
            empty=_("No check found anything tonight."),
            export="causes",
        ),
    )


def _size_words() -> dict[str, tuple[str, str]]:
    return {
        "one": (_("One page"), ""),
        "few": (_("2 to 9 pages"), ""),
        "many": (_("10 to 99 pages"), ""),
        "most": (_("100 pages and more"), ""),
    }


def _size(pages: int) -> str:
    if pages < 2:
        return "one"
    return "few" if pages < _SIZES[0] else "many" if pages < _SIZES[1] else "most"


def _cause_sentence(night: Night, found: tuple[Cause, ...]) -> str:
    if not found:
        return _("No check found anything tonight.")
    shared = [cause for cause in found if cause.pages > 1]
    whole = ngettext(
        "One mend would remove all {findings}.",
        "{n} mends would remove all {findings}.",
        len(found),
    ).format(n=number(len(found)), findings=count(len(night.findings), "finding", "findings"))
    if not shared:
        return whole
    biggest = max(shared, key=lambda cause: cause.pages)
    return " ".join((whole, _("The biggest heals {pages}: {title}.").format(
        pages=count(biggest.pages, "page", "pages"),
        title=clip(title_of(night, biggest.check), 100).rstrip("."))))  # fmt: skip


def _cause_tiles(found: tuple[Cause, ...]) -> tuple[Tile, ...]:
    sizes = Counter(_size(cause.pages) for cause in found)
    return tuple(
        Tile(label, number(sizes[size]), _("healed by one mend"),
             facet_href(CAUSES_PAGE, "causes", size=size))
        for size, (label, _tone) in reversed(_size_words().items())
    ) if found else ()  # fmt: skip


def _cause_row(night: Night, cause: Cause, known: frozenset[str]) -> Row:
    first = cause.findings[0]
    mend = mend_of(first)
    href = issue_href(cause.check)
    if mend in known:
        href = facet_href(href, "findings", cause=mend)
    return {
        "severity": cause.severity,
        "check": cause.check,
        "family": family_name(cause.check.partition("/")[0]),
        "cause": clip(_named(night, cause), 160),
        "place": cause.place,
        "template": cause.template,
        "pages": cause.pages,
        "pages_href": href,
        "size": _size(cause.pages),
        "url": cause.example,
        "page": night.hash_of(first.site, cause.example),
    }


def _named(night: Night, cause: Cause) -> str:
    own = night.own_site
    if own is not None and cause.cause.startswith(own.url):
        return path_of(cause.cause)
    if cause.template and cause.cause == cause.template:
        return _("All pages of the template {name}").format(name=cause.template)
    return cause.findings[0].message if cause.cause in ("", cause.check) else cause.cause


# ---- by area


def areas_page(night: Night) -> AreasPage:
    """Build issues/areas.html."""
    where: Counter[tuple[str, str, str, str, str]] = Counter()
    kinds_of = page_kinds(night)
    for finding in night.findings:
        where[finding.check, finding.severity.value, kind_of(finding, kinds_of), finding.template,
              place_of(finding)] += finding.count  # fmt: skip
    kinds, templates, places = (
        Counter[tuple[str, str]](),
        Counter[tuple[str, str]](),
        Counter[tuple[str, str]](),
    )
    for (_check, severity, kind, template, place), n in where.items():
        kinds[kind, severity] += n
        templates[template, severity] += n
        places[place, severity] += n
    templates = Counter({key: n for key, n in templates.items() if key[0]})
    places = Counter({key: n for key, n in places.items() if key[0]})
    return AreasPage(
        tabs=issue_tabs(),
        sentence=_area_sentence(kinds),
        kinds=_cross("kinds", _("Kinds of pages"), "kind", kinds, kind_words(),
                     _("No check found anything tonight.")),
        templates=_cross("templates", _("Page templates"), "template", templates, {},
                         _("No finding is on a page whose template is known.")),
        places=_cross("places", _("Parts of the page"), "place", places, spoken(PLACE_WORDS),
                      _("No finding names a part of its page. Findings about links do.")),
        where=_where_table(night, where),
    )  # fmt: skip


def _area_sentence(kinds: Counter[tuple[str, str]]) -> str:
    errors = Counter({kind: n for (kind, severity), n in kinds.items() if severity == "error"})
    if not kinds:
        return _("No check found anything tonight.")
    if not errors:
        return _("No finding is an error tonight.")
    top = min(errors, key=lambda kind: (-errors[kind], kind))
    words = kind_words()
    return ngettext(
        "One error was found; it is here: {kind}.",
        "{n} errors were found; most of them, {most}, are here: {kind}.",
        errors.total(),
    ).format(n=number(errors.total()), most=number(errors[top]),
             kind=words.get(top, (top, ""))[0])  # fmt: skip


def _cross(
    name: str, caption: str, facet: str, counted: Counter[tuple[str, str]],
    words: dict[str, tuple[str, str]], empty: str,
) -> Table:  # fmt: skip
    """Areas by severity; every number leads to the rows it was added up from."""
    totals: Counter[str] = Counter()
    for (area, _severity), n in counted.items():
        totals[area] += n
    rows: list[Row] = []
    for area in sorted(totals, key=lambda a: (*(-counted[a, s] for s in _SEVERITIES), a)):
        row: dict[str, object] = {
            "area": area,
            "total": totals[area],
            "total_href": facet_href(AREAS_PAGE, "where", **{facet: area}),
        }
        for severity in _SEVERITIES:
            row[severity] = counted[area, severity]
            row[f"{severity}_href"] = facet_href(
                AREAS_PAGE, "where", **{facet: area, "severity": severity}
            )
        rows.append(row)
    return Table(
        id=name,
        caption=caption,
        columns=(
            Column("area", _("Area"), "label", words=words),
            Column("error", _("Errors"), "count"),
            Column("warning", _("Warnings"), "count"),
            Column("notice", _("Notices"), "count"),
            Column("total", _("All"), "count"),
        ),
        rows=tuple(rows),
        empty=empty,
        export=name,
        shown=20,
    )


def _where_table(night: Night, where: Counter[tuple[str, str, str, str, str]]) -> Table:
    rows = []
    for (check, severity, kind, template, place), n in where.items():
        facets = {"kind": kind, "template": template, "place": place}
        rows.append({
            "severity": severity, "check": check, **facets,
            "findings": n,
            "findings_href": facet_href(f"issues/{slug(check)}.html", "findings", **facets),
        })  # fmt: skip
    names = ("check", "kind", "template", "place")
    rows.sort(key=lambda row: (_SEVERITIES.index(str(row["severity"])), -int(str(row["findings"])),
                               *(str(row[name]) for name in names)))  # fmt: skip
    return Table(
        id="where",
        caption=_("Every problem by area"),
        columns=(
            Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),
            Column("check", _("Problem"), "check", words=check_words(night.cards)),
            Column("kind", _("Kind"), "label", True, kind_words()),
            Column("template", _("Template"), facet=True),
            Column("place", _("Part of the page"), "label", True, spoken(PLACE_WORDS)),
            Column("findings", _("Findings"), "count"),
        ),
        rows=tuple(rows),
        empty=_("No check found anything tonight."),
        export="areas",
    )

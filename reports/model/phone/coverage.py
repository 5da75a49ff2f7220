"""phone/coverage.html: how much of the shop was looked at, and when the rest was last."""

from collections import Counter, defaultdict

from crawler.records import LookReason, PageState, split_page_key
from reports.language import _, count, ngettext, number
from reports.model.night import Night
from reports.model.parts import Column, Row, Table, Tile
from reports.model.phone.gallery import OWN_PAGES, REASONS
from reports.model.phone.pages import PhoneCoveragePage
from reports.model.shell import NavLink
from reports.model.views import views_table
from reports.model.words import day, share


def coverage_page(night: Night, tabs: tuple[NavLink, ...]) -> PhoneCoveragePage:
    """Build phone/coverage.html."""
    known = [p for p in night.pages if p.site == night.own and p.state == PageState.OK]
    tonight = sum(split_page_key(key)[0] == night.own for key in night.renders)
    ever = sum(page.url in night.history.looks or page.key in night.renders for page in known)
    return PhoneCoveragePage(
        tabs=tabs,
        sentence=_sentence(tonight, ever, len(known)),
        tiles=_reasons(night),
        templates=_templates(night),
        views=views_table(night),
    )


def _sentence(tonight: int, ever: int, known: int) -> str:
    pages = count(known, "page", "pages")
    if tonight >= known:
        return ngettext(
            "The one page was looked at tonight.", "All {n} pages were looked at tonight.", known
        ).format(n=number(known))
    text = ngettext(
        "{n} of {pages} was looked at tonight, {ever} so far. "
        "The others have their turn by and by.",
        "{n} of {pages} were looked at tonight, {ever} so far. "
        "The others have their turn by and by.",
        tonight,
    )
    return text.format(n=number(tonight), pages=pages, ever=number(ever))


def _reasons(night: Night) -> tuple[Tile, ...]:
    found = Counter(render.reason for render in night.renders.values() if render.reason)
    labels = {
        LookReason.HOME: _("Home"),
        LookReason.WATCHED: _("Watched products"),
        LookReason.TEMPLATE: _("For their template"),
        LookReason.FLAGGED: _("To see it mended"),
        LookReason.CHANGED: _("New or changed"),
        LookReason.ROTATION: _("By turn"),
        LookReason.RIVAL: _("Competitors"),
    }
    return tuple(
        Tile(labels[reason], number(found[reason]), _(REASONS[reason]))
        for reason in LookReason
        if found[reason]
    )


def _templates(night: Night) -> Table:
    pages: dict[str, list[str]] = defaultdict(list)
    for page in night.pages:
        if page.site == night.own and page.state == PageState.OK:
            place = night.places.get(page.key)
            pages[(place.template if place else "") or _(OWN_PAGES)].append(page.key)
    return Table(
        id="templates",
        caption=_("Templates of the shop"),
        columns=(
            Column("template", _("Template")),
            Column("pages", _("Pages"), "number"),
            Column("tonight", _("Looked at tonight"), "number"),
            Column(
                "ever", _("Ever"), "percent", help=_("Share of the pages looked at on any night.")
            ),
            Column("oldest", _("Longest ago"), help=_("Of the pages that were looked at.")),
        ),
        rows=tuple(
            _row(night, name, keys)
            for name, keys in sorted(pages.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        empty=_("No page was read tonight."),
        export="phone-coverage",
        shown=25,
    )


def _row(night: Night, name: str, keys: list[str]) -> Row:
    looks = night.history.looks
    tonight = [key for key in keys if key in night.renders]
    earlier = [looks[url] for key in keys if (url := split_page_key(key)[1]) in looks]
    seen = sum(key in night.renders or split_page_key(key)[1] in looks for key in keys)
    return {
        "template": name,
        "pages": len(keys),
        "tonight": len(tonight),
        "ever": share(seen, len(keys)),
        "oldest": day(min(earlier)) if earlier else (day(night.manifest.run) if tonight else ""),
    }

"""Causes as a table, and the way to a page."""

from collections.abc import Iterable

from reports.language import _
from reports.model.mends import Cause
from reports.model.night import Night
from reports.model.parts import Column, Row, Table
from reports.model.words import clip, path_of


def causes_table(night: Night, found: Iterable[Cause], export: str) -> Table:
    """One line for each mend that removes more than one finding or shows on several pages."""
    rows = [_row(night, cause) for cause in found if cause.pages > 1]
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

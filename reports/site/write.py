"""The model as Markdown files without a body: template and data stand in the front matter."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from reports.language import _
from reports.model.downloads import DownloadsPage
from reports.model.findings import slug
from reports.model.pages import ReportModel
from reports.model.parts import Chart, Table, plain
from reports.model.shell import Shell

_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SitePage:
    """One HTML page to be."""

    file: str
    """Name below the site: issues/index.html."""
    template: str
    title: str
    view: Any
    """The page dataclass."""

    @property
    def root(self) -> str:
        """The way from the page to the site's root: empty or `../`."""
        return "../" * self.file.count("/")

    @property
    def tables(self) -> Iterator[Table]:
        """Every table of the page."""
        return _parts(self.view, Table)

    @property
    def charts(self) -> Iterator[Chart]:
        """Every chart of the page."""
        return _parts(self.view, Chart)


def _parts(view: Any, kind: type[Any]) -> Iterator[Any]:
    for part in fields(view):
        value = getattr(view, part.name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, kind):
                yield item


def site_pages(model: ReportModel, downloads: DownloadsPage) -> tuple[SitePage, ...]:
    """Every page of the site."""
    shop = model.shell.shop
    return (
        SitePage("index.html", "overview.html", shop, model.overview),
        SitePage("summary.html", "summary.html", _("Summary"), model.management),
        SitePage("changes.html", "changes.html", _("Changes"), model.changes),
        SitePage("issues/index.html", "issues.html", _("Issues"), model.issues),
        SitePage("issues/causes.html", "causes.html", _("Issues by cause"), model.causes),
        SitePage("issues/areas.html", "areas.html", _("Issues by area"), model.areas),
        *(
            SitePage(f"issues/{slug(check.id)}.html", "issue.html", check.name, check)
            for check in model.checks
        ),
        SitePage("seo.html", "seo.html", _("SEO"), model.seo),
        SitePage("pages.html", "explorer.html", _("Pages"), model.explorer),
        SitePage("page.html", "url.html", _("Page"), model.url),
        SitePage("prices.html", "prices.html", _("Prices"), model.prices),
        SitePage("prices/market.html", "matrix.html", _("Prices: shops"), model.matrix),
        SitePage("prices/moves.html", "moves.html", _("Prices: moves"), model.moves),
        SitePage("prices/totals.html", "totals.html", _("Prices: brands and categories"),
                 model.totals),
        SitePage("prices/rules.html", "rules.html", _("Prices: rules"), model.rules),
        SitePage("prices/truth.html", "truth.html", _("Prices: truth"), model.truth),
        SitePage("product.html", "product.html", _("Product"), model.product),
        SitePage("links.html", "links.html", _("Links"), model.links),
        SitePage("mobile.html", "phone/gallery.html", _("Phone"), model.phone.gallery),
        SitePage("phone/changes.html", "phone/changes.html", _("Phone: what changed"),
                 model.phone.changes),
        SitePage("phone/journeys.html", "phone/journeys.html", _("Phone: journeys"),
                 model.phone.journeys),
        SitePage("phone/speed.html", "phone/speed.html", _("Phone: speed"), model.phone.speed),
        SitePage("phone/tags.html", "phone/tags.html", _("Phone: tags and consent"),
                 model.phone.tags),
        SitePage("phone/coverage.html", "phone/coverage.html", _("Phone: coverage"),
                 model.phone.coverage),
        SitePage("trends.html", "trends.html", _("Trends"), model.trends),
        SitePage("runs.html", "runs.html", _("Run"), model.runs),
        SitePage("downloads.html", "downloads.html", _("Downloads"), downloads),
        SitePage("about.html", "about.html", _("About"), model.about),
        SitePage("tools.html", "tools.html", _("Other tools"), model.tools),
        SitePage("glossary.html", "glossary.html", _("Glossary"), model.glossary),
    )  # fmt: skip


def write_pages(docs: Path, around: Shell, pages: tuple[SitePage, ...],
                parts: dict[tuple[str, str], int]) -> None:  # fmt: skip
    """Write the Markdown files; `parts` says how many data files each table has."""
    for page in pages:
        path = docs / f"{page.file.removesuffix('.html')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = front_matter(page_data(page, around, parts))
        path.write_text(text, encoding="utf-8", newline="\n")


def page_data(page: SitePage, around: Shell, parts: dict[tuple[str, str], int]) -> dict[str, Any]:
    """What a template gets as `page.meta`."""
    return {
        "template": page.template,
        "title": page.title,
        "description": getattr(page.view, "sentence", "") or f"{page.title} · {around.shop}",
        "file": page.file,
        "root": page.root,
        "shell": plain(around),
        "view": _view(page, parts),
    }


def front_matter(data: dict[str, Any]) -> str:
    """A Markdown file that is nothing but front matter, whatever the texts in it.

    JSON on one line is YAML too: no text can end the block, and what YAML's reader refuses in a
    stream is escaped.
    """
    text = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")
    text = _NOT_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f"---\n{text}\n---\n"


def _view(page: SitePage, parts: dict[tuple[str, str], int]) -> dict[str, Any]:
    """The view as JSON types: tables cut to what the page shows, with their data files."""
    view: dict[str, Any] = {}
    for part in fields(page.view):
        value = getattr(page.view, part.name)
        if isinstance(value, Table):
            cut = plain(replace(value, rows=value.rows[: value.shown]))
            cut |= {"total": value.total, "parts": parts[page.file, value.id]}
            view[part.name] = cut
        elif isinstance(value, tuple) and value and isinstance(value[0], Chart):
            view[part.name] = [{**plain(chart), "spec": None} for chart in value]
        else:
            view[part.name] = plain(value)
    return view

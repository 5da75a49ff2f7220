"""From a run and its history to the model of the whole report."""

from collections import Counter
from pathlib import Path

from crawler.config.model import Config
from crawler.records import RunDir
from reports.language import _, speech
from reports.model.about import about_page
from reports.model.areas import areas_page, causes_page
from reports.model.changes import change_counts, changes_page
from reports.model.explorer import BUCKETS, explorer_page
from reports.model.exports import finding_rows, market_rows, offer_rows, summary, target_rows
from reports.model.feed import feed
from reports.model.findable import findable
from reports.model.frames import check_series
from reports.model.glossary import glossary_page
from reports.model.issue import issue_pages
from reports.model.issues import issues_page
from reports.model.links import links_page
from reports.model.management import summary_page
from reports.model.night import Night, read_night
from reports.model.overview import overview_page
from reports.model.pages import ReportModel, UrlPage
from reports.model.parts import Item
from reports.model.phone.build import phone_pages
from reports.model.prices.index import prices_page
from reports.model.prices.moves import moves_page
from reports.model.prices.offers import matrix_page
from reports.model.prices.products import product_page
from reports.model.prices.rules import rules_page
from reports.model.prices.totals import totals_page
from reports.model.prices.truth import truth_page
from reports.model.runs import runs_page
from reports.model.search import search_index
from reports.model.seo import seo_page
from reports.model.shell import NavLink, Shell
from reports.model.tools import tools_page
from reports.model.trends import trends_page


def build_model(
    run: RunDir,
    history: Path,
    config: Config,
    *,
    pdf: str = "",
    shops: tuple[NavLink, ...] = (),
    spool: Path | None = None,
) -> tuple[ReportModel, Night]:
    """The report's model, and the night it was made of for what is streamed later.

    `pdf` is where the summary will be, from the site's root; empty when none is made;
    `shops` are the others of a group; `spool` is a new folder for what page.html shows.
    """
    night = read_night(run, history, config, spool=spool)
    series = check_series(night)
    around = shell(night, pdf=pdf, shops=shops)
    home = overview_page(night)
    found = findable(night)
    model = ReportModel(
        shell=around,
        overview=home,
        management=summary_page(night, home),
        changes=changes_page(night),
        issues=issues_page(night, series),
        causes=causes_page(night),
        areas=areas_page(night),
        checks=issue_pages(night, series),
        seo=seo_page(night, found),
        trends=trends_page(night, series),
        explorer=explorer_page(night, found.looks),
        url=UrlPage(buckets=BUCKETS),
        prices=prices_page(night),
        matrix=matrix_page(night),
        moves=moves_page(night),
        totals=totals_page(night),
        rules=rules_page(night),
        truth=truth_page(night),
        product=product_page(night),
        links=links_page(night),
        phone=phone_pages(night),
        runs=runs_page(night),
        about=about_page(night),
        tools=tools_page(night),
        glossary=glossary_page(),
        search=search_index(night, around.nav),
        findings=finding_rows(night),
        fresh=finding_rows(night, fresh=True),
        offers=offer_rows(night),
        market=market_rows(night),
        targets=target_rows(night),
        summary=summary(night),
        feed=feed(night),
    )
    return model, night


def shell(night: Night, *, pdf: str = "", shops: tuple[NavLink, ...] = ()) -> Shell:
    """What stands around every page."""
    counts = change_counts(night)
    errors = Counter(finding.severity.value for finding in night.findings)["error"]
    came = counts["new"] + counts["reopened"]
    broken = sum(target.state in ("broken", "loop") for target in night.targets)
    manifest = night.manifest
    return Shell(
        site_title=night.config.report.title,
        shop=night.site_name(night.own),
        shop_url=night.own_site.url if night.own_site else "",
        run=manifest.run,
        started_at=manifest.started_at.isoformat(),
        language=speech().language,
        tool=manifest.tool_version,
        healthy=manifest.healthy_sites,
        health=tuple(
            Item(note.message, note.hint, tone="error" if note.fatal else "warning")
            for note in manifest.health
        ),
        pdf=pdf,
        shops=shops,
        trusted=night.diff.trusted if night.diff else True,
        nav=(
            NavLink(_("Overview"), "index.html", key="h"),
            NavLink(_("Changes"), "changes.html", came or None, "error" if came else "", "c"),
            NavLink(_("Issues"), "issues/index.html", errors or None, "error" if errors else "",
                    "i"),
            NavLink(_("SEO"), "seo.html", key="s"),
            NavLink(_("Prices"), "prices.html", key="p"),
            NavLink(_("Links"), "links.html", broken or None, "error" if broken else "", "l"),
            NavLink(_("Phone"), "mobile.html", key="m"),
            NavLink(_("Pages"), "pages.html", key="u"),
            NavLink(_("Trends"), "trends.html", key="n"),
            NavLink(_("Run"), "runs.html", key="r"),
            NavLink(_("Downloads"), "downloads.html", key="d"),
            NavLink(_("About"), "about.html", key="a"),
            NavLink(_("Glossary"), "glossary.html", key="w"),
        ),
    )  # fmt: skip

"""phone/speed.html: how long pages take and what they load, with the way it was measured."""

from collections import Counter
from statistics import median

from crawler.records import RenderFacts, split_page_key
from crawler.records.speed import NOT_THROTTLED
from reports.charts.loading import loading_chart
from reports.language import N_, _, count, number, spoken
from reports.model.night import Night
from reports.model.parts import Column, Row, Table, Tile
from reports.model.phone.gallery import ByPage
from reports.model.phone.pages import SpeedPage
from reports.model.shell import NavLink
from reports.model.values import DEVICE_WORDS

LCP_GOOD_MS = 2500
"""https://web.dev/articles/lcp, "good" at the 75th percentile of visits, read 2026-11-23."""
LCP_POOR_MS = 4000
"""As above, "poor"."""

CLS_GOOD = 0.1
"""https://web.dev/articles/cls, "good" at the 75th percentile of visits, read 2026-11-23."""

METHOD = N_("lab, not throttled")
"""How speed is measured where nothing slows it down, for the catalogue: NOT_THROTTLED."""

RENDER_WORDS = {
    "ok": (N_("Looked at"), "muted"),
    "partial": (N_("Did not settle"), "warning"),
    "failed": (N_("Did not open"), "error"),
    "crashed": (N_("Crashed"), "error"),
}

SPEED_WORDS = {"good": (N_("Good"), "good"), "slow": (N_("Slow or jumpy"), "warning"),
               "": (N_("Not measured"), "muted")}  # fmt: skip


def speed_page(night: Night, found: ByPage, tabs: tuple[NavLink, ...]) -> SpeedPage:
    """Build phone/speed.html."""
    opened = [render for render in night.renders.values() if render.opened]
    lcp = sorted(render.lcp_ms for render in opened if render.lcp_ms is not None)
    return SpeedPage(
        tabs=tabs,
        sentence=_sentence(lcp, opened),
        tiles=_tiles(opened, lcp),
        charts=loading_chart(lcp, LCP_GOOD_MS, LCP_POOR_MS),
        vitals=_vitals(night, found),
        parties=_parties(night),
    )


def _sentence(lcp: list[float], opened: list[RenderFacts]) -> str:
    if not lcp:
        return _("Nothing was measured tonight.")
    good = sum(value <= LCP_GOOD_MS for value in lcp)
    method = next((one.speed.method for one in opened if one.speed), NOT_THROTTLED)
    slow = next((one.throttled.method for one in opened if one.throttled), "")
    said = [
        _("On {n} of {pages} the main content appears within {seconds} s ({method}).").format(
            n=number(good),
            pages=count(len(lcp), "page", "pages"),
            seconds=number(f"{LCP_GOOD_MS / 1000:g}"),
            method=_(METHOD) if method == NOT_THROTTLED else method,
        )
    ]
    if slow:
        said.append(_("Some pages were also measured so: {method}.").format(method=slow))
    return " ".join(said)


def _tiles(opened: list[RenderFacts], lcp: list[float]) -> tuple[Tile, ...]:
    def middle(values: list[float]) -> str:
        return number(f"{median(values):.0f}" if values else None)

    shifts = [render.cls for render in opened if render.cls is not None]
    weights = [render.transfer_bytes / 1000 for render in opened if render.transfer_bytes]
    requests = [float(render.requests) for render in opened]
    return (
        Tile(_("Main content"), middle(lcp), _("ms, median (LCP)"), "#vitals"),
        Tile(
            _("Jumps"),
            number(f"{median(shifts):.2f}" if shifts else None),
            _("median (CLS)"),
            "#vitals",
        ),
        Tile(_("Loaded"), middle(weights), _("KB a page, median"), "#vitals"),
        Tile(_("Requests"), middle(requests), _("a page, median"), "#parties"),
    )


def _vitals(night: Night, found: ByPage) -> Table:
    buttons = {"visible": (_("Visible"), "good"), "disabled": (_("Disabled"), "warning"),
               "hidden": (_("Hidden"), "warning"), "none": (_("None"), "muted")}  # fmt: skip
    return Table(
        id="vitals",
        caption=_("Every page looked at"),
        columns=(
            Column("url", _("Page"), "page", with_column="page"),
            Column("state", _("Looked at"), "tag", True, spoken(RENDER_WORDS)),
            Column("device", _("Device"), "label", True, spoken(DEVICE_WORDS)),
            Column("template", _("Template"), facet=True, hidden=True),
            Column("problems", _("Problems"), "number"),
            Column("speed", _("Speed"), "tag", True, spoken(SPEED_WORDS),
                   help=_("Good: LCP up to {ms} ms and CLS up to {cls}.").format(
                       ms=number(LCP_GOOD_MS), cls=number(CLS_GOOD))),
            Column("lcp", _("LCP ms"), "number", help=_("Largest contentful paint.")),
            *(
                (Column("slow", _("LCP on a slow phone, ms"), "number", help=slow[0]),)
                if (slow := _slow_methods(night)) else ()
            ),
            Column("cls", _("CLS"), "number", help=_("Cumulative layout shift.")),
            Column("tbt", _("TBT ms"), "number", help=_("Total blocking time.")),
            Column("kilobytes", _("KB loaded"), "number"),
            Column("requests", _("Requests"), "number"),
            Column("button", _("Buy button"), "tag", True, buttons),
        ),
        rows=tuple(
            _row(night, key, render, len(found.get(key, [])))
            for key, renders in night.screens.items()
            for render in renders
        ),
        empty=_("No page was looked at in a browser tonight."),
        export="phone",
        shown=25,
    )  # fmt: skip


def _slow_methods(night: Night) -> list[str]:
    return [one.throttled.method for one in night.renders.values() if one.throttled]


def _row(night: Night, key: str, render: RenderFacts, problems: int) -> Row:
    speed = ""
    if render.lcp_ms is not None:
        good = render.lcp_ms <= LCP_GOOD_MS and (render.cls or 0) <= CLS_GOOD
        speed = "good" if good else "slow"
    return {
        "url": split_page_key(key)[1],
        "page": night.hashes.get(key, ""),
        "state": render.state.value,
        "device": render.device,
        "template": render.template,
        "problems": problems,
        "speed": speed,
        "lcp": None if render.lcp_ms is None else round(render.lcp_ms),
        "slow": render.throttled.lcp_ms if render.throttled else None,
        "cls": None if render.cls is None else round(render.cls, 3),
        "tbt": None if render.tbt_ms is None else round(render.tbt_ms),
        "kilobytes": round(render.transfer_bytes / 1000),
        "requests": render.requests,
        "button": render.buy_button_state,
    }


def _parties(night: Night) -> Table:
    hosts: Counter[str] = Counter()
    for render in night.renders.values():
        hosts.update(render.third_parties)
    seen = len(night.renders)
    return Table(
        id="parties",
        caption=_("Other companies whose files pages load"),
        columns=(
            Column("host", _("Host")),
            Column("pages", _("Pages"), "number"),
            Column("share", _("Of the pages looked at"), "percent"),
        ),
        rows=tuple(
            {"host": host, "pages": pages, "share": round(100 * pages / seen, 1)}
            for host, pages in hosts.most_common()
        ),
        empty=_("No page loaded anything from another company."),
        export="third-parties",
        shown=15,
    )

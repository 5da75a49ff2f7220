"""The overview across the shops of a group."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from reports.language import _, count, number, spoken
from reports.language.formats import NOTHING
from reports.model.changes import change_counts
from reports.model.findings import issue_href, title_of
from reports.model.night import Night
from reports.model.pages import GroupPage, ReportModel
from reports.model.parts import SEVERITY_WORDS, Column, Item, Row, Table, Tile
from reports.model.shell import NavLink, Shell

LINES = 8
"""Losses on the overview; three of a shop at most, so that each shop has a chance to be seen."""
OF_A_SHOP = 3


@dataclass(frozen=True, slots=True)
class ShopNight:
    """What the overview knows of one shop: little enough to keep for every shop of a group."""

    name: str
    folder: str
    """Of its report below the site."""
    missing: str = ""
    """Why it has no report; empty when it has one."""
    run: str = ""
    score: float | None = None
    delta: float | None = None
    trend: str = ""
    pages: int = 0
    findings: Counter[str] | None = None
    """By severity. None: no report."""
    new: int | None = None
    """None: nothing to compare with."""
    fixed: int | None = None
    broken: int | None = None
    index: str | None = None
    losses: tuple[Item, ...] = ()
    checks: tuple[tuple[str, str, str, int], ...] = ()
    """Check id, title, severity and number of its findings."""


def shop_night(name: str, folder: str, model: ReportModel, night: Night) -> ShopNight:
    """One shop's night out of its report."""
    counts = change_counts(night)
    first = night.first_night
    home = model.overview
    return ShopNight(
        name=name,
        folder=folder,
        run=night.manifest.run,
        score=home.score.value,
        delta=home.score_delta,
        trend=home.score_trend,
        pages=home.score.pages,
        findings=Counter(finding.severity.value for finding in night.findings),
        new=None if first else counts["new"] + counts["reopened"],
        fixed=None if first else counts["fixed"],
        broken=sum(t.state in ("broken", "loop") for t in night.targets) if night.targets else None,
        index=night.market.total.index if night.market.there else None,
        losses=home.money,
        checks=tuple(
            (check, title_of(night, check), found[0].severity.value, len(found))
            for check, found in sorted(night.by_check.items())
        ),
    )


def group_shell(title: str, language: str, tool: str, shops: tuple[ShopNight, ...]) -> Shell:
    """What stands around the overview; its navigation is the shops."""
    runs = [shop.run for shop in shops if shop.run]
    started = max(runs, default="")
    return Shell(
        site_title=title,
        shop=title,
        shop_url="",
        run=started,
        started_at=_iso(started),
        language=language,
        tool=tool,
        healthy=True,
        health=(),
        trusted=True,
        pdf="",
        group=True,
        nav=(
            NavLink(_("All shops"), "index.html", key="h"),
            *(NavLink(shop.name, f"{shop.folder}/index.html", *_badge(shop))
              for shop in shops if not shop.missing),
        ),
    )  # fmt: skip


def group_page(shops: tuple[ShopNight, ...]) -> GroupPage:
    """Build the overview."""
    return GroupPage(
        sentence=_sentence(shops),
        tiles=_tiles(shops),
        shops=_table(shops),
        worse=_losses(shops),
        worse_empty=_("Nothing was found that costs money tonight."),
        common=_common(shops),
    )


def _iso(run: str) -> str:
    """`2026-08-22T02:10:00+00:00` from a run id; the epoch for none, which no shop is."""
    if not run:
        return "1970-01-01T00:00:00+00:00"
    return f"{run[:10]}T{run[11:13]}:{run[13:15]}:{run[15:17]}+00:00"


def _badge(shop: ShopNight) -> tuple[int | None, str]:
    errors = (shop.findings or Counter())["error"]
    return (errors or None, "error" if errors else "")


def _sentence(shops: tuple[ShopNight, ...]) -> str:
    seen = [shop for shop in shops if not shop.missing]
    lost = [shop.name for shop in seen if shop.delta is not None and shop.delta < 0]
    gained = sum(shop.delta is not None and shop.delta > 0 for shop in seen)
    named = count(len(seen), "shop", "shops")
    if lost:
        text = _("{shops}: {names} lost ground last night, {gained} gained.").format(
            shops=named, names=", ".join(lost), gained=number(gained)
        )
    else:
        text = _("{shops}: none lost ground last night, {gained} gained.").format(
            shops=named, gained=number(gained)
        )
    missing = [shop.name for shop in shops if shop.missing]
    if missing:
        text += " " + _("No report of {names}.").format(names=", ".join(missing))
    return text


def _tiles(shops: tuple[ShopNight, ...]) -> tuple[Tile, ...]:
    seen = [shop for shop in shops if not shop.missing]
    totals: Counter[str] = sum((shop.findings or Counter() for shop in seen), Counter())
    new = [shop.new for shop in seen if shop.new is not None]
    fixed = [shop.fixed for shop in seen if shop.fixed is not None]
    over = _("in {shops}").format(shops=count(len(seen), "shop", "shops"))
    return (
        Tile(_("Pages"), number(sum(shop.pages for shop in seen)), over, "#shops"),
        Tile(_("Errors"), number(totals["error"]), over, "#shops.sort=-error",
             "error" if totals["error"] else "good"),
        Tile(_("New tonight"), number(sum(new)) if new else NOTHING,
             over if new else _("nothing to compare with"), "#shops.sort=-new",
             "error" if new and sum(new) else ""),
        Tile(_("Fixed tonight"), number(sum(fixed)) if fixed else NOTHING,
             over if fixed else _("nothing to compare with"), "#shops.sort=-fixed",
             "good" if fixed and sum(fixed) else ""),
    )  # fmt: skip


def _table(shops: tuple[ShopNight, ...]) -> Table:
    return Table(
        id="shops",
        caption=_("The shops, worst score first"),
        columns=(
            Column("shop", _("Shop"), "link"),
            Column("score", _("Health score"), "number"),
            Column("delta", _("Since last run"), "gain"),
            Column("trend", _("Trend"), "spark"),
            Column("error", _("Errors"), "count"),
            Column("warning", _("Warnings"), "count"),
            Column("new", _("New"), "count"),
            Column("fixed", _("Fixed"), "count"),
            Column("broken", _("Broken links"), "count"),
            Column("index", _("Price index"), "number"),
            Column("night", _("Last run"), wide=True),
        ),
        rows=tuple(map(_row, sorted(shops, key=_worst_first))),
        empty=_("The group has no shops."),
        export="shops",
    )


def _worst_first(shop: ShopNight) -> tuple[bool, float, str]:
    return (not shop.missing, -1.0 if shop.score is None else shop.score, shop.name)


def _row(shop: ShopNight) -> Row:
    home = f"{shop.folder}/"
    issues = f"{home}issues/index.html#open.f.severity="
    found = shop.findings or Counter()
    known = not shop.missing
    row: dict[str, Any] = {
        "shop": shop.name,
        "shop_href": f"{home}index.html" if known else "",
        "score": shop.score,
        "delta": shop.delta,
        "trend": shop.trend,
        "error": found["error"] if known else None,
        "error_href": f"{issues}error",
        "warning": found["warning"] if known else None,
        "warning_href": f"{issues}warning",
        "new": shop.new,
        "new_href": f"{home}changes.html#changes.f.state=new,reopened",
        "fixed": shop.fixed,
        "fixed_href": f"{home}changes.html#changes.f.state=fixed",
        "broken": shop.broken,
        "broken_href": f"{home}links.html",
        "index": shop.index,
        "night": shop.missing or shop.run[:10],
    }
    return row


def _losses(shops: tuple[ShopNight, ...]) -> tuple[Item, ...]:
    """The gravest losses of each shop in turn, with the shop's name before them."""
    items: list[Item] = []
    for place in range(OF_A_SHOP):
        for shop in shops:
            if place < len(shop.losses):
                item = shop.losses[place]
                items.append(
                    Item(
                        _("{shop}: {loss}").format(shop=shop.name, loss=item.text), item.detail,
                        f"{shop.folder}/{item.href}" if item.href else "", item.tone, item.count,
                        item.unit, quote=item.quote,
                    )
                )  # fmt: skip
    return tuple(items[:LINES])


def _common(shops: tuple[ShopNight, ...]) -> Table:
    """Checks by shop: what several shops share is mended once, in the common theme."""
    seen = [shop for shop in shops if not shop.missing]
    by_check: dict[str, dict[str, int]] = {}
    told: dict[str, tuple[str, str]] = {}
    for shop in seen:
        for check, title, severity, found in shop.checks:
            by_check.setdefault(check, {})[shop.folder] = found
            told.setdefault(check, (title, severity))
    rows: list[Row] = []
    for check, by_shop in by_check.items():
        if len(by_shop) < 2:
            continue
        title, severity = told[check]
        row: dict[str, Any] = {"check": title, "severity": severity, "in": len(by_shop)}
        for shop in seen:
            row[f"in_{shop.folder}"] = by_shop.get(shop.folder, 0)
            row[f"in_{shop.folder}_href"] = f"{shop.folder}/{issue_href(check)}"
        rows.append(row)
    ranks = ("error", "warning", "notice")
    rows.sort(key=lambda row: (ranks.index(row["severity"]), -row["in"], row["check"]))
    return Table(
        id="common",
        caption=_("Problems that several shops share"),
        columns=(
            Column("severity", _("Severity"), "tag", True, spoken(SEVERITY_WORDS)),
            Column("check", _("Problem"), wide=True),
            Column("in", _("Shops"), "number"),
            *(Column(f"in_{shop.folder}", shop.name, "count") for shop in seen),
        ),
        rows=tuple(rows),
        empty=_("No problem was found in more than one shop."),
        export="common-problems",
    )

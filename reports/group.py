"""Builds one site of several shops: each shop's report in a folder, an overview above them."""

import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crawler import __version__
from crawler.config.group import folder_name
from crawler.config.model import Config, ReportConfig
from crawler.records import RunDir
from reports.build import (
    MARKER,
    Printer,
    SiteResult,
    build_into,
    guard_folder,
    move_into_place,
    require_links,
    write_pages_of,
)  # fmt: skip
from reports.language import _, speaking
from reports.language.speech import speech_of
from reports.model.group import ShopNight, group_page, group_shell, shop_night
from reports.model.shell import NavLink
from reports.site.write import SitePage


@dataclass(frozen=True, slots=True)
class ShopSource:
    """One shop of the group."""

    name: str
    run: RunDir | None
    """None: it was never walked."""
    history: Path
    config: Config
    printer: Printer | None = None


def build_group(
    shops: Sequence[ShopSource],
    report: ReportConfig,
    out: Path,
    *,
    progress: Callable[[str], None],
) -> SiteResult:
    """Build the site of a group into `out`, replacing what an earlier build left there.

    Every shop is reported in the group's language. A shop without a run is named on the overview
    as missing. Raises StorewalkError as `build_site` does.
    """
    started = time.monotonic()
    out = out.resolve()
    guard_folder(out)
    named = _named(shops)
    with tempfile.TemporaryDirectory(prefix="storewalk-") as name:
        site = Path(name) / "site"
        with speaking(speech_of(report.language, report.catalogue)) as speech:
            nights, pages = [], 0
            for folder, shop in named:
                progress(shop.name)
                if shop.run is None:
                    missing = _("It was not walked yet.")
                    nights.append(ShopNight(shop.name, folder, missing=missing))
                    continue
                config = shop.config.model_copy(update={"report": _language(shop.config, report)})
                built = build_into(
                    shop.run, shop.history, config, Path(name) / folder / "site",
                    progress=lambda text: None, printer=shop.printer,
                    shops=_switch(named, folder),
                )  # fmt: skip
                nights.append(shop_night(shop.name, folder, built.model, built.night))
                pages += built.pages
            progress(report.title)
            shell = group_shell(report.title, speech.language, __version__, tuple(nights))
            home = SitePage("index.html", "group.html", report.title, group_page(tuple(nights)))
            write_pages_of((home,), shell, Path(name) / "work", site, report)
        for folder, shop in named:
            if shop.run is not None:
                shutil.move(str(Path(name) / folder / "site"), str(site / folder))
        (site / MARKER).write_text("Built by Storewalk.\n", encoding="utf-8")
        require_links(site)
        move_into_place(site, out)
    files = [path for path in out.rglob("*") if path.is_file()]
    return SiteResult(
        index=out / "index.html",
        pages=pages + 1,
        bytes=sum(path.stat().st_size for path in files),
        seconds=round(time.monotonic() - started, 2),
        summary={},
    )


def _named(shops: Sequence[ShopSource]) -> tuple[tuple[str, ShopSource], ...]:
    taken: frozenset[str] = frozenset({"assets", "data", "shots", "downloads"})
    named = []
    for shop in shops:
        folder = folder_name(shop.name, taken)
        taken |= {folder}
        named.append((folder, shop))
    return tuple(named)


def _switch(named: Sequence[tuple[str, ShopSource]], here: str) -> tuple[NavLink, ...]:
    """Links from one shop's root to the overview and to every shop with a report."""
    return (
        NavLink(_("All shops"), "../index.html"),
        *(
            NavLink(shop.name, "index.html" if folder == here else f"../{folder}/index.html",
                    tone="here" if folder == here else "")
            for folder, shop in named
            if shop.run is not None
        ),
    )  # fmt: skip


def _language(config: Config, report: ReportConfig) -> ReportConfig:
    """The shop's own settings with the group's title, in the group's language."""
    return config.report.model_copy(
        update={
            "title": report.title, "language": report.language, "catalogue": report.catalogue,
        }
    )  # fmt: skip

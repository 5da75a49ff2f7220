"""Tableau's own format, for those who have the extra `tableau` installed and ask for it."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa

from crawler.config.model import ReportConfig
from crawler.errors import ConfigError
from reports.language import N_
from reports.model.downloads import Download
from reports.model.pages import ReportModel
from reports.outputs.base import listed, place
from reports.outputs.parquet import about_of, exports, table_of


def hyper_ready(settings: ReportConfig) -> None:
    """Raise ConfigError when the settings ask for a Hyper file and nothing can write one."""
    if settings.hyper and find_spec("pantab") is None:
        raise ConfigError(
            "report.hyper needs pantab, which is not installed",
            hint="Install it: pip install 'storewalk[tableau]'. Or set report.hyper: false.",
        )


def hyper_file(report: ReportModel, site: Path, settings: ReportConfig) -> tuple[Download, ...]:
    """storewalk.hyper with the tables findings, prices and links; nothing unless it is asked for.

    Tableau stamps each file anew: this is the one output whose bytes differ from build to build.
    """
    if not settings.hyper:
        return ()
    hyper_ready(settings)
    file = "downloads/storewalk.hyper"
    frames = {
        name: _for_tableau(table_of(columns, rows, about_of(report)))
        for name, (_what, columns, rows) in exports(report).items()
    }
    import_module("pantab").frames_to_hyper(frames, place(site, file))
    what = N_("Findings, prices and links for Tableau")
    return (listed(site, file, what, "programs", len(report.findings)),)


def _for_tableau(table: pa.Table) -> pa.Table:
    """Decimals as doubles: the files that pantab writes hold none of 38 digits, and Tableau
    works with doubles anyway. Exact amounts are in the Parquet files.
    """
    for at, field in enumerate(table.schema):
        if pa.types.is_decimal(field.type):
            # Python's float() rounds right; Arrow's cast makes 122.30000000000001 of 122.3.
            values = [None if one is None else float(one) for one in table[at].to_pylist()]
            table = table.set_column(at, field.name, pa.array(values, pa.float64()))
    return table

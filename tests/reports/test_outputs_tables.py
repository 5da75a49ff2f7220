"""Parquet and Hyper: typed columns that sum to the same figures as the report."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crawler.config.model import ReportConfig
from crawler.errors import ConfigError
from reports.model.pages import ReportModel
from reports.outputs.base import Field
from reports.outputs.hyper import hyper_file, hyper_ready
from reports.outputs.parquet import table_of
from tests.reports.conftest import BuiltSite


def test_parquet_holds_the_rows_of_the_csv_files(ordinary: BuiltSite) -> None:
    for name in ("findings", "prices", "links"):
        table = pq.read_table(ordinary.site / "downloads" / f"{name}.parquet")
        text = (ordinary.site / "downloads" / f"{name}.csv").read_text("utf-8-sig")
        assert table.column_names == text.splitlines()[0].split(",")
        assert table.num_rows == len(text.splitlines()) - 1


def test_columns_have_types(ordinary: BuiltSite) -> None:
    folder = ordinary.site / "downloads"
    findings, prices = (
        pq.read_table(folder / f"{name}.parquet") for name in ("findings", "prices")
    )
    assert pa.types.is_date(findings.schema.field("first_seen").type)
    assert findings.schema.field("count").type == pa.int64()
    assert pa.types.is_decimal(prices.schema.field("price").type)
    assert pa.types.is_boolean(prices.schema.field("compared").type)
    assert prices.schema.field("price").metadata[b"description"]
    assert findings.schema.metadata[b"run"].decode() == ordinary.result.summary["run"]
    file = pq.ParquetFile(folder / "findings.parquet")
    column = file.metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"
    assert "RLE_DICTIONARY" in column.encodings
    file.close()


def test_prices_are_exact(ordinary: BuiltSite, model: ReportModel) -> None:
    table = pq.read_table(ordinary.site / "downloads" / "prices.parquet").to_pylist()
    wanted = [Decimal(row["price"]) if row["price"] else None for row in model.offers]
    assert [row["price"] for row in table] == wanted
    assert None in wanted


def test_what_is_not_known_is_null_and_not_zero() -> None:
    columns = (
        Field("n", "N", "n", "number"), Field("w", "W", "w", "whole"), Field("d", "D", "d", "date"),
        Field("t", "T", "t"), Field("b", "B", "b", "yes_no"),
    )  # fmt: skip
    rows: list[dict[str, object]] = [
        {"n": "0.0000575", "w": 0, "d": "2026-08-22", "t": "", "b": False},
        {"n": None, "w": None, "d": None, "t": None, "b": None},
        {"n": "", "w": "", "d": "", "t": "x", "b": ""},
        {"n": "1e99", "w": 1, "d": "", "t": "x", "b": True},
    ]
    table = table_of(columns, rows, {}).to_pydict()
    assert table["n"] == [Decimal("0.0000575"), None, None, None]
    assert table["w"] == [0, None, None, 1]
    assert table["d"] == [date(2026, 8, 22), None, None, None]
    assert table["t"] == ["", None, "x", "x"]
    assert table["b"] == [False, None, None, True]


def test_hyper_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.outputs.hyper.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install 'storewalk\[tableau\]'"):
        hyper_ready(ReportConfig(hyper=True))
    hyper_ready(ReportConfig())


@pytest.mark.slow
def test_tableau_reads_the_same_rows(model: ReportModel, tmp_path: Path) -> None:
    pantab = pytest.importorskip("pantab", reason="pantab is missing: pip install 'pantab>=5.3'")
    (made,) = hyper_file(model, tmp_path, ReportConfig(hyper=True))
    frames = pantab.frames_from_hyper(tmp_path / made.file, return_type="pyarrow")
    found = {re.sub(r".*\W(?=\w)|\W", "", str(name)): table for name, table in frames.items()}
    assert set(found) == {"findings", "prices", "links"}
    prices = found["prices"].to_pylist()
    wanted = [float(row["price"]) if row["price"] else None for row in model.offers]
    assert [row["price"] for row in prices] == wanted
    assert found["findings"]["message"].to_pylist() == [row["message"] for row in model.findings]

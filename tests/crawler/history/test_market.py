"""The market's figures of every night, once each."""

from pathlib import Path

from crawler.history.market import write_totals
from crawler.records import MarketTotal, RunDir


def walked(folder: Path, name: str, *totals: MarketTotal) -> RunDir:
    run = RunDir(folder / name)
    run.path.mkdir(exist_ok=True)
    run.write_market([], [], list(totals), [])
    return run


def lines(folder: Path) -> list[str]:
    return (folder / "market-2026.csv").read_text().splitlines()


def test_every_known_figure_is_a_row_and_a_night_twice_is_a_night_once(tmp_path: Path) -> None:
    total = MarketTotal(scope="brand", name="Alba", products=2, compared=1, index="97.0")
    write_totals(tmp_path, walked(tmp_path, "a", total), "2026-11-01T021000Z")
    run = walked(tmp_path, "b", total.model_copy(update={"index": None}))
    write_totals(tmp_path, run, "2026-11-02T021000Z")
    once = lines(tmp_path)
    write_totals(tmp_path, run, "2026-11-02T021000Z")
    assert lines(tmp_path) == once
    assert once[0] == "run,scope,name,measure,value"
    assert "2026-11-01T021000Z,brand,Alba,index,97.0" in once
    assert "2026-11-02T021000Z,brand,Alba,compared,1" in once
    assert not any(line.startswith("2026-11-02") and ",index," in line for line in once)


def test_a_night_without_watched_products_leaves_no_file(tmp_path: Path) -> None:
    run = walked(tmp_path, "a", MarketTotal(scope="all"))
    write_totals(tmp_path, run, "2026-11-01T021000Z")
    assert not (tmp_path / "market-2026.csv").exists()

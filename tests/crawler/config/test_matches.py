"""matches.csv as spreadsheets save it."""

from pathlib import Path

import pytest

from crawler.config import (
    MatchRow,
    Pair,
    WatchedProduct,
    load_matches,
    with_matches,
    write_matches,
)
from crawler.errors import ConfigError

HEAD = "own_url,competitor,url,decision\n"
PAIR = "https://own.example/a,rival,https://rival.example/a"


def load(path: Path, text: str | bytes) -> tuple[MatchRow, ...]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_matches(path, ["rival", "other"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "matches.csv"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_the_marks_of_all_spreadsheets_are_read(file: Path, mark: str, bom: str) -> None:
    text = bom + (HEAD + PAIR + ",accept\n").replace(",", mark)
    (row,) = load(file, text)
    assert row.key == ("https://own.example/a", "rival", "https://rival.example/a")
    assert row.counts


@pytest.mark.parametrize(
    ("word", "decision"),
    [("Accept", "accept"), ("ja", "accept"), ("x", "accept"), ("NO", "reject"),
     ("never", "reject"), ("", "")],
)  # fmt: skip
def test_decisions_are_words_that_people_write(file: Path, word: str, decision: str) -> None:
    (row,) = load(file, HEAD + PAIR + f",{word}\n")
    assert row.decision == decision


def test_every_mistake_is_told_at_once_with_its_place(file: Path) -> None:
    text = (
        HEAD.replace("decision", "decision,pirce")
        + "https://own.example/a,rivall,https://rival.example/a,maybe,\n"
        + "\n"
        + "shop,rival,https://rival.example/b,,\n"
        + PAIR + ",accept,\n" + PAIR + ",reject,\n"
    )  # fmt: skip
    with pytest.raises(ConfigError) as caught:
        load(file, text)
    told = str(caught.value)
    assert f"{file}:1:5: 'pirce' is not a column; did you mean 'price'?" in told
    assert f"{file}:2:4: 'maybe' is no decision; write accept, reject or nothing" in told
    assert f"{file}:2:2: 'rivall' is no competitor; did you mean 'rival'?" in told
    assert f"{file}:4:1: not a web address: 'shop'" in told
    assert f"{file}:6:1: the same pair is also in row 5" in told
    assert "5 mistake(s)" in told


def test_a_missing_column_is_named(file: Path) -> None:
    with pytest.raises(ConfigError, match="the column 'decision' is missing"):
        load(file, "own_url,competitor,url\n" + PAIR + "\n")


def test_text_that_is_not_utf8_is_refused_with_the_mend(file: Path) -> None:
    with pytest.raises(ConfigError, match="CSV UTF-8"):
        load(file, HEAD.encode() + "größe".encode("latin-1"))


def test_no_file_and_an_empty_file_hold_nothing(file: Path) -> None:
    assert load_matches(file) == ()
    assert load(file, "") == ()


@pytest.mark.parametrize("name", ["=1+1", "+5", "-5 % Rabatt", "@mug", "\tmug", "'Tis a mug"])
def test_names_of_rivals_do_not_become_formulas(file: Path, name: str) -> None:
    row = MatchRow(own_url="https://own.example/a", competitor="rival",
                   url="https://rival.example/a", name=name)  # fmt: skip
    write_matches(file, [row])
    assert not any(f",{start}" in file.read_text(encoding="utf-8-sig") for start in "=+-@\t")
    assert load_matches(file)[0].name == name


def test_only_confirmed_and_accepted_pairs_count() -> None:
    assert MatchRow(state="confirmed").counts
    assert MatchRow(decision="accept", state="proposed").counts
    assert not MatchRow(state="proposed").counts
    assert not MatchRow(decision="reject", state="confirmed").counts
    assert not MatchRow(decision="accept", link="stale").counts


def test_pairs_become_watched_products_behind_those_of_the_list() -> None:
    listed = WatchedProduct("M-1", "Mug", {"own": "https://own/m1", "a": "https://a/m1"}, row=2)
    rows = (
        MatchRow(state="confirmed", own_url="https://own/m1", competitor="a", url="https://a/x"),
        MatchRow(state="confirmed", own_url="https://own/m1", competitor="b", url="https://b/m1",
                 reasons="Both have GTIN 1."),
        MatchRow(decision="accept", state="proposed", own_sku="M-2", own_name="Bowl",
                 own_url="https://own/m2", competitor="a", url="https://a/m2"),
        MatchRow(state="proposed", own_url="https://own/m3", competitor="a", url="https://a/m3"),
        MatchRow(decision="reject", state="confirmed", own_url="https://own/m4", competitor="a",
                 url="https://a/m4"),
        MatchRow(decision="accept", link="stale", own_sku="M-1", own_url="https://own/m5",
                 competitor="a", url="https://a/m5"),
    )  # fmt: skip
    first, second, third = with_matches([listed], rows, "own")
    assert first.urls == {"own": "https://own/m1", "a": "https://a/m1", "b": "https://b/m1"}
    assert first.pairs == {"b": Pair("confirmed", "Both have GTIN 1.")}
    assert (second.sku, second.name, second.row) == ("M-2", "Bowl", 0)
    assert second.pairs == {"a": Pair("accepted")}
    assert third.sku == "https://own/m5", "the number is taken"
    assert third.pairs["a"].stale

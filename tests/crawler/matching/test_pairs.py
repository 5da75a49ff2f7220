"""Tables of pairs, as people and programs write them."""

from decimal import Decimal
from pathlib import Path

import pytest

from crawler.errors import ConfigError
from crawler.matching.pairs import pairs_of, read_pairs


def read(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pairs.csv"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_columns_go_by_several_names(file: Path, mark: str) -> None:
    head = "left_name,left_manufacturer,left_modelno,right_title,right_mpn,right_price"
    text = f"\ufeff{head}\nMug,Blue,AB1,Cup,AB2,19.99\n".replace(",", mark)
    pairs = read_pairs(read(file, text))
    assert (pairs.left[0].title, pairs.left[0].brand, pairs.left[0].mpn) == ("Mug", "Blue", "AB1")
    assert (pairs.right[0].title, pairs.right[0].mpn) == ("Cup", "AB2")
    assert pairs.right[0].price is not None
    assert pairs.right[0].price.amount == Decimal("19.99")


def test_equal_products_are_one() -> None:
    rows = [{"left_title": "a", "right_title": "b"}, {"left_title": "a", "right_title": "c"}]
    pairs = pairs_of(rows)
    assert (len(pairs.left), len(pairs.right)) == (1, 2)
    assert (pairs.li.tolist(), pairs.ri.tolist()) == ([0, 0], [0, 1])


def test_the_label_is_never_read(file: Path) -> None:
    head = "label,left_title,right_title\n"
    told = [read_pairs(read(file, head + f"{label},a,b\n")) for label in ("0", "1", "x")]
    assert told[0].left == told[1].left == told[2].left
    assert "label" not in repr(told)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("19.99", "19.99"), ("$ 1,299.00", "1299.00"), ("12,50", "12.50"), ("", None), ("n/a", None)],
)
def test_prices_are_plain_numbers_or_texts_with_one(text: str, amount: str | None) -> None:
    pairs = pairs_of([{"left_title": "a", "left_price": text, "right_title": "b"}])
    price = pairs.left[0].price
    assert (str(price.amount) if price else None) == amount


def test_missing_titles_are_told_for_both_sides_at_once(file: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_pairs(read(file, "label,left_brand\n1,x\n"))
    assert "no column left_title" in str(caught.value)
    assert "no column right_title" in str(caught.value)


def test_too_many_cells_are_told_with_their_line(file: Path) -> None:
    with pytest.raises(ConfigError, match=r"pairs\.csv:3:3: 4 cells under 2 headings"):
        read_pairs(read(file, "left_title,right_title\na,b\na,b,c,d\n"))


@pytest.mark.parametrize("text", ["", "\n"])
def test_an_empty_file_is_refused(file: Path, text: str) -> None:
    with pytest.raises(ConfigError, match="empty"):
        read_pairs(read(file, text))


def test_a_file_that_is_not_there_or_not_text_is_refused(file: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_pairs(tmp_path / "none.csv")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_pairs(tmp_path)
    file.write_bytes(b"left_title,right_title\n\xff,\xfe\n")
    with pytest.raises(ConfigError, match="UTF-8"):
        read_pairs(file)
    with pytest.raises(ConfigError, match="not a table"):
        read_pairs(read(file, 'left_title,right_title\n"a,b\n'))

"""products.csv as spreadsheets really save it."""

from decimal import Decimal
from pathlib import Path

import pytest

from crawler.config import Config, Contents, contents_in, contents_of, load_products
from crawler.errors import ConfigError

CONFIG = Config.model_validate(
    {
        "store": {"name": "Own", "url": "https://own.example"},
        "competitors": [{"name": "Kettle & Co", "id": "kettle", "url": "https://kettle.example"}],
    }
)


def load(folder: Path, data: bytes) -> tuple[object, ...]:
    path = folder / "products.csv"
    path.write_bytes(data)
    return load_products(path, CONFIG)


@pytest.mark.parametrize(
    "data",
    [
        b"sku,name,url,kettle\nM1,Mug,https://own.example/m,https://kettle.example/m\n",
        b"\xef\xbb\xbfSKU;Name;URL;Kettle & Co\r\nM1;Mug;https://own.example/m;"
        b"https://kettle.example/m\r\n;;;\r\n",
        b"sku\tname\turl\tkettle\nM1\tMug\thttps://own.example/m\thttps://kettle.example/m\n",
    ],
)
def test_every_kind_of_csv_reads_the_same(tmp_path: Path, data: bytes) -> None:
    (product,) = load_products(_saved(tmp_path, data), CONFIG)
    assert (product.sku, product.name) == ("M1", "Mug")
    assert product.urls == {"own": "https://own.example/m", "kettle": "https://kettle.example/m"}


def _saved(folder: Path, data: bytes) -> Path:
    path = folder / "products.csv"
    path.write_bytes(data)
    return path


def test_all_mistakes_come_at_once_with_row_and_column(tmp_path: Path) -> None:
    data = b"sku,url,ketle\nM1,nowhere,\nM1,https://own.example/a,\n,https://own.example/b,\n"
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, data)
    text = str(caught.value)
    assert "products.csv:1:3: 'ketle' is not a column; did you mean 'kettle'?" in text
    assert "products.csv:2:2: not a web address: 'nowhere'" in text
    assert "products.csv:3:1: 'M1' is also in row 2" in text
    assert "products.csv:4:1: the sku is empty" in text


def test_an_empty_or_headed_file_watches_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, b"") == ()
    assert load(tmp_path, b"sku,name,url\n") == ()


def test_a_missing_or_binary_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="missing"):
        load_products(tmp_path / "none.csv", CONFIG)
    with pytest.raises(ConfigError, match="CSV UTF-8"):
        load(tmp_path, b"sku,name,url\n\xff\xfe")


HEAD = "sku,url,category,cost,map,rrp,contents\n"


def test_costs_limits_and_contents_are_read(tmp_path: Path) -> None:
    data = HEAD + 'M1,https://own.example/m,Mugs,"4,10",12.90,15,2 x 500 ml\n'
    (product,) = load_products(_saved(tmp_path, data.encode()), CONFIG)
    assert (product.category, product.cost, product.floor, product.ceiling) == (
        "Mugs", Decimal("4.10"), Decimal("12.90"), Decimal(15),
    )  # fmt: skip
    assert product.contents == Contents(Decimal(1), "l")


def test_amounts_that_are_none_or_two_are_told_with_their_place(tmp_path: Path) -> None:
    data = HEAD + "M1,https://own.example/m,,€ 4,1.299,-3,a lot\n"
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, data.encode())
    text = str(caught.value)
    assert "products.csv:2:4: not an amount such as 12.90, without currency: '€ 4'" in text
    assert "products.csv:2:5: '1.299' can be read in two ways" in text
    assert "products.csv:2:6: not an amount" in text
    assert "products.csv:2:7: not an amount such as 500 ml or 2 x 1 kg: 'a lot'" in text


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [("500 ml", "0.5", "l"), ("2 x 1 kg", "2", "kg"), ("6×330ml", "1.98", "l"),
     ("1,5 l", "1.5", "l"), ("0.125 l", "0.125", "l"), ("120 cm", "1.2", "m"), ("3 m2", "3", "m²"),
     ("10 pcs", "10", "piece")],
)  # fmt: skip
def test_contents_come_in_the_unit_of_a_unit_price(text: str, amount: str, unit: str) -> None:
    assert contents_of(text) == Contents(Decimal(amount), unit)


@pytest.mark.parametrize("text", ["", "0 ml", "1.000 g", "five kg", "500"])
def test_what_is_no_certain_amount_has_no_contents(text: str) -> None:
    assert contents_of(text) is None


def test_a_name_tells_contents_only_when_nothing_else_can_be_meant() -> None:
    assert contents_in("Arabica beans, 2 x 500 g") == Contents(Decimal(1), "kg")
    assert contents_in("Frying pan 28 cm") is None
    assert contents_in("Soap 100 g in a bottle of 300 ml") is None
    assert contents_in("Paper 80 g/m²") is None
    assert contents_in("Mug") is None

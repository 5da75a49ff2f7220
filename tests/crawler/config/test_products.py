"""products.csv as spreadsheets really save it."""

from pathlib import Path

import pytest

from crawler.config import Config, load_products
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

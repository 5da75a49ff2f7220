"""The running shop as a pytest fixture: one for a whole session, in its own process."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from importlib import metadata
from pathlib import Path
from threading import Timer

import pytest

ROOT = Path(__file__).parents[3]
START_SECONDS = 90


@dataclass(frozen=True, slots=True)
class TrueProduct:
    """One product page as the shop's database knows it."""

    path: str
    name: str
    price: Decimal
    """What a shopper pays; for a parent what its page shows, the price of its smallest size."""
    list_price: Decimal | None
    """The struck-out price of the page. None means: not on sale."""
    currency: str
    availability: str
    """InStock or OutOfStock; a parent is in stock if one of its sizes is."""
    sku: str
    """What the page calls UPC."""
    structure: str
    """standalone, parent or child."""
    parent: str | None
    """Path of the parent of a child."""
    twin: str | None
    """Sku of the same article in the demo's own shop. None means: that does not sell it."""
    near: str | None
    """Sku of the article there that it is, or could be taken for. None means: it is like none."""


@dataclass(frozen=True, slots=True)
class OscarShop:
    """Address and truth of the running shop."""

    url: str
    """Without a slash at its end."""
    products: tuple[TrueProduct, ...]


@pytest.fixture(scope="session")
def oscar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OscarShop]:
    """Builds and starts the shop once; ends that one process at the end of the session."""
    with running(tmp_path_factory.mktemp("oscar")) as shop:
        yield shop


@contextmanager
def running(folder: Path, *options: str) -> Iterator[OscarShop]:
    """A shop in a process of its own, with options of `python -m tests.stores.oscar`."""
    try:
        metadata.version("django-oscar")
    except metadata.PackageNotFoundError:
        pytest.skip("django-oscar is not installed: it comes with the development lock")
    log = (folder.parent / f"{folder.name}.log").open("w+", encoding="utf-8")
    command = [sys.executable, "-m", "tests.stores.oscar", "--data", str(folder), "--port", "0"]
    with (
        log,
        subprocess.Popen(
            [*command, *options], cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        limit = Timer(START_SECONDS, process.kill)
        limit.start()
        assert process.stdout is not None
        line = process.stdout.readline()
        limit.cancel()
        try:
            if not line:
                log.seek(0)
                pytest.fail(
                    f"The shop did not start within {START_SECONDS} s:\n{log.read()[-4000:]}"
                )
            started = json.loads(line)
            yield OscarShop(started["url"], read_truth(Path(started["truth"])))
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


def read_truth(path: Path) -> tuple[TrueProduct, ...]:
    """truth.jsonl, one row for each product page."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return tuple(
        TrueProduct(
            **{
                **row,
                "price": Decimal(row["price"]),
                "list_price": Decimal(row["list_price"]) if row["list_price"] else None,
            }
        )
        for row in rows
    )

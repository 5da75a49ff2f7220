"""The truth file: which faults the own shop shows on which night, and which prices change."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypedDict, TypeVar

import yaml

NIGHTS = (0, 1, 2)
_T = TypeVar("_T")


class _Row(TypedDict, total=False):
    id: str
    check: str
    path: str
    nights: list[int]
    planted: list[int]
    host: str
    on_pages: list[str]
    text: str
    place: str
    value: str
    answers: dict[str, list[int | str]]
    effect_of: str
    rendered: bool
    note: str


class _News(TypedDict):
    check: str
    path: str
    nights: list[int]


class _Change(TypedDict):
    shop: str
    sku: str
    nights: dict[int, str]


class _File(TypedDict):
    faults: list[_Row]
    news: list[_News]
    price_changes: list[_Change]
    stock_changes: list[_Change]


@dataclass(frozen=True, slots=True)
class Fault:
    """One row of the truth: a finding that a walk of the own shop must make."""

    id: str
    check: str
    path: str
    """What the finding is about: a page, or for the links checks the target of the link."""
    nights: tuple[int, ...]
    """Nights on which it must be reported."""
    planted: tuple[int, ...]
    """Nights on which the shop shows it. Differs from `nights` where a check waits a night."""
    host: str | None
    """`outside` for a target on the supplier's site. None means: the own shop."""
    on_pages: tuple[str, ...]
    """Pages that carry the link. Empty means: the fault is on the page at `path`."""
    text: str
    place: str
    """Where the link is put: `main` or `footer`."""
    value: str
    """What the fault puts in the place of the right value. Empty where nothing is needed."""
    answers: tuple[tuple[str, int, str], ...]
    """Paths that answer so only because of this fault: path, status, Location."""
    effect_of: str | None
    """The id of the fault that causes this one too. None means: it is planted by itself."""
    rendered: bool
    """True if only a browser can see it."""
    note: str


@dataclass(frozen=True, slots=True)
class Truth:
    """The whole truth file."""

    faults: tuple[Fault, ...]
    news: dict[int, frozenset[tuple[str, str]]]
    """Night to (check id, path) of changes that must be told on that night only."""
    price_changes: dict[str, dict[str, dict[int, Decimal]]]
    """Shop id to sku to night to price; a price holds until the next night that has one."""
    stock_changes: dict[str, dict[str, dict[int, str]]]
    """As the prices, with InStock or OutOfStock."""

    def rows(self, night: int, *, rendered: bool = True) -> tuple[Fault, ...]:
        """Faults that must be reported on a night, without those that need a browser if asked."""
        return tuple(
            row for row in self.faults if night in row.nights and (rendered or not row.rendered)
        )

    def expected(self, night: int, *, rendered: bool = True) -> set[tuple[str, str]]:
        """(check id, path) of everything that must be reported on a night, news left out."""
        return {(row.check, row.path) for row in self.rows(night, rendered=rendered)}

    def planted(self, night: int) -> tuple[Fault, ...]:
        """Faults that the shop itself has to show on a night, effects of others left out."""
        return tuple(f for f in self.faults if night in f.planted and f.effect_of is None)

    def with_check(self, check: str, night: int) -> tuple[Fault, ...]:
        """Planted faults of one check."""
        return tuple(fault for fault in self.planted(night) if fault.check == check)

    def on_page(self, path: str, night: int) -> tuple[Fault, ...]:
        """Planted faults whose mark is on the page at this path."""
        return tuple(f for f in self.planted(night) if path in (f.on_pages or (f.path,)))

    def answer(self, path: str, night: int, host: str | None = None) -> tuple[int, str] | None:
        """Status and Location that a fault gives this path tonight. None means: no fault does."""
        for fault in self.planted(night):
            if fault.host == host:
                for at, status, to in fault.answers:
                    if at == path:
                        return status, to
        return None

    def prices(self, shop: str, night: int) -> dict[str, Decimal]:
        """Changed prices of a shop on a night, by sku."""
        return _latest(self.price_changes.get(shop, {}), night)

    def stock(self, shop: str, night: int) -> dict[str, str]:
        """Changed availability of a shop on a night, by sku."""
        return _latest(self.stock_changes.get(shop, {}), night)


def _latest(changes: dict[str, dict[int, _T]], night: int) -> dict[str, _T]:
    held = {sku: [at for at in sorted(by) if at <= night] for sku, by in changes.items()}
    return {sku: changes[sku][nights[-1]] for sku, nights in held.items() if nights}


@cache
def load_truth() -> Truth:
    """tests/street/truth.yml, read once."""
    loaded: _File = yaml.safe_load((Path(__file__).parent / "truth.yml").read_text("utf-8"))
    prices: dict[str, dict[str, dict[int, Decimal]]] = {}
    for change in loaded["price_changes"]:
        by_night = {night: Decimal(price) for night, price in change["nights"].items()}
        prices.setdefault(change["shop"], {})[change["sku"]] = by_night
    stock: dict[str, dict[str, dict[int, str]]] = {}
    for change in loaded["stock_changes"]:
        stock.setdefault(change["shop"], {})[change["sku"]] = change["nights"]
    news = {
        night: frozenset((r["check"], r["path"]) for r in loaded["news"] if night in r["nights"])
        for night in NIGHTS
    }
    return Truth(tuple(_fault(row) for row in loaded["faults"]), news, prices, stock)


def _fault(row: _Row) -> Fault:
    return Fault(
        id=row["id"],
        check=row["check"],
        path=row["path"],
        nights=tuple(row["nights"]),
        planted=tuple(row.get("planted", row["nights"])),
        host=row.get("host"),
        on_pages=tuple(row.get("on_pages", ())),
        text=row.get("text", "Read more"),
        place=row.get("place", "main"),
        value=row.get("value", ""),
        answers=tuple(
            (path, int(status), str(to)) for path, (status, to) in row.get("answers", {}).items()
        ),
        effect_of=row.get("effect_of"),
        rendered=row.get("rendered", False),
        note=row.get("note", ""),
    )

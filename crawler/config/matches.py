"""matches.csv: which product of ours is which of a competitor's, and what you decided."""

import csv
import difflib
import io
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

from crawler.config.products import Pair, WatchedProduct
from crawler.errors import ConfigError
from crawler.records import normalise_url

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that starts so may run as a formula: OWASP ASVS 5.0, 1.2.10, read 2026-11-23. Such cells
are written with an apostrophe before them and read without it."""

ACCEPT, REJECT = "accept", "reject"
_WORDS = {
    "": "", "accept": ACCEPT, "accepted": ACCEPT, "yes": ACCEPT, "y": ACCEPT, "ja": ACCEPT,
    "x": ACCEPT, "ok": ACCEPT, "reject": REJECT, "rejected": REJECT, "no": REJECT, "n": REJECT,
    "nein": REJECT, "never": REJECT,
}  # fmt: skip
"""What people write into the column `decision`."""


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A row of matches.csv. You edit `decision`; all else is written anew each night."""

    decision: str = ""
    """accept, reject or empty."""
    state: str = ""
    """confirmed: counts. proposed: waits for you. rejected: never."""
    link: str = ""
    """ok; stale: the address now shows another product; not seen: it was not walked last night."""
    own_sku: str = ""
    own_name: str = ""
    own_price: str = ""
    own_url: str = ""
    competitor: str = ""
    """Site id of the shop."""
    name: str = ""
    """What the competitor calls it."""
    price: str = ""
    gtin: str = ""
    """The competitor's."""
    url: str = ""
    probability: str = ""
    """0 to 1."""
    reasons: str = ""
    """Sentences: what speaks for it and against it."""
    decided_name: str = ""
    """What the competitor called it when you decided."""
    decided_gtin: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Own address, competitor, its address."""
        return self.own_url, self.competitor, self.url

    @property
    def counts(self) -> bool:
        """Whether the pair may be used for comparing prices."""
        if self.link == "stale" or self.decision == REJECT:
            return False
        return self.decision == ACCEPT or self.state == "confirmed"


COLUMNS = tuple(field.name for field in fields(MatchRow))
_NEEDED = ("own_url", "competitor", "url", "decision")


def load_matches(path: Path, competitors: Iterable[str] | None = None) -> tuple[MatchRow, ...]:
    """Read the matches; none when there is no file yet.

    Comma, semicolon or tab, UTF-8 with or without BOM. `competitors`: known site ids. Raises
    ConfigError that lists every mistake as file:row:column.
    """
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(
            "not UTF-8 text", where=str(path), hint="Save it as 'CSV UTF-8' in the spreadsheet."
        ) from None
    first = text.partition("\n")[0]
    table = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    if not table:
        return ()
    problems: list[str] = []
    columns = _columns(table[0], path, problems)
    known = None if competitors is None else set(competitors)
    rows: dict[tuple[str, str, str], tuple[int, MatchRow]] = {}
    for number, cells in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        row = _row(cells, columns, f"{path}:{number}", known, problems)
        if row.key in rows:
            problems.append(f"{path}:{number}:1: the same pair is also in row {rows[row.key][0]}")
        rows.setdefault(row.key, (number, row))
    if problems:
        raise ConfigError(f"{len(problems)} mistake(s) in the matches:\n" + "\n".join(problems))
    return tuple(row for _, row in rows.values())


def write_matches(path: Path, rows: Iterable[MatchRow]) -> None:
    """Create or replace the file, for spreadsheets: UTF-8 with BOM, commas."""
    part = path.with_name(f"{path.name}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for row in rows:
            writer.writerow([guarded(getattr(row, column)) for column in COLUMNS])
    part.replace(path)


def with_matches(
    products: Iterable[WatchedProduct], rows: Iterable[MatchRow], own: str
) -> tuple[WatchedProduct, ...]:
    """The watched products and, behind them, own products that matches.csv alone knows.

    `own` is the own shop's id. What products.csv says of a shop wins. Pairs that went stale come
    along and say so; proposals and rejected pairs do not.
    """
    found = {product.urls.get(own) or product.sku: product for product in products}
    names = {product.sku for product in found.values()}
    for row in rows:
        stale = row.link == "stale" and row.decision == ACCEPT
        if not row.counts and not stale:
            continue
        product = found.get(row.own_url)
        if product is None:
            sku = row.own_sku if row.own_sku and row.own_sku not in names else row.own_url
            names.add(sku)
            product = WatchedProduct(sku, row.own_name or sku, {own: row.own_url})
        if row.competitor in product.urls:
            continue
        kind = "accepted" if row.decision == ACCEPT else "confirmed"
        found[row.own_url] = replace(
            product,
            urls={**product.urls, row.competitor: row.url},
            pairs={**product.pairs, row.competitor: Pair(kind, row.reasons, stale)},
        )
    return tuple(found.values())


def guarded(text: str) -> str:
    """With an apostrophe before it when a spreadsheet would take it for a formula."""
    text = text.replace("\x00", "")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _columns(heading: list[str], path: Path, problems: list[str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for index, title in enumerate(heading):
        name = title.strip().casefold().replace(" ", "_")
        if name in COLUMNS:
            columns[index] = name
        elif name:
            close = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.5)
            mend = f"did you mean {close[0]!r}?" if close else "take it out"
            problems.append(f"{path}:1:{index + 1}: {title!r} is not a column; {mend}")
    problems += [
        f"{path}:1:1: the column {needed!r} is missing"
        for needed in _NEEDED
        if needed not in columns.values()
    ]
    return columns


def _row(
    cells: list[str],
    columns: dict[int, str],
    where: str,
    known: set[str] | None,
    problems: list[str],
) -> MatchRow:
    values = {column: _plain(cells[i]) for i, column in columns.items() if i < len(cells)}
    place = {column: i + 1 for i, column in columns.items()}
    row = MatchRow(**values)
    word = _WORDS.get(row.decision.casefold())
    if word is None:
        problems.append(
            f"{where}:{place['decision']}: {row.decision!r} is no decision; "
            "write accept, reject or nothing"
        )
    shop = row.competitor
    if "competitor" in place and (not shop or (known is not None and shop not in known)):
        close = difflib.get_close_matches(shop, known or (), n=1, cutoff=0.5)
        mend = f"did you mean {close[0]!r}?" if close else "write the id of a shop"
        problems.append(f"{where}:{place['competitor']}: {shop!r} is no competitor; {mend}")
    addresses = {}
    for column in ("own_url", "url"):
        try:
            addresses[column] = normalise_url(getattr(row, column))
        except ValueError:
            if column in place:
                problems.append(
                    f"{where}:{place[column]}: not a web address: {getattr(row, column)[:80]!r}"
                )
    return replace(row, decision=word or "", **addresses)


def _plain(cell: str) -> str:
    """Without the apostrophe that `guarded` put there."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text

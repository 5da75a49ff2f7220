"""A made-up language in which every text of the report stands in ⟦brackets⟧, and who reads it.

What a reader sees outside of brackets came past the catalogue: it is data, or it was forgotten.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from babel.messages.catalog import Catalog

from crawler.config.model import Config, ReportConfig
from reports.build import build_site
from reports.language.extract import as_text, fresh_catalogue
from tests.reports.factory import Built, Sample, build

OPEN, CLOSE = "⟦", "⟧"
ATTRIBUTES = ("aria-label", "alt", "title", "placeholder")
NAMES = ("Storewalk", "Shopify", "WooCommerce")
"""Proper names that no catalogue has."""
DATA = (
    "archive",  # the reason that the sample's settings give for a mute
    "woocommerce", "my-way",  # names of journeys
    "email", "text", "tel",  # types of fields in HTML
    "_fbp", "_ga", "choice",  # cookies
    "en",  # the language asked for
    "de", "x-default",  # values of hreflang
    "BreadcrumbList + Product",  # types of structured data
    "footer",  # a cause that the sample's check names so
)  # fmt: skip
"""Texts of the sample that look like words of a closed set."""
UNITS = re.compile(
    r"ms|s|KB|MB|px|EUR|USD|GBP|x|[\d: -]+UTC"
    r"|(\w+, )?\d{1,2}\. \w+ \d{4}(, [\d:]+ UTC( ·)?)?"  # dates, as Babel writes them
    r"|[\w-]+(\.schema)?\.(csv|json|xlsx|parquet|svg|xml|zip)"
)
JOINS = re.compile(r"\s*(?:, | · | › | → | \| |; |: | \(|\)| × | = |\n| / |\+\d+ )\s*")


@dataclass(frozen=True)
class Piece:
    """A text that a reader meets, in the order of the page."""

    text: str
    foreign: bool
    """Whether the page says that it is English, or it stands in a part that others translate."""
    alone: bool = False
    """An attribute: no bracket reaches out of it."""


def bracketed(catalogue: Catalog) -> Catalog:
    """Every text between brackets, its {names} kept."""
    for message in catalogue:
        if not message.id:
            continue
        if isinstance(message.id, str):
            message.string = f"{OPEN}{message.id}{CLOSE}"
        else:
            one, many = message.id
            message.string = (f"{OPEN}{one}{CLOSE}", f"{OPEN}{many}{CLOSE}")
    return catalogue


def write_tongue(folder: Path, made: Built) -> Config:
    """The settings of `made`, in the made-up language; its catalogue stands in `folder`."""
    cards = [
        (card.id, tuple(filter(None, (card.title, card.why, card.fix, card.limits))))
        for card in made.run.cards()
    ]
    path = folder / "tongue.po"
    path.write_text(as_text(bracketed(fresh_catalogue("de", cards))), encoding="utf-8")
    report = made.config.report.model_copy(update={"language": "de", "catalogue": path})
    return made.config.model_copy(update={"report": ReportConfig.model_validate(report)})


def words_of_data(made: Built) -> frozenset[str]:
    """Every text of the run, its history and the settings: what may be shown as it is.

    Values that are words of a closed set (`not_seen`, `product`) are no data: readers see them
    through the catalogue.
    """
    found: set[str] = set()
    for record in _records(made):
        found |= set(_strings(record))
    closed = re.compile(r"[a-z]+([_-][a-z]+)*")
    data = {" ".join(text.split()) for text in found if not closed.fullmatch(text)}
    return frozenset(data | {path for text in data if (path := _path(text))})


def _records(made: Built) -> Iterator[Any]:
    run = made.run
    yield json.loads(run.manifest().model_dump_json())
    yield json.loads(made.config.model_dump_json())
    lists: tuple[Iterable[Any], ...] = (
        run.pages(), run.sites(), run.cards(), run.findings(), run.offers(), run.quotes(),
        run.market(), run.market_totals(), run.omnibus(), run.truth(), run.targets(), run.places(),
        (look for looks in run.all_renders().values() for look in looks),
        (run.diff(), run.consent(run.manifest().own), run.journeys(run.manifest().own)),
    )  # fmt: skip
    for records in lists:
        yield from (json.loads(record.model_dump_json()) for record in records if record)
    for file in sorted(made.history.rglob("*.jsonl")):
        yield from map(json.loads, file.read_text(encoding="utf-8").splitlines())


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield str(name) if "/" in str(name) or "." in str(name) else ""
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _path(text: str) -> str:
    if not text.startswith("http"):
        return ""
    parts = urlsplit(text)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def pieces(html: str, foreign: Sequence[str] = ()) -> Iterator[Piece]:
    """Texts and named attributes of a page; `foreign`: CSS classes of parts to leave out."""
    root = lxml.html.document_fromstring(html)
    yield from _pieces(root, False, foreign)


def _pieces(node: Any, english: bool, foreign: Sequence[str]) -> Iterator[Piece]:
    if not isinstance(node.tag, str) or node.tag in ("script", "style", "code", "pre", "time"):
        return
    english |= node.get("lang") == "en" or bool(set(node.get("class", "").split()) & set(foreign))
    for name in ATTRIBUTES:
        if node.get(name):
            yield Piece(node.get(name), english, alone=True)
    yield Piece(node.text or "", english)
    for child in node:
        yield from _pieces(child, english, foreign)
        yield Piece(child.tail or "", english)


def forgotten(found: Iterable[Piece], data: frozenset[str]) -> list[str]:
    """Texts outside of brackets that are no data, in the order of the page."""
    depth, said = 0, []
    for piece in found:
        before = 0 if piece.alone else depth
        rest, after = _outside(piece.text, before)
        if not piece.alone:
            depth = after
        if not piece.foreign:
            said += [text for text in rest if not _known(text, data)]
    return list(dict.fromkeys(said))


def _outside(text: str, depth: int) -> tuple[list[str], int]:
    parts, start = [], 0
    for place, letter in enumerate(text):
        if letter == OPEN:
            if depth == 0:
                parts.append(text[start:place])
            depth += 1
        elif letter == CLOSE and depth:
            depth -= 1
            start = place + 1
    if depth == 0:
        parts.append(text[start:])
    return [" ".join(part.split()) for part in parts if re.search(r"[A-Za-z]", part)], depth


def _known(text: str, data: frozenset[str]) -> bool:
    return _exact(text, data) or all(
        _exact(piece, data) for piece in JOINS.split(text) if re.search(r"[A-Za-z]", piece)
    )


def _exact(text: str, data: frozenset[str]) -> bool:
    bare = text.strip(" ·.,:;()“”…–−→×+±0123456789%€£$▲▼'")
    if not re.search(r"[A-Za-z]{2}", bare) or UNITS.fullmatch(bare) or UNITS.fullmatch(text):
        return True
    if bare in NAMES or bare in DATA:
        return True
    if text in data or bare in data or text.strip("“” ·") in data:
        return True
    start = text.rstrip("… ")
    return text.endswith("…") and any(one.startswith(start) for one in data)


def build_tongue(folder: Path, sample: Sample) -> tuple[Path, frozenset[str]]:
    """A report in the made-up language below `folder`, and the data that it may show."""
    made = build(folder, sample)
    config = write_tongue(folder, made)
    build_site(made.run, made.history, config, folder / "site", progress=lambda _: None)
    return folder / "site", words_of_data(made)

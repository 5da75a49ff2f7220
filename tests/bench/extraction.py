"""Milliseconds of the whole extraction of one page, beside the parse alone."""

import gzip
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median, quantiles
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from crawler.extract import parse
from crawler.extract.page import extract_page
from crawler.platforms.base import PlatformAdapter
from crawler.platforms.detect import adapter, detect
from crawler.records import HttpFacts
from tests.bench.catalogue import catalogue
from tests.bench.install import ROOT
from tests.bench.pages import pages
from tests.bench.table import markdown
from tests.bench.theme import theme

SAMPLE = 60
"""Generated pages between 95 and 105 KB that are timed."""
HEADERS = {"content-type": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One page to extract."""

    url: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Timing:
    """All pages of one kind. One page counts with the median of its calls."""

    kind: str
    pages: int
    mean_kb: float
    parse_ms: float
    """Median of the baseline: lexbor's parse of the decoded text, nothing else."""
    median_ms: float
    p95_ms: float
    """95 of 100 pages take no longer."""

    @property
    def ratio(self) -> float:
        """The whole extraction against the parse alone."""
        return self.median_ms / self.parse_ms


def measure_extraction(rounds: int) -> list[Timing]:
    """The generated pages and, where there are any, the saved ones of real shops."""
    found = [_timing("generated, about 100 KB", tuple(generated()), rounds)]
    saved = tuple(real_pages())
    if saved:
        found.append(_timing("saved pages of real shops", saved, rounds))
    return found


def extraction_table(timings: Sequence[Timing]) -> str:
    """One line a kind of page."""
    cells = [["pages", "number", "mean KB", "parse alone, ms", "median ms", "p95 ms", "ratio"]]
    for one in timings:
        times = (one.parse_ms, one.median_ms, one.p95_ms)
        cells.append(
            [
                one.kind,
                str(one.pages),
                f"{one.mean_kb:.0f}",
                *(f"{value:.2f}" for value in times),
                f"{one.ratio:.1f}x",
            ]
        )
    return markdown(cells)


def generated() -> Iterator[Sample]:
    """Product pages of a generated shop between 95 and 105 KB."""
    shop = catalogue(500)
    base = "http://127.0.0.1:8000"
    number = 0
    for path, html in pages(shop, theme(shop, base)):
        body = html.encode()
        if path.startswith("/product/") and 95_000 <= len(body) <= 105_000 and number < SAMPLE:
            number += 1
            yield Sample(base + path, body)


def real_pages() -> Iterator[Sample]:
    """Saved product pages; none where STOREWALK_CORPORA (or its default place) is missing."""
    named = os.environ.get("STOREWALK_CORPORA")
    folder = (Path(named) if named else ROOT.parent / "shared" / "corpora") / "product-pages"
    truth = folder / "expected.jsonl"
    if not truth.exists():
        return
    for line in truth.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        file = folder / f"{row['id']}.html.gz"
        if file.exists():
            yield Sample(
                row["url"] or f"https://shop.example/{row['id']}",
                gzip.decompress(file.read_bytes()),
            )


def _timing(kind: str, samples: Sequence[Sample], rounds: int) -> Timing:
    parses: list[float] = []
    wholes: list[float] = []
    for sample in samples:
        text = sample.body.decode("utf-8", "replace")
        platform = adapter(detect(parse(sample.body, sample.url, headers=HEADERS), HEADERS).name)
        _extract(sample, platform)
        pairs = [
            (_ms(lambda text=text: LexborHTMLParser(text)),  # type: ignore[misc]
             _ms(lambda sample=sample, platform=platform: _extract(sample, platform)))  # type: ignore[misc]
            for _ in range(rounds)
        ]  # fmt: skip
        parses.append(median(pair[0] for pair in pairs))
        wholes.append(median(pair[1] for pair in pairs))
    return Timing(
        kind=kind,
        pages=len(samples),
        mean_kb=mean(len(sample.body) for sample in samples) / 1000,
        parse_ms=median(parses),
        median_ms=median(wholes),
        p95_ms=quantiles(wholes, n=20, method="inclusive")[-1],
    )


def _extract(sample: Sample, platform: PlatformAdapter) -> object:
    """As the walk does it with every page: parse, then all sections of the record."""
    document = parse(sample.body, sample.url, headers=HEADERS)
    return extract_page(
        document,
        platform=platform,
        home_url=urljoin(sample.url, "/"),
        currency_hint=None,
        language_hint=None,
        http=HttpFacts(status=200, headers=HEADERS, content_type="text/html"),
    )


def _ms(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000

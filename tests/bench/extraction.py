"""Milliseconds of the whole extraction of one page, beside the parse alone."""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, median, quantiles
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from crawler.errors import StorewalkError
from crawler.extract import parse
from crawler.extract.page import extract_page
from crawler.platforms.base import PlatformAdapter
from crawler.platforms.detect import adapter, detect
from crawler.records import HttpFacts
from tests.bench.catalogue import catalogue
from tests.bench.install import ROOT, Environment
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
    per_100_kb_ms: float
    """Median over the pages of their time for each 100 KB."""
    extruct_ms: float | None = None
    """Median of extruct's time for JSON-LD, Microdata and Open Graph alone. None: not installed."""
    extruct_rdfa_ms: float | None = None
    """The same with RDFa, which we read too."""

    @property
    def ratio(self) -> float:
        """The whole extraction against the parse alone."""
        return self.median_ms / self.parse_ms


def measure_extraction(rounds: int) -> list[Timing]:
    """The generated pages and, where there are any, the saved ones of real shops.

    extruct is timed right after, in a process of its own, on the same pages.
    """
    kinds = {"generated, about 100 KB": tuple(generated()),
             "saved pages of real shops": tuple(real_pages())}  # fmt: skip
    return [
        _with_extruct(_timing(kind, samples, rounds), samples, rounds)
        for kind, samples in kinds.items()
        if samples
    ]


def _with_extruct(timing: Timing, samples: Sequence[Sample], rounds: int) -> Timing:
    others = Environment()
    try:
        others.need("extruct")
    except StorewalkError as error:
        print(f"extruct is not measured: {error}", file=sys.stderr)
        return timing
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(number) for number in range(len(samples))]
        for file, sample in zip(files, samples, strict=True):
            file.write_bytes(sample.body)
        script = Path(__file__).with_name("extruct_times.py")
        done = subprocess.run(
            [others.python, str(script), str(rounds), *map(str, files)],
            capture_output=True, text=True, check=True, cwd=folder, env=others.variables,
        )  # fmt: skip
    rows = json.loads(done.stdout)
    few, more = (median(row[place] for row in rows) for place in (0, 1))
    return replace(timing, extruct_ms=few, extruct_rdfa_ms=more)


def extraction_table(timings: Sequence[Timing]) -> str:
    """One line a kind of page."""
    cells = [
        ["pages", "number", "mean KB", "parse alone, ms", "median ms", "p95 ms", "ms / 100 KB",
         "extruct, ms", "extruct with RDFa, ms", "ratio"]
    ]  # fmt: skip
    for one in timings:
        times = (one.parse_ms, one.median_ms, one.p95_ms, one.per_100_kb_ms)
        others = (one.extruct_ms, one.extruct_rdfa_ms)
        cells.append(
            [
                one.kind,
                str(one.pages),
                f"{one.mean_kb:.0f}",
                *(f"{value:.2f}" for value in times),
                *("-" if value is None else f"{value:.2f}" for value in others),
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
        per_100_kb_ms=median(
            whole / len(sample.body) * 100_000
            for whole, sample in zip(wholes, samples, strict=True)
        ),
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

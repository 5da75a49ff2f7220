"""Puts what the walk sees into the run directory, page by page, and counts it."""

from collections import Counter
from datetime import datetime
from types import TracebackType
from typing import Self

from scrapy.http import Response

from crawler import room
from crawler.fetch.reader import Reading
from crawler.fetch.warc import Archive
from crawler.records import LinkTarget, PageRecord, RunDir
from crawler.records.codec import LineWriter


class RunWriter:
    """Writes pages, links and probes. What a `write_*` returned from survives a kill."""

    def __init__(self, run: RunDir) -> None:
        run.path.mkdir(parents=True, exist_ok=True)
        self._run = run
        self._pages = LineWriter(run.pages_path)
        self._links = LineWriter(run.links_path)
        self._probes = LineWriter(run.probes_path)
        self._archive: Archive | None = None
        self.counts: dict[str, Counter[str]] = {}

    def write_page(self, page: PageRecord) -> None:
        """Append a page that has no links: an error, a redirect, a file."""
        self._pages.write(page)
        self.count(page)

    def write_reading(self, page: PageRecord, reading: Reading) -> None:
        """Append one page. Its links go first: a page on disk always has its links on disk."""
        self._links.write_line(reading.links)
        self._pages.write_line(reading.page)
        self.count(page)

    def count(self, page: PageRecord) -> None:
        """Count a page that is already on disk."""
        self.counts.setdefault(page.site, Counter())[page.state] += 1

    def counts_of(self, site: str) -> list[tuple[str, int]]:
        """Pages of one site by state."""
        return sorted(self.counts.get(site, Counter()).items())

    def write_probe(self, target: LinkTarget) -> None:
        """Append the answer of one link target."""
        self._probes.write(target)

    def cramped(self) -> bool:
        """Whether what is left on the disk is needed for what comes after the walk."""
        return room.cramped(self._run)

    def keep_html(self, response: Response, moment: datetime) -> None:
        """Append the whole answer to pages.warc.gz."""
        if self._archive is None:
            self._archive = Archive(self._run.path / "pages.warc.gz")
        self._archive.add(response, moment)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in (self._pages, self._links, self._probes):
            file.close()
        if self._archive is not None:
            self._archive.close()

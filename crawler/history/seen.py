"""Pages and sites of the last sound nights, for checks that ask what has changed."""

from collections.abc import Iterator
from pathlib import Path

from crawler.records import EarlierPage, EarlierSite, PageRecord, RunDir
from crawler.records.codec import read_lines, write_lines

KEPT_NIGHTS = 2
"""The last night, and the one before it: a run that is checked again looks at that one."""


class Seen:
    """The folder `seen` of a history. Remembering a run twice leaves the same files."""

    def __init__(self, history: Path) -> None:
        self.folder = history / "seen"

    def pages(self, *, before: str) -> Iterator[EarlierPage]:
        """Every page of the last sound night before a run; nothing on a first night."""
        night = self._last(before)
        if night is not None:
            yield from read_lines(self._pages_of(night), EarlierPage)

    def file(self, *, before: str) -> Path | None:
        """The file of these pages, for who looks only some of them up."""
        night = self._last(before)
        return self._pages_of(night) if night is not None else None

    def sites(self, *, before: str) -> dict[str, EarlierSite]:
        """The sites of that night by id."""
        night = self._last(before)
        if night is None:
            return {}
        return {site.id: site for site in read_lines(self._sites_of(night), EarlierSite)}

    def write(self, run: RunDir, name: str) -> None:
        """Keep tonight, and forget what is older than the night before."""
        self.folder.mkdir(parents=True, exist_ok=True)
        known = {hash((p.site, p.url)): (p.nights, p.past) for p in self.pages(before=name)}
        write_lines(
            self._pages_of(name),
            (
                _in_short(page, *known.get(hash((page.site, page.url)), (0, "")))
                for page in run.pages()
            ),
        )
        sites = (EarlierSite.model_validate(site.model_dump()) for site in run.sites())
        write_lines(self._sites_of(name), sites)
        for night in self._nights()[:-KEPT_NIGHTS]:
            self._pages_of(night).unlink()
            self._sites_of(night).unlink(missing_ok=True)

    def _last(self, before: str) -> str | None:
        earlier = [night for night in self._nights() if night < before]
        return earlier[-1] if earlier else None

    def _nights(self) -> list[str]:
        names = (path.name for path in self.folder.glob("*.jsonl.gz"))
        return sorted(
            name.removesuffix(".jsonl.gz") for name in names if not name.endswith(".sites.jsonl.gz")
        )

    def _pages_of(self, night: str) -> Path:
        return self.folder / f"{night}.jsonl.gz"

    def _sites_of(self, night: str) -> Path:
        return self.folder / f"{night}.sites.jsonl.gz"


def _in_short(page: PageRecord, nights: int, past: str) -> EarlierPage:
    return EarlierPage.of(page, nights + 1, past)

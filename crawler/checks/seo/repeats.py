"""Pages that share a text: one page for each paginated list, each with the others."""

from collections.abc import Iterable, Iterator

from crawler.checks.index import PageRow
from crawler.checks.seo.addresses import series_of, shown


def repeats(rows: Iterable[PageRow]) -> Iterator[tuple[PageRow, list[str], str]]:
    """Each page, the sorted addresses of the others, and those in words; nothing for one page."""
    firsts: dict[str, PageRow] = {}
    for row in sorted(rows, key=lambda row: (len(row.url), row.url)):
        firsts.setdefault(series_of(row.url), row)
    if len(firsts) < 2:
        return
    for row in firsts.values():
        others = sorted(other.url for other in firsts.values() if other is not row)
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        yield row, others, shown(others[0], row.url) + more

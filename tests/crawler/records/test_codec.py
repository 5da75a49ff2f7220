"""What was written survives a kill at any moment."""

import subprocess
import sys
from pathlib import Path

import pytest

from crawler.errors import RunDirError
from crawler.records import HttpFacts, LinkTarget, PageRecord, PageState, TargetState
from crawler.records.codec import (
    LineWriter,
    raw_lines,
    read_lines,
    read_table,
    write_lines,
    write_table,
)
from tests.command import environment


def page(number: int) -> PageRecord:
    url = f"https://shop.example/{number}"
    return PageRecord(
        key=f"shop:{url}", site="shop", url=url, state=PageState.OK, http=HttpFacts(status=200)
    )


def test_records_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    write_lines(path, [page(1), page(2)])
    assert list(read_lines(path, PageRecord)) == [page(1), page(2)]


def test_a_torn_end_is_left_out_and_mended_when_writing_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    with LineWriter(path) as writer:
        for number in range(50):
            writer.write(page(number))
    whole = path.read_bytes()
    for cut in (1, 5, 9, 40, 200, len(whole) // 2):
        path.write_bytes(whole[:-cut])
        kept = list(read_lines(path, PageRecord))
        assert kept == [page(number) for number in range(len(kept))]
        assert len(kept) >= 20
        with LineWriter(path) as writer:
            writer.write(page(999))
        assert list(read_lines(path, PageRecord)) == [*kept, page(999)]


def test_every_record_is_on_disk_when_write_returns(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    script = (
        "import os, sys, signal\n"
        "from pathlib import Path\n"
        "from tests.crawler.records.test_codec import page\n"
        "from crawler.records.codec import LineWriter\n"
        "writer = LineWriter(Path(sys.argv[1]))\n"
        "for number in range(30): writer.write(page(number))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], env=environment(), check=False)
    assert done.returncode == -9
    assert list(read_lines(path, PageRecord)) == [page(number) for number in range(30)]


def test_a_file_that_was_closed_goes_on_in_a_second_member(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    for number in range(3):
        with LineWriter(path) as writer:
            writer.write(page(number))
    assert [p.url[-1] for p in read_lines(path, PageRecord)] == ["0", "1", "2"]
    assert len(list(raw_lines(path))) == 3


def test_a_line_of_another_kind_names_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl.gz"
    write_lines(path, [page(1), HttpFacts(status=1)])
    with pytest.raises(RunDirError, match=r"pages\.jsonl\.gz:2: not a PageRecord"):
        list(read_lines(path, PageRecord))


def test_tables_keep_nested_fields_and_nothing(tmp_path: Path) -> None:
    path = tmp_path / "targets.parquet"
    target = LinkTarget(
        site="shop", url="https://a.example/", internal=False, state=TargetState.BROKEN, status=404
    )
    bare = LinkTarget(site="shop", url="https://b.example/", internal=True)
    write_table(path, [target, bare], LinkTarget)
    assert list(read_table(path, LinkTarget)) == [target, bare]
    write_table(path, [], LinkTarget)
    assert list(read_table(path, LinkTarget)) == []
    assert list(read_table(tmp_path / "missing.parquet", LinkTarget)) == []


def test_a_walk_does_without_the_library_for_tables() -> None:
    script = "import sys, crawler.fetch.writer; assert 'pyarrow' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], env=environment(), check=True)

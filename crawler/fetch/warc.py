"""Whole answers in the archive format of libraries (WARC 1.1, ISO 28500), for --keep-html."""

import zlib
from datetime import datetime
from io import BytesIO
from pathlib import Path

from scrapy.http import Response
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

_SECRET = frozenset({b"set-cookie", b"content-encoding", b"transfer-encoding"})
"""Sessions do not belong in an archive; the body is kept decoded, so its coding would be wrong."""


class Archive:
    """Appends responses, each a gzip member of its own, so that a kill loses at most the last."""

    def __init__(self, path: Path) -> None:
        if path.exists():
            _mend(path)
        self._file = path.open("ab")
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")

    def add(self, response: Response, moment: datetime) -> None:
        """Append one answer."""
        headers = [
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
            if name.lower() not in _SECRET
        ]
        status = StatusAndHeaders(str(response.status), headers, protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            response.url,
            "response",
            payload=BytesIO(response.body),
            length=len(response.body),
            http_headers=status,
            warc_headers_dict={"WARC-Date": moment.strftime("%Y-%m-%dT%H:%M:%SZ")},
        )
        self._writer.write_record(record)
        self._file.flush()

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


def _mend(path: Path) -> None:
    """Cut off the torn last record that a killed walk left: readers stop at it."""
    whole = 0
    inflate = zlib.decompressobj(31)
    with path.open("r+b") as file:
        while chunk := file.read(1 << 20):
            while chunk:
                try:
                    inflate.decompress(chunk)
                except zlib.error:
                    chunk = b""
                    break
                chunk = inflate.unused_data
                if inflate.eof:
                    whole = file.tell() - len(chunk)
                    inflate = zlib.decompressobj(31)
        file.truncate(whole)

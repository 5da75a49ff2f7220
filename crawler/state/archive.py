"""The state as one packed file, for stores that keep files and not histories."""

import gzip
import io
import tarfile
import zlib

from crawler.state.base import Files, Note, StateError
from crawler.state.files import belongs

NAME = "storewalk-state.tar.gz"
_MOST_BYTES = 4_000_000_000
"""Unpacked. Our own limit: a packed file from elsewhere may grow without end."""


def packed(files: Files) -> bytes:
    """One tar, packed with gzip. The same files give the same bytes."""
    tar_bytes = io.BytesIO()
    with tarfile.open(fileobj=tar_bytes, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, data in sorted(files.items()):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return gzip.compress(tar_bytes.getvalue(), compresslevel=6, mtime=0)


def unpacked(data: bytes, where: str) -> tuple[Files, tuple[Note, ...]]:
    """The files of an archive, in memory only; what is no part of the state is left out.

    Raises StateError for what is no archive. One that is cut off gives the files before the cut,
    the last one as far as it goes, and a note.
    """
    found: Files = {}
    whole, complete = _inflated(data)
    try:
        with tarfile.open(fileobj=io.BytesIO(whole), mode="r:") as tar:
            for member in tar:
                if member.isfile() and belongs(member.name):
                    start = member.offset_data
                    found[member.name] = whole[start : start + member.size]
    except tarfile.TarError:
        complete = False
        if not found:
            raise StateError(
                "this is not a state of Storewalk, or it is damaged from its start", where=where,
                hint="Take it away, or put an older one there; the next push writes it anew.",
            ) from None  # fmt: skip
    cut = Note(where, 0, "the packed file is damaged or cut off", "what stands before counts")
    return found, () if complete else (cut,)


def _inflated(data: bytes) -> tuple[bytes, bool]:
    inflate = zlib.decompressobj(31)
    parts = bytearray()
    try:
        for start in range(0, len(data), 1 << 16):
            parts += inflate.decompress(data[start : start + (1 << 16)])
            if len(parts) > _MOST_BYTES:
                break
    except zlib.error:
        pass  # what stands before the damage is still good
    return bytes(parts), inflate.eof

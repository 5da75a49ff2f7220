"""The whole site in one file that opens by a double click once it is unpacked."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from reports.model.downloads import Download

SITE_BYTES = 25_000_000
"""Without a setting, a site is packed while it is smaller than this before packing: then the file
goes through every mail gateway, and costs a second."""
FILE_BYTES = 5_000_000
"""Downloads larger than this are not packed: the site shows what is in them."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file knows; the same for all, so that the same site gives the same
bytes."""
_PACKED = (".xlsx", ".parquet", ".gz", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".hyper")


def packed_too(downloads: Iterable[Download]) -> tuple[Download, ...]:
    """The downloads that the bundle holds."""
    return tuple(download for download in downloads if download.size_bytes <= FILE_BYTES)


def bundle_files(site: Path, left_out: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """Name and file of everything in the bundle, by name."""
    out = frozenset(left_out)
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and name not in out:
            yield name, path


def fits(site: Path, left_out: Iterable[str]) -> bool:
    """Whether a site is small enough to be packed without being asked for."""
    return sum(path.stat().st_size for _, path in bundle_files(site, left_out)) < SITE_BYTES


def write_bundle(site: Path, file: Path, left_out: Iterable[str]) -> None:
    """Pack the site into `file`, below a folder that is called like it."""
    with zipfile.ZipFile(file, "w") as packed:
        for name, path in bundle_files(site, left_out):
            info = zipfile.ZipInfo(f"{file.stem}/{name}", _EPOCH)
            info.create_system = 3  # the same on Windows
            info.external_attr = 0o644 << 16
            stored = path.suffix.lower() in _PACKED
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            packed.writestr(info, path.read_bytes(), compresslevel=6)

"""Records in and out of files: gzip JSON lines that survive a kill, Parquet tables, whole JSON."""

import json
import struct
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import orjson
from pydantic import BaseModel, ValidationError

from crawler.errors import RunDirError

if TYPE_CHECKING:
    import pyarrow as pa

R = TypeVar("R", bound=BaseModel)

_KEY = b'{"key":"'
_GZIP = 31  # wbits for the gzip container
_EMPTY_END = b"\x03\x00"
"""A last deflate block with nothing in it; it may follow a sync flush (RFC 1951, 3.2.6)."""
_LEVEL = 3
"""Measured on page and links lines, a sync flush after each: level 3 takes 0.14 ms a page of the
bench shop and 1.0 ms of a real one (1.7 and 20 KB); level 6 takes 0.30 and 2.3 ms (1.3 and 18 KB);
level 1 takes as long as level 3 (2.0 and 21 KB)."""


class LineWriter:
    """Appends records to a gzip file, each one on disk when `write` returns.

    Every record ends with a deflate sync flush and goes to the operating system unbuffered, so a
    process killed at any moment loses at most the record it was writing. Opening an existing file
    first cuts a torn last record off; then it goes on in a new gzip member, which every gzip
    reader joins.
    """

    def __init__(self, path: Path) -> None:
        if path.exists():
            _mend(path)
        self._file = path.open("ab", buffering=0)
        self._deflate: Any = None
        self._torn = False
        self._good = path.stat().st_size
        """Bytes of the file up to the last record that is whole."""
        self._crc, self._size = 0, 0
        """Of what was written into this member, as its end tells them (RFC 1952)."""

    def write(self, record: BaseModel) -> None:
        """Append one record as a line."""
        self.write_line(dump_line(record))

    def write_line(self, line: bytes) -> None:
        """Append one line that `dump_line` made. After an OSError only `close` may follow."""
        if self._deflate is None:
            self._deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        self._write(self._deflate.compress(line) + self._deflate.flush(zlib.Z_SYNC_FLUSH))
        self._crc = zlib.crc32(line, self._crc)
        self._size += len(line)

    def close(self) -> None:
        """Finish the gzip member; a record that found no room is cut off again."""
        if self._torn:
            self._file.truncate(self._good)
            if self._size:
                self._file.write(_EMPTY_END + struct.pack("<II", self._crc, self._size % 2**32))
        elif self._deflate is not None:
            end, self._deflate = self._deflate.flush(), None
            self._write(end)
        self._file.close()

    def _write(self, data: bytes) -> None:
        """All of it: on a disk that is nearly full the system takes only a part, without an error,
        and the next record would stand behind half a one."""
        self._torn = True
        written = 0
        while written < len(data):
            written += self._file.write(data[written:])
        self._good += written
        self._torn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def dump_line(record: BaseModel) -> bytes:
    """One record as a JSON line, without fields that hold their default."""
    return record.__pydantic_serializer__.to_json(record, exclude_defaults=True) + b"\n"


def read_lines(path: Path, model: type[R]) -> Iterator[R]:
    """The records of a gzip JSON-lines file, one alive at a time; a torn end is left out.

    A missing file yields nothing. Raises RunDirError for a line that is not the model.
    """
    for number, line in enumerate(raw_lines(path), 1):
        yield read_line(line, model, f"{path}:{number}")


def read_line(line: bytes, model: type[R], where: str) -> R:
    """One record of a line. Raises RunDirError, which names `where`, for what is not the model."""
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise RunDirError(
            f"not a {model.__name__}: {place}: {first['msg']}",
            where=where,
            hint="The file is damaged or was written by another version: walk the shop again.",
        ) from None


def keyed_lines(path: Path) -> Iterator[tuple[bytes, bytes]]:
    """Key and line of every record with a key, each key once: not read any further."""
    seen: set[int] = set()
    for line in raw_lines(path):
        # The key comes first, and a normalised address holds neither quotes nor backslashes.
        start = line.startswith(_KEY)
        key = line[len(_KEY) : line.index(b'"', len(_KEY))] if start else _key_of(line)
        if hash(key) not in seen:
            seen.add(hash(key))
            yield key, line


def _key_of(line: bytes) -> bytes:
    try:
        return str(orjson.loads(line)["key"]).encode()
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return line  # no record: whoever reads it says so


def raw_lines(path: Path) -> Iterator[bytes]:
    """The complete lines of a gzip file, across members, stopping at a torn end."""
    if not path.exists():
        return
    inflate = zlib.decompressobj(_GZIP)
    rest = b""
    with path.open("rb") as file:
        while chunk := file.read(1 << 16):
            while chunk:
                try:
                    rest += inflate.decompress(chunk)
                except zlib.error:
                    # What stands before the torn place was already yielded or is in `rest`.
                    chunk = b""
                    break
                chunk = inflate.unused_data
                if inflate.eof:
                    inflate = zlib.decompressobj(_GZIP)
            *lines, rest = rest.split(b"\n")
            yield from lines


def write_lines(path: Path, records: Iterable[BaseModel]) -> None:
    """Replace a gzip JSON-lines file in one step."""
    write_raw_lines(path, map(dump_line, records))


def write_raw_lines(path: Path, lines: Iterable[bytes]) -> None:
    """The same with lines that `dump_line` made."""
    temporary = path.with_name(path.name + ".new")
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    with temporary.open("wb") as file:
        for line in lines:
            file.write(deflate.compress(line))
        file.write(deflate.flush())
    temporary.replace(path)


def is_torn(path: Path) -> bool:
    """Whether a gzip file is damaged or ends in its midst, so that lines at its end are lost."""
    inflate: Any = None
    with path.open("rb") as file:
        while chunk := file.read(1 << 16):
            while chunk:
                inflate = inflate or zlib.decompressobj(_GZIP)
                try:
                    inflate.decompress(chunk)
                except zlib.error:
                    return True
                chunk = inflate.unused_data
                if inflate.eof:
                    inflate = None
    return inflate is not None


def write_json(path: Path, value: BaseModel | Iterable[BaseModel]) -> None:
    """Replace a JSON file in one step; readable, sorted as the model declares."""
    data = (
        value.model_dump(mode="json")
        if isinstance(value, BaseModel)
        else [item.model_dump(mode="json") for item in value]
    )
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2) + b"\n")
    temporary.replace(path)


def read_json(path: Path, model: type[R]) -> R:
    """One record from a JSON file. Raises RunDirError when it is missing or not the model."""
    try:
        return model.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise RunDirError("the file is missing", where=str(path)) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise RunDirError(f"{first['loc']}: {first['msg']}", where=str(path)) from None


def read_json_list(path: Path, model: type[R]) -> tuple[R, ...]:
    """The records of a JSON array; a missing file is an empty tuple."""
    if not path.exists():
        return ()
    return tuple(model.model_validate(item) for item in orjson.loads(path.read_bytes()))


def write_table(path: Path, records: Iterable[BaseModel], model: type[BaseModel]) -> None:
    """A Parquet table with one column a field, in the order of the model.

    Text and whole numbers stay what they are; nested fields are JSON text, so that pandas, DuckDB
    and a spreadsheet read every column. Written in batches of 2,000 rows.
    """
    _write_rows(path, (record.model_dump(mode="json") for record in records), model)


def tabulate(lines: Path, path: Path, model: type[BaseModel]) -> None:
    """The same table from a file of JSON lines, whose rows are taken as they are."""
    defaults = {
        name: info.get_default(call_default_factory=True)
        for name, info in model.model_fields.items()
        if not info.is_required()
    }
    _write_rows(path, (defaults | orjson.loads(line) for line in raw_lines(lines)), model)


def _write_rows(path: Path, rows: Iterable[dict[str, Any]], model: type[BaseModel]) -> None:
    import pyarrow as pa  # noqa: PLC0415 - 40 MB that a walk, which has no tables, does without
    import pyarrow.parquet as pq  # noqa: PLC0415

    schema = pa.schema([(name, _column_type(model, name)) for name in model.model_fields])
    nested = [name for name in model.model_fields if _is_nested(model, name)]
    temporary = path.with_name(path.name + ".new")
    waiting = iter(rows)
    with pq.ParquetWriter(temporary, schema, compression="zstd") as writer:
        while batch := list(islice(waiting, 2_000)):
            writer.write_table(_table(batch, schema, nested))
    temporary.replace(path)


def _table(batch: list[dict[str, Any]], schema: "pa.Schema", nested: list[str]) -> "pa.Table":
    """Through JSON: every other way from Python values loads pandas, which takes 50 MB."""
    import pyarrow.json as pj  # noqa: PLC0415 - as in _write_rows

    for row in batch:
        for name in nested:
            row[name] = orjson.dumps(row[name]).decode()
    text = b"\n".join([orjson.dumps(row) for row in batch])
    return pj.read_json(
        BytesIO(text),
        # One block: a row may be long, and a block must hold a whole one.
        read_options=pj.ReadOptions(use_threads=False, block_size=len(text) + 1),
        parse_options=pj.ParseOptions(explicit_schema=schema),
    )


def read_table(path: Path, model: type[R]) -> Iterator[R]:
    """The records of a Parquet table written by `write_table`; a missing file yields nothing."""
    if not path.exists():
        return
    import pyarrow.parquet as pq  # noqa: PLC0415 - as in write_table

    nested = {name for name in model.model_fields if _is_nested(model, name)}
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=5_000):
            for row in batch.to_pylist():
                values = {
                    name: json.loads(value) if name in nested and value is not None else value
                    for name, value in row.items()
                }
                yield model.model_validate(values)


def _is_nested(model: type[BaseModel], name: str) -> bool:
    text = str(model.model_fields[name].annotation)
    return text.startswith(("tuple", "dict")) or "tuple[" in text or "dict[" in text


def _column_type(model: type[BaseModel], name: str) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415 - as in write_table

    annotation = model.model_fields[name].annotation
    if annotation is bool:
        return pa.bool_()
    if annotation in (int, int | None):
        return pa.int64()
    if annotation in (float, float | None):
        return pa.float64()
    return pa.string()


def _mend(path: Path) -> None:
    """Rewrite a file that a killed process left, keeping every complete line."""
    data = path.read_bytes()
    inflate = zlib.decompressobj(_GZIP)
    whole = True
    while data:
        try:
            inflate.decompress(data)
        except zlib.error:
            whole = False
            break
        data = inflate.unused_data
        if inflate.eof:
            inflate = zlib.decompressobj(_GZIP)
            continue
        whole = False
        break
    if whole:
        return
    temporary = path.with_name(path.name + ".mend")
    deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    with temporary.open("wb") as file:
        for line in raw_lines(path):
            file.write(deflate.compress(line + b"\n"))
        file.write(deflate.flush())
    temporary.replace(path)

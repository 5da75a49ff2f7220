"""The trained model: trees as plain arrays, read from a file and evaluated with numpy."""

import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crawler.errors import StorewalkError
from crawler.matching.vectors import Floats

PATH = Path(__file__).with_name("trained.json.gz")
"""Written by `make train-matcher`."""
VERSION = 1
"""Of the file's format."""
_ROWS = 8192
"""Rows evaluated at once: their columns stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Several boosted models whose probabilities are averaged, all trees in one set of arrays."""

    roots: NDArray[np.int32]
    """Number of each tree's first node."""
    members: NDArray[np.int32]
    """Which boosted model each tree belongs to."""
    starts: NDArray[np.float64]
    """Log-odds that each boosted model begins with."""
    feature: NDArray[np.int32]
    """Column that a node looks at; -1 in a leaf."""
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    """Next node where the value is not above the threshold."""
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    """What a leaf adds to the log-odds."""

    def probability(self, table: Floats) -> NDArray[np.float64]:
        """For each row, 0 to 1."""
        found = np.empty(len(table))
        for start in range(0, len(table), _ROWS):
            part = np.ascontiguousarray(table[start : start + _ROWS].T)
            found[start : start + _ROWS] = self._part(part)
        return found

    def _part(self, columns: Floats) -> NDArray[np.float64]:
        rows = np.arange(columns.shape[1])
        odds = np.repeat(self.starts[:, None], columns.shape[1], axis=1)
        for root, member in zip(self.roots, self.members, strict=True):
            node = np.full(columns.shape[1], root, dtype=np.int32)
            looking = rows
            while len(looking):
                at = node[looking]
                inner = self.feature[at] >= 0
                if not inner.all():
                    looking, at = looking[inner], at[inner]
                low = columns[self.feature[at], looking] <= self.threshold[at]
                node[looking] = np.where(low, self.left[at], self.right[at])
            odds[member] += self.value[node]
        return np.asarray((1 / (1 + np.exp(-odds))).mean(axis=0))

    def as_data(self) -> dict[str, list[Any]]:
        """For JSON."""
        return {name: getattr(self, name).tolist() for name in self.__dataclass_fields__}

    @classmethod
    def from_data(cls, data: Mapping[str, Sequence[Any]]) -> "Forest":
        """The opposite of `as_data`."""
        whole = {name: np.array(data[name], dtype=np.int32) for name in _WHOLE}
        real = {name: np.array(data[name], dtype=np.float64) for name in _REAL}
        return cls(**whole, **real)  # type: ignore[arg-type]  # each has its own type


_WHOLE = ("roots", "members", "feature", "left", "right")
_REAL = ("starts", "threshold", "value")


@dataclass(frozen=True, slots=True)
class Trained:
    """What `make train-matcher` leaves behind."""

    names: tuple[str, ...]
    """Columns that the first forest takes, in their order; the second takes the context besides."""
    first: Forest
    second: Forest
    threshold: float
    """What the second forest must say for a pair to be proposed. `calibrated` moves it to 0.5."""
    confirm: float
    """Calibrated probability from which a pair without a veto is confirmed."""
    scores: Mapping[str, Any]
    """As measured when it was trained; see `train.measure`."""
    corpora: str
    """SHA-256 over the files it was trained from."""

    def calibrated(self, probability: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same order, moved so that 0.5 is where proposing pays (highest F1)."""
        return calibrated(probability, self.threshold)


def calibrated(probability: NDArray[np.float64], threshold: float) -> NDArray[np.float64]:
    """Moved in log-odds, so that `threshold` becomes 0.5."""
    clipped = np.clip(probability, 1e-6, 1 - 1e-6)
    odds = np.log(clipped / (1 - clipped)) - np.log(threshold / (1 - threshold))
    return np.asarray(1 / (1 + np.exp(-odds)))


def write(trained: Trained, path: Path) -> None:
    """As gzip JSON, the same bytes for the same model."""
    data = {
        "version": VERSION,
        "names": trained.names,
        "threshold": trained.threshold,
        "confirm": trained.confirm,
        "scores": trained.scores,
        "corpora": trained.corpora,
        "first": trained.first.as_data(),
        "second": trained.second.as_data(),
    }
    text = json.dumps(data, separators=(",", ":"), sort_keys=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


@cache
def load(path: Path = PATH) -> Trained:
    """Raises StorewalkError when the file is of another version than this program."""
    data = json.loads(gzip.decompress(path.read_bytes()))
    if data["version"] != VERSION:
        raise StorewalkError(
            f"the trained model has version {data['version']}, this Storewalk reads {VERSION}",
            where=str(path),
            hint="Train it again: make train-matcher",
        )
    return Trained(
        names=tuple(data["names"]),
        first=Forest.from_data(data["first"]),
        second=Forest.from_data(data["second"]),
        threshold=data["threshold"],
        confirm=data["confirm"],
        scores=data["scores"],
        corpora=data["corpora"],
    )

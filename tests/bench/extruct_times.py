"""Milliseconds of extruct over files, run with the contestants' Python. Imports nothing of ours.

python extruct_times.py ROUNDS FILE... writes one JSON list: per file the median for the syntaxes
that shops use (JSON-LD, Microdata, Open Graph), and for those with RDFa.
"""

import json
import sys
import time
from pathlib import Path
from statistics import median

import extruct  # type: ignore[import-not-found]

FEW = ["json-ld", "microdata", "opengraph"]
WITH_RDFA = [*FEW, "rdfa"]


def main(rounds: int, files: list[str]) -> list[list[float]]:
    """The two medians of each file."""
    times: list[list[float]] = []
    for name in files:
        text = Path(name).read_bytes().decode("utf-8", "replace")
        row = []
        for syntaxes in (FEW, WITH_RDFA):
            taken = []
            for _ in range(rounds):
                start = time.perf_counter()
                extruct.extract(text, syntaxes=syntaxes, errors="ignore")
                taken.append((time.perf_counter() - start) * 1000)
            row.append(median(taken))
        times.append(row)
    return times


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2:])))

"""Makes the golden run anew from the last `make demo`: `python -m tests.golden.update`."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.golden.replay import EXPECTED, GOLDEN, dump, replay

DEMO = Path("demo")
KEPT_SHOTS = 3
FACTS = (
    "run.json", "sites.json", "pages.jsonl.gz", "links.jsonl.gz", "targets.jsonl.gz",
    "renders.jsonl.gz", "phones.jsonl.gz", "listings.jsonl.gz", "journeys.jsonl.gz",
)  # fmt: skip
WHERE_THERE = ("likeness.jsonl.gz", "consent.jsonl.gz")
"""Facts of stages that a walk may leave out."""


def main() -> int:
    """Copies the facts of the last night and the history of the nights before it."""
    if (DEMO / "runs").exists():
        last = sorted((DEMO / "runs").iterdir())[-1]
        for name in ("run", "history"):
            shutil.rmtree(GOLDEN / name, ignore_errors=True)
        (GOLDEN / "run" / "shots").mkdir(parents=True)
        for name in FACTS:
            shutil.copy(last / name, GOLDEN / "run" / name)
        for name in WHERE_THERE:
            if (last / name).exists():
                shutil.copy(last / name, GOLDEN / "run" / name)
        for shot in sorted((last / "shots").iterdir())[:KEPT_SHOTS]:
            shutil.copy(shot, GOLDEN / "run" / "shots" / shot.name)
        pictures = shutil.ignore_patterns("shots")
        shutil.copytree(DEMO / "history", GOLDEN / "history", ignore=pictures)
        for name in ("storewalk.yml", "products.csv"):
            shutil.copy(DEMO / name, GOLDEN / name)
    else:
        print("No demo/runs: only expected.json is made anew.")
    with tempfile.TemporaryDirectory() as folder:
        EXPECTED.write_text(dump(replay(Path(folder))), encoding="utf-8")
    print(EXPECTED)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Several run directories of one walk as one: shards, and workers that shared a frontier."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import orjson

from crawler.errors import RunDirError
from crawler.records import codec
from crawler.records.run import RunDir, RunManifest
from crawler.records.site import SiteFacts

_KEYS = {"pages.jsonl.gz": "key", "links.jsonl.gz": "key", "probes.jsonl.gz": "url"}
_ARCHIVE = "pages.warc.gz"


def merge(runs: Sequence[RunDir], into: RunDir) -> int:
    """Write what all runs collected into a new run; returns the number of its pages.

    The new run counts as unfinished: going on with it asks for what no part has asked for, probes
    the links, and goes through the other stages. Raises RunDirError when the parts were walked with
    different settings or `into` holds a run already.
    """
    manifests = [run.manifest() for run in runs]
    _require_same(runs, manifests)
    if into.exists:
        raise RunDirError(
            "there is a run already", where=str(into.path), hint="Name a new directory with --into."
        )
    into.path.mkdir(parents=True, exist_ok=True)
    counts = {name: _join(runs, into.path / name, key) for name, key in _KEYS.items()}
    with (into.path / _ARCHIVE).open("wb") as archive:
        for run in runs:
            if (run.path / _ARCHIVE).exists():
                archive.write((run.path / _ARCHIVE).read_bytes())
    if not (into.path / _ARCHIVE).stat().st_size:
        (into.path / _ARCHIVE).unlink()
    into.write_sites(_sites(runs, manifests[0].own))
    first = min(manifests, key=lambda manifest: manifest.started_at)
    into.write_manifest(first.model_copy(update={"finished_crawl": False, "stages": ()}))
    return counts["pages.jsonl.gz"]


def _require_same(runs: Sequence[RunDir], manifests: Sequence[RunManifest]) -> None:
    for run, manifest in zip(runs, manifests, strict=True):
        for name in ("settings_digest", "tool_version", "own"):
            if getattr(manifest, name) != getattr(manifests[0], name):
                raise RunDirError(
                    f"its {name.replace('_', ' ')} differs from that of {runs[0].path}",
                    where=str(run.path),
                    hint="Only parts of one walk, with one configuration and version, can be "
                    "merged.",
                )


def _join(runs: Sequence[RunDir], path: Path, key: str) -> int:
    """Copy the lines of all parts, each key once; 8 bytes of memory a line."""
    seen: set[int] = set()
    with codec.LineWriter(path) as writer:
        for run in runs:
            for line in codec.raw_lines(run.path / path.name):
                name = hash(orjson.loads(line)[key])
                if name not in seen:
                    seen.add(name)
                    writer.write_line(line + b"\n")
    return len(seen)


def _sites(runs: Sequence[RunDir], own: str) -> tuple[SiteFacts, ...]:
    """The sites, own first, as the first part that saw them tells, with the counts of all."""
    found: dict[str, list[SiteFacts]] = {}
    for run in runs:
        for site in run.sites():
            found.setdefault(site.id, []).append(site)
    merged = []
    for parts in found.values():
        counts: Counter[str] = Counter()
        for part in parts:
            counts.update({n: c for n, c in part.counts.items() if n != "round_nights"})
        if rounds := [n for part in parts if (n := part.counts.get("round_nights"))]:
            counts["round_nights"] = max(rounds)
        traps = tuple(trap for part in parts for trap in part.traps)
        merged.append(parts[0].model_copy(update={"counts": dict(counts), "traps": traps}))
    return tuple(sorted(merged, key=lambda site: site.id != own))

"""Several run directories of one walk as one: shards, and workers that shared a frontier."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import orjson

from crawler.errors import RunDirError
from crawler.records import codec
from crawler.records.run import PartLost, RunDir, RunManifest
from crawler.records.site import SiteFacts

_KEYS = {"pages.jsonl.gz": "key", "links.jsonl.gz": "key", "probes.jsonl.gz": "url"}
_ARCHIVE = "pages.warc.gz"
_CRAWL = "crawl"


def merge(runs: Sequence[RunDir], into: RunDir) -> int:
    """Write what all runs collected into a new run; returns the number of its pages.

    The same parts make the same bytes, in any order and also when one is named twice. The new run
    counts as unfinished: going on with it asks for what no part has asked for, probes the links,
    and goes through the other stages. Parts that are absent or were cut off are written down, and
    nothing of theirs is asked for. A walk in one part is taken as it is.

    Raises RunDirError when the parts were walked with different settings, or `into` holds another
    run.
    """
    parts = _in_order(runs)
    manifests = [part.manifest() for part in parts]
    _require_same(parts, manifests)
    work = RunDir(into.path.with_name(f"{into.path.name}.new"))
    shutil.rmtree(work.path, ignore_errors=True)
    try:
        if len(parts) == 1 and manifests[0].finished_crawl:
            shutil.copytree(parts[0].path, work.path)
        else:
            _write(parts, manifests, work)
        _put(work, into)
    finally:
        shutil.rmtree(work.path, ignore_errors=True)
    return sum(1 for _ in codec.keyed_lines(into.pages_path))


def _in_order(runs: Sequence[RunDir]) -> list[RunDir]:
    """By part and contents, not by the names of folders; each content once."""
    found: dict[tuple[str, str], RunDir] = {}
    for run in runs:
        manifest = run.manifest()
        pages = run.pages_path.read_bytes() if run.pages_path.exists() else b""
        digest = hashlib.blake2b(pages, digest_size=16).hexdigest()
        number = manifest.part.partition("/")[0].zfill(6)
        found.setdefault((f"{number} {manifest.started_at.isoformat()}", digest), run)
    return [run for _, run in sorted(found.items(), key=lambda item: item[0])]


def _write(parts: Sequence[RunDir], manifests: Sequence[RunManifest], into: RunDir) -> None:
    into.path.mkdir(parents=True)
    for name, key in _KEYS.items():
        _join(parts, into.path / name, key)
    archives = [part.path / _ARCHIVE for part in parts if (part.path / _ARCHIVE).exists()]
    if archives:
        with (into.path / _ARCHIVE).open("wb") as whole:
            for path in archives:
                whole.write(path.read_bytes())
    into.write_sites(_sites(parts, manifests[0].own))
    first = min(manifests, key=lambda manifest: manifest.started_at)
    changed = {"finished_crawl": False, "stages": (), "part": "", "lost": _lost(parts, manifests)}
    into.write_manifest(first.model_copy(update=changed))


def _lost(parts: Sequence[RunDir], manifests: Sequence[RunManifest]) -> dict[str, PartLost]:
    """The parts that are not whole. Workers with one frontier are no parts: they share the rest."""
    named = [manifest for manifest in manifests if manifest.part]
    whole = {m.part for m in named if any(stage.name == _CRAWL for stage in m.stages)}
    sizes = {manifest.part.partition("/")[2] for manifest in named}
    if len(sizes) > 1 or (sizes and len(named) < len(manifests)):
        raise RunDirError(
            "these are not parts of one walk: "
            + ", ".join(manifest.part or "a whole walk" for manifest in manifests),
            where=str(parts[0].path),
            hint="Every part has the same number of parts: 1/4, 2/4, 3/4, 4/4.",
        )
    of = next(iter(sizes), "0")
    names = [f"{number}/{of}" for number in range(1, int(of) + 1)]
    there = {manifest.part for manifest in named}
    return {
        name: PartLost.CUT if name in there else PartLost.ABSENT
        for name in names
        if name not in whole
    }


def _put(work: RunDir, into: RunDir) -> None:
    """Move a merged run to its place, where at most the very same may lie already."""
    if not into.path.exists() or not any(into.path.iterdir()):
        into.path.parent.mkdir(parents=True, exist_ok=True)
        work.path.replace(into.path)
        return
    files = sorted(path for path in work.path.iterdir() if path.is_file())
    for path in files:
        there = into.path / path.name
        if not there.exists() or there.read_bytes() != path.read_bytes():
            raise RunDirError(
                "there is something else already",
                where=str(into.path),
                hint="Name a new directory with --into.",
            )


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


def _join(runs: Sequence[RunDir], path: Path, key: str) -> None:
    """Copy the lines of all parts, each key once; 8 bytes of memory a line."""
    seen: set[int] = set()
    with codec.LineWriter(path) as writer:
        for run in runs:
            for line in codec.raw_lines(run.path / path.name):
                name = hash(orjson.loads(line)[key])
                if name not in seen:
                    seen.add(name)
                    writer.write_line(line + b"\n")


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

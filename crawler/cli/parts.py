"""A walk in parts, as its stages see it: which part a run is, and which parts it does without."""

from crawler.config import Config
from crawler.errors import ConfigError
from crawler.fetch.parts import WHOLE, Parts
from crawler.records import HealthNote, PartLost, RunDir, RunManifest

_CODE = "run-part-missing"
_OWN = {
    PartLost.ABSENT: "Part {part} of the walk did not arrive: its pages were not looked at.",
    PartLost.CUT: "Part {part} of the walk ended early: the rest of its pages was not looked at.",
}
_RIVAL = {
    PartLost.ABSENT: "{shop} was not walked: part {part} of the walk did not arrive.",
    PartLost.CUT: "{shop} was not walked to its end: part {part} of the walk ended early.",
}


def parts_of(run: RunDir, shard: Parts) -> Parts:
    """What of a walk is walked into a run: `shard`, or what of a merged walk has arrived.

    Raises ConfigError when the run was begun as another part.
    """
    manifest = run.manifest()
    if not shard.final:
        name = f"{min(shard.mine)}/{shard.of}"
        if manifest.part not in ("", name) or (run.pages_path.exists() and not manifest.part):
            raise ConfigError(
                f"the run there was begun as {manifest.part or 'a whole walk'}, not as {name}",
                where=str(run.path),
                hint="Give each part a --run-dir of its own.",
            )
        run.write_manifest(manifest.model_copy(update={"part": name}))
        return shard
    return _arrived(manifest) if manifest.lost else WHOLE


def _arrived(manifest: RunManifest) -> Parts:
    numbers = [name.split("/") for name in manifest.lost]
    return Parts.all_but(frozenset(int(number) for number, _ in numbers), int(numbers[0][1]))


def part_notes(config: Config, manifest: RunManifest) -> list[HealthNote]:
    """What a merged walk does without, for each shop that this concerns."""
    if not manifest.lost:
        return []
    here = _arrived(manifest)
    lost = {name.replace("/", " of "): why for name, why in sorted(manifest.lost.items())}
    notes = [_note(config.store.id, [_OWN[why].format(part=part) for part, why in lost.items()])]
    for shop in config.competitors:
        name = f"{here.part_of_host(shop.host)}/{here.of}"
        if name in manifest.lost:
            why = manifest.lost[name]
            said = _RIVAL[why].format(shop=shop.name, part=name.replace("/", " of "))
            # A shop that nobody walked must not look like one that has nothing.
            notes.append(_note(shop.id, [said], fatal=why is PartLost.ABSENT))
    return notes


def _note(site: str, said: list[str], *, fatal: bool = False) -> HealthNote:
    return HealthNote(
        code=_CODE,
        site=site,
        message=" ".join(said),
        hint="Open findings there are kept as they are. The log of that part says why it failed; "
        "the next night walks it again.",
        fatal=fatal,
    )

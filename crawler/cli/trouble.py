"""What is not whole on the disk, as notes that the run and its report show."""

from pathlib import Path

from crawler.records import HealthNote, RunDir
from crawler.records.codec import is_torn
from crawler.state import kept_notes

DAMAGED = "run-damaged"


def state_notes(history: Path) -> list[HealthNote]:
    """What the last `storewalk state pull` had to leave out."""
    return [
        HealthNote(
            code="state-damaged",
            site="",
            message=f"The history was damaged: {note}.",
            hint="What is not known of earlier nights is not shown as fine: changes and prices may "
            "begin later. storewalk state verify tells what is damaged now.",
        )
        for note in kept_notes(history)
    ]


def damage_notes(run: RunDir) -> list[HealthNote]:
    """Files of a finished walk that are cut off or damaged: nothing may be called fixed then."""
    paths = (run.pages_path, run.links_path, run.targets_path, run.renders_path,
             run.listings_path, run.journeys_path)  # fmt: skip
    torn = [path.name for path in paths if path.exists() and is_torn(path)]
    return [
        HealthNote(
            code=DAMAGED,
            site=site.id,
            message=f"{name} of the run is damaged; what stood behind that place is not known.",
            hint="Walk the shop again. Until then nothing that is missing counts as fixed.",
            fatal=True,
        )
        for name in torn
        for site in run.sites()
    ]


def with_damage(run: RunDir) -> list[HealthNote]:
    """Look, and keep what was found in the manifest; returns it."""
    manifest = run.manifest()
    found = damage_notes(run) if manifest.finished_crawl else []
    others = tuple(note for note in manifest.health if note.code != DAMAGED)
    if found or len(others) != len(manifest.health):
        health = (*others, *found)
        run.write_manifest(manifest.model_copy(update={"health": health}))
    return found

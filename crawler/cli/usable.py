"""Whether a walk has brought anything to check and report, and what it had to do without."""

from crawler.errors import WalkError
from crawler.records import HealthNote, RunDir

_STATELESS = "run-without-state"


def require_pages(run: RunDir) -> None:
    """Raises WalkError, with the reason and the mend, when no page of the own shop was read."""
    manifest = run.manifest()
    site = run.sites()[0]
    read = site.counts.get("ok", 0)
    fatal = (note for note in manifest.health if note.site == manifest.own and note.fatal)
    own = next(fatal, None)
    if read == 0:
        raise WalkError(
            own.message if own else "No page of the shop could be read.",
            where=site.url,
            hint=own.hint if own else "Is the address right?",
        )
    if read > 1:
        return
    page = next(page for page in run.pages() if page.site == manifest.own and page.outline)
    if not (page.outline and page.outline.word_count) and not (page.images and page.images.images):
        raise WalkError(
            "the shop answered, but its home page holds no text and no links, and there is no "
            "sitemap: there is nothing to walk",
            where=site.url,
            hint="Is this the shop's public address? A page that scripts build is read in the "
            "browser: storewalk doctor says whether there is one.",
        )


def say_stateless(run: RunDir) -> None:
    """Write down that the nights before are not known, so that the report says it."""
    manifest = run.manifest()
    if any(note.code == _STATELESS for note in manifest.health):
        return  # a run that is gone on with
    note = HealthNote(
        code=_STATELESS,
        site=manifest.own,
        message="The history could not be read: everything looks new, and nothing is compared with "
        "earlier nights.",
        hint="The log of `storewalk state pull` says why, such as a token that has expired. What "
        "was known is untouched.",
    )
    run.write_manifest(manifest.model_copy(update={"health": (*manifest.health, note)}))

"""Whether a walk has brought anything to check and report."""

from crawler.errors import WalkError
from crawler.records import RunDir


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

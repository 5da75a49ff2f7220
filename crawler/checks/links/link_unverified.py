"""links/link-unverified"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.index import SiteIndex
from crawler.checks.links.places import linked_from, path_of, places
from crawler.records import Problem, Severity, TargetState


@check(
    Severity.NOTICE,
    since="0.1",
    subject="target",
    sources=(
        "https://www.rfc-editor.org/rfc/rfc9110#name-403-forbidden (read 2026-11-23)",
        "our own limit: what refuses robots is never called broken",
    ),
    also=("Semrush: External pages or resources with 403 HTTP status code",),
)
def link_unverified(index: SiteIndex) -> Iterator[Problem]:
    """A link could not be checked, because its target refuses robots

    ## Why it matters
    Many sites answer "forbidden" or "too many requests" to programs and work well for people. Such
    a link is probably fine, but nobody has looked.

    ## How to fix
    Click it once. If it works, mute this finding for the address with that reason; if it does not,
    correct or remove the link where it stands.

    ## What is not checked
    What a person would see there. The address is asked again on later nights.
    """
    for target in index.targets(TargetState.UNVERIFIED):
        name = path_of(target.url) if target.internal else target.url
        said = f"answers {target.status}" if target.status is not None else target.reason
        yield Problem(
            page=target.url,
            message=f"{name} could not be checked ({said}); it is {linked_from(target)}.",
            cause=f"host: {urlsplit(target.url).netloc}",
            evidence=places(target) | {"status": target.status, "reason": target.reason},
        )

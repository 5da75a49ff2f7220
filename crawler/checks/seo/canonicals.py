"""The canonical targets that Google would read from a page."""

from crawler.records import HeadFacts


def canonical_targets(head: HeadFacts) -> list[str]:
    """Distinct targets in the head and the Link header, in order; those in the body are ignored."""
    found = [link.url for link in head.canonicals if link.url and link.source != "body"]
    return list(dict.fromkeys(found))


def only_canonical(head: HeadFacts) -> str | None:
    """The one target; None when there is none, or several that contradict each other."""
    targets = canonical_targets(head)
    return targets[0] if len(targets) == 1 else None

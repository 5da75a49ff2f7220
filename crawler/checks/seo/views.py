"""Two views of one page side by side: what of it may be compared, and how."""

from crawler.records import HeadFacts


def first(texts: tuple[str, ...]) -> str:
    """The first text that is not empty."""
    return next((text for text in texts if text), "")


def robots_rules(head: HeadFacts) -> str:
    """What of noindex and nofollow binds Googlebot: "nofollow, noindex"."""
    words = head.directives()
    words |= {"noindex", "nofollow"} if "none" in words else set()
    return ", ".join(sorted(words & {"noindex", "nofollow"}))


def bare(text: str) -> str:
    """Without white space and letter case: what may differ and still be the same."""
    return "".join(text.casefold().split())

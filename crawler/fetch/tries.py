"""How often a page is asked for, and when again."""

from crawler.fetch.door import Door

SECOND_TRY_AFTER_S = 30.0
"""A 5xx or a missing answer is asked again so much later, alone, and only then believed."""
SECOND_TRY_LOCAL_S = 0.5
"""The same for a shop on this machine, where nobody else's visit can have been the reason."""
TRIES = 2
TRIES_REFUSED = 3
"""Attempts for a page that answers 429 or 503; the host's own waits stand between them."""
GIVE_UP_AFTER = 8
"""So many refusals (403, 429, bot walls) in a row end the walk of a site."""


def second_try_s(door: Door) -> float:
    """Seconds before a page of this shop is asked for again."""
    return SECOND_TRY_LOCAL_S if door.local else SECOND_TRY_AFTER_S

"""How often Python looks for garbage that only a search finds."""

import gc


def calm_collector() -> None:
    """Let the garbage collector run less often: a page makes thousands of objects and no garbage
    that it alone finds. 7 to 9 % less CPU a page (50,000 against 700, measured by reading 50 pages
    eight times each in turn)."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)

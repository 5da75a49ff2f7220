"""Vega for the Explore button, as one classic script out of the installed vl-convert."""

import os
import time
from importlib.metadata import version
from pathlib import Path

import vl_convert


def vega_script() -> str:
    """The script that sets `window.vegaEmbed`; no network, always the version that drew the SVG.

    Bundling takes seconds, so the result is kept in the user's cache folder, one file a version.
    """
    cache = _cache_folder() / f"vega-{version('vl-convert-python')}.js"
    try:
        return cache.read_text("utf-8")
    except OSError:
        pass
    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed=vegaEmbed;")
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        temporary = cache.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}")
        temporary.write_text(bundle, encoding="utf-8", newline="\n")
        temporary.replace(cache)
    except OSError:
        # A read-only home only costs the seconds again.
        return bundle
    return bundle


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "storewalk"

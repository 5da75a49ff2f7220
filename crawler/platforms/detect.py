"""Which shop system a page comes from, with the evidence."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

import crawler.platforms as package
from crawler.errors import ConfigError
from crawler.extract.document import Document
from crawler.platforms.base import PlatformAdapter
from crawler.records import PlatformFacts


@cache
def adapters() -> dict[str, PlatformAdapter]:
    """Every adapter by name: each module of this package that defines ADAPTER."""
    found: dict[str, PlatformAdapter] = {}
    for info in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        value = getattr(module, "ADAPTER", None)
        if isinstance(value, PlatformAdapter):
            found[value.name] = value
    return dict(sorted(found.items()))


def adapter(name: str) -> PlatformAdapter:
    """The adapter of that name. Raises ConfigError for a name that no file has."""
    known = adapters()
    if name not in known:
        raise ConfigError(f"there is no platform {name!r}", hint=f"Known: {', '.join(known)}.")
    return known[name]


def detect(document: Document, headers: Mapping[str, str]) -> PlatformFacts:
    """The platform with the most evidence; generic when there is none. Headers in any case."""
    lower = {name.lower(): value for name, value in headers.items()}
    best = "generic"
    proof: tuple[str, ...] = ()
    for name, candidate in adapters().items():
        evidence = candidate.detect(document, lower)
        if len(evidence) > len(proof):
            best, proof = name, evidence
    return PlatformFacts(name=best, evidence=proof)

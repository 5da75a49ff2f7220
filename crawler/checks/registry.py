"""All checks: found by walking this package and the entry points of others."""

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points

import crawler.checks
from crawler.checks.api import Check

ENTRY_POINT_GROUP = "storewalk.checks"
"""Other packages name modules here; every Check in them is added."""


@cache
def all_checks() -> tuple[Check, ...]:
    """Every check, sorted by id. Raises ValueError when two have one id."""
    found: dict[str, Check] = {}
    for module_name in sorted(_module_names()):
        module = importlib.import_module(module_name)
        for value in vars(module).values():
            if isinstance(value, Check) and value.function.__module__ == module_name:
                if value.card.id in found:
                    raise ValueError(f"two checks are called {value.card.id} ({module_name})")
                found[value.card.id] = value
    return tuple(found[name] for name in sorted(found))


def find_check(name: str) -> Check | None:
    """A check by its id, another name of ours, or its last part where that is unambiguous."""
    for item in all_checks():
        if name == item.card.id or name in item.card.replaces:
            return item
    matches = [item for item in all_checks() if item.card.id.endswith("/" + name)]
    return matches[0] if len(matches) == 1 else None


def _module_names() -> set[str]:
    names = {
        info.name
        for info in pkgutil.walk_packages(crawler.checks.__path__, "crawler.checks.")
        if not info.ispkg and info.name.count(".") == 3
    }
    return names | {point.value for point in entry_points(group=ENTRY_POINT_GROUP)}

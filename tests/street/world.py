"""What all servers of a street share: the truth, the night, and everybody's address."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.street.truth import Truth


@dataclass(slots=True)
class World:
    """Shared by the servers; only `night` changes while they run."""

    truth: Truth
    night: int
    """0 is the week before, 1 last night, 2 tonight."""
    urls: dict[str, str] = field(default_factory=dict)
    """Site id to address, without a slash at its end."""

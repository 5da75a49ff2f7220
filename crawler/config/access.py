"""What opens a shop, with the environment's secrets filled in. Lives in memory only."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from crawler.config.model import Access
from crawler.errors import ConfigError

_NAME = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Opened:
    """Login, cookies, headers and proxy with their real values."""

    login: str = field(default="", repr=False)
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    proxy: str = field(default="", repr=False)


def filled(text: str, where: str, environment: Mapping[str, str] = os.environ) -> str:
    """A text with every `${NAME}` replaced. Raises ConfigError that names a missing variable."""
    return _NAME.sub(lambda found: _value(found[1], where, environment), text)


def opened(access: Access, where: str, environment: Mapping[str, str] = os.environ) -> Opened:
    """Replace every `${NAME}`. Raises ConfigError that names a missing variable, never a value."""

    def fill(text: str) -> str:
        return filled(text, where, environment)

    return Opened(
        login=fill(access.login),
        cookies={name: fill(value) for name, value in access.cookies.items()},
        headers={name: fill(value) for name, value in access.headers.items()},
        proxy=fill(access.proxy),
    )


def _value(name: str, where: str, environment: Mapping[str, str]) -> str:
    if name not in environment:
        raise ConfigError(
            f"the environment variable {name} is not set",
            where=where,
            hint=f"Set it before the walk: export {name}=... (in GitHub: Settings > Secrets)",
        )
    return environment[name]

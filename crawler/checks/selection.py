"""Which checks the configuration leaves on, with which options, and what it keeps quiet."""

from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from crawler.checks.api import Check, CheckOptions, RunClock
from crawler.checks.registry import all_checks, find_check
from crawler.config import Config, MuteRule
from crawler.errors import ConfigError


def select_checks(config: Config) -> tuple[tuple[Check, ...], dict[str, CheckOptions]]:
    """The checks that the configuration leaves on, and their options.

    Raises ConfigError for a check that does not exist or options that do not fit.
    """
    settings = config.checks
    named = [*settings.ignore, *settings.severity, *settings.options]
    named += [rule.check for rule in config.mute if rule.check != "*"]
    for name in named:
        if find_check(name) is None:
            raise ConfigError(
                f"there is no check {name!r}", where="checks", hint="See: storewalk checks"
            )
    options: dict[str, CheckOptions] = {}
    for name, values in settings.options.items():
        check = find_check(name)
        if check is None or check.options_type is None:
            raise ConfigError(f"{name} has no options", where="checks.options")
        try:
            options[check.card.id] = check.options_type.model_validate(values)
        except ValueError as error:
            raise ConfigError(str(error), where=f"checks.options.{name}") from None
    found = (find_check(name) for name in settings.ignore)
    ignored = {check.card.id for check in found if check is not None}
    return tuple(check for check in all_checks() if check.card.id not in ignored), options


def in_force(rule: MuteRule, clock: RunClock) -> bool:
    """Whether a rule still holds on the day of the walk."""
    return rule.until is None or clock.today <= rule.until


def mutes(rule: MuteRule, check: str, url: str) -> bool:
    """Whether a rule keeps a finding of a check at a URL quiet."""
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return rule.check in ("*", check) and (
        fnmatchcase(path, rule.url) or fnmatchcase(url, rule.url)
    )

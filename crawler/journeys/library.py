"""The journeys there are: built in, and the user's own beside the configuration."""

from functools import cache
from pathlib import Path

from crawler.config import Config, JourneyPlan, complete_plan, load_plans
from crawler.config.journeys import GENERIC

BUILTIN = Path(__file__).parent / "builtin"


def plans_of(config: Config, platform: str) -> dict[str, JourneyPlan]:
    """The journeys to walk by name, complete, in the order of the settings.

    Raises ConfigError for a file with mistakes and for a name that no journey has.
    """
    own = load_plans(config.journeys.folder)
    known = {**_builtin(), **own}
    if config.journeys.use != "auto":
        names: tuple[str, ...] = config.journeys.use
    else:
        fitting = [name for name in (*own, *_builtin()) if platform in known[name].platforms]
        names = tuple(fitting[:1]) or (GENERIC,)
    return {name: complete_plan(name, known) for name in names}


def require_plans(config: Config) -> None:
    """Raise ConfigError for whatever is wrong with the journeys, before anything is walked."""
    if not config.journeys.enabled:
        return
    known = {**_builtin(), **load_plans(config.journeys.folder)}
    wanted = known if config.journeys.use == "auto" else config.journeys.use
    for name in wanted:
        complete_plan(name, known)


@cache
def _builtin() -> dict[str, JourneyPlan]:
    return load_plans(BUILTIN)

"""YAML to Config: every mistake at once, each as file:line:column with the mend."""

import difflib
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from crawler.config.model import Config
from crawler.errors import ConfigError

Location = tuple[str | int, ...]
Problem = tuple[tuple[int, int], Location, str]
"""Line and column, the setting, what is wrong with it."""


M = TypeVar("M", bound=BaseModel)


def load_config(path: Path) -> Config:
    """Read and validate the configuration.

    Raises ConfigError that lists every mistake, one a line:
    `config/storewalk.yml:7:5: competitors[0].url: is not a web address ...`.
    """
    if not path.exists():
        raise ConfigError(
            "there is no configuration",
            where=str(path),
            hint="Write one with: storewalk init https://your-shop.example",
        )
    config = read_settings(path, Config, "the configuration", "config/storewalk.schema.json")
    beside: dict[str, Any] = {
        "matches": path.parent / config.matches,
        "journeys": config.journeys.model_copy(
            update={"folder": path.parent / config.journeys.folder}
        ),
    }
    if config.products is not None:
        beside["products"] = path.parent / config.products
    if config.report.catalogue is not None:
        catalogue = path.parent / config.report.catalogue
        beside["report"] = config.report.model_copy(update={"catalogue": catalogue})
    feeds = tuple(f if "://" in f else str(path.parent / f) for f in config.store.feeds)
    if feeds != config.store.feeds:
        beside["store"] = config.store.model_copy(update={"feeds": feeds})
    return config.model_copy(update=beside)


def read_settings(path: Path, model: type[M], what: str, schema: str) -> M:
    """Read and validate one YAML file of settings.

    `what` is what people call the file, `schema` where its settings are described. Raises
    ConfigError that lists every mistake with its place.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"the file is not UTF-8 text (byte {error.start})",
            where=str(path),
            hint="Save it as UTF-8.",
        ) from None
    data, marks, repeated = _parse(text, path)
    problems = [(marks.get(loc, (1, 1)), loc, "is there twice") for loc in repeated]
    try:
        settings = model.model_validate(data)
    except ValidationError as error:
        problems += [_problem(model, marks, item) for item in error.errors(include_url=False)]
    if problems:
        problems.sort(key=lambda problem: problem[0])
        count = "1 mistake" if len(problems) == 1 else f"{len(problems)} mistakes"
        lines = [_line(path, *problem) for problem in problems]
        raise ConfigError(
            "\n".join([f"{count} in {what}:", *lines]),
            hint=f"Every setting is described in {schema} (editors show it).",
        )
    return settings


def default_config(url: str) -> Config:
    """The configuration of `storewalk run URL` without a file. Raises ConfigError for a bad URL."""
    try:
        probe = Config.model_validate({"store": {"name": "shop", "url": url}})
        host = probe.store.host
        return Config.model_validate(
            {"store": {"name": host, "url": url}, "report": {"title": host}}
        )
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise ConfigError(
            _message(first), where=url, hint="Give the whole address: https://shop.example"
        ) from None


def _parse(text: str, path: Path) -> tuple[Any, dict[Location, tuple[int, int]], list[Location]]:
    marks: dict[Location, tuple[int, int]] = {}
    repeated: list[Location] = []
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else str(path)
        raise ConfigError(
            f"not YAML: {error.problem or error}",
            where=place,
            hint="Indent with spaces, and put quotes around text that holds ':' or '#'.",
        ) from None
    except yaml.YAMLError as error:
        raise ConfigError(f"not YAML: {error}", where=str(path)) from None
    if node is not None:
        _walk(node, (), marks, repeated)
    return ({} if data is None else data), marks, repeated


def _walk(
    node: yaml.Node,
    loc: Location,
    marks: dict[Location, tuple[int, int]],
    repeated: list[Location],
) -> None:
    marks.setdefault(loc, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            name = key.value
            if name in seen:
                repeated.append((*loc, name))
            seen.add(name)
            marks[(*loc, name)] = (key.start_mark.line + 1, key.start_mark.column + 1)
            _walk(value, (*loc, name), marks, repeated)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, (*loc, index), marks, repeated)


def _problem(model: type[BaseModel], marks: dict[Location, tuple[int, int]], error: Any) -> Problem:
    loc: Location = tuple(part for part in error["loc"] if part != "[key]")
    place = loc
    while place not in marks and place:
        place = place[:-1]
    message = _message(error)
    if error["type"] == "extra_forbidden":
        message = "is not a setting" + _did_you_mean(model, str(loc[-1]), loc[:-1])
    return marks.get(place, (1, 1)), loc, message


def _message(error: Any) -> str:
    text = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "missing":
        return "is missing"
    if error["type"] in ("model_type", "dict_type", "tuple_type"):
        return f"{text} (found {error['input']!r:.60})"
    if error["type"] not in ("value_error", "extra_forbidden"):
        return f"{text} (found {error['input']!r:.60})"
    return text


def _line(path: Path, mark: tuple[int, int], loc: Location, message: str) -> str:
    name = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).lstrip(".")
    return f"{path}:{mark[0]}:{mark[1]}: " + (f"{name}: {message}" if name else message)


def _did_you_mean(model: type[BaseModel], name: str, parent: Location) -> str:
    known = _fields(model, parent)
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; possible here: {', '.join(known)}" if known else ""


def _fields(model: Any, parent: Location) -> list[str]:
    for part in parent:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part) if hasattr(model, "model_fields") else None
        if field is None:
            return []
        model = _model_in(field.annotation)
    return list(getattr(model, "model_fields", {}))


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _model_in(inner)
        if found is not None:
            return found
    return None

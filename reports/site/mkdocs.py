"""MkDocs as the engine: its settings and its build. The only file that imports it.

ProperDocs, the fork that is looked after, has the same modules under its own name, and builds the
same tree to the same bytes (tested): `ENGINE` is all that a change to it would take.
"""

import logging
from importlib import import_module
from pathlib import Path
from typing import Any

import jinja2
import yaml

from crawler.errors import StorewalkError
from reports.site.environment import environment

ENGINE = "mkdocs"
"""Package of the engine: mkdocs or properdocs."""


def _theme(engine: str, folder: Path) -> Any:
    """Our templates only, with an environment that escapes: the engine's own does not."""
    base: Any = import_module(f"{engine}.theme").Theme

    class Ours(base):  # type: ignore[misc]  # the class of an engine that is chosen when it runs
        def get_env(self) -> jinja2.Environment:
            return environment([Path(one) for one in self.dirs])

    theme = Ours(name=None, custom_dir=str(folder))
    theme.dirs = [str(folder)]
    theme.static_templates = set()
    return theme


class _Complaints(logging.Handler):
    """Keeps what MkDocs warns about instead of printing it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def write_settings(work: Path, site: Path, templates: Path, title: str) -> Path:
    """Write mkdocs.yml beside the `docs` folder in `work`."""
    path = work / "mkdocs.yml"
    settings = {
        "site_name": title,
        "docs_dir": str(work / "docs"),
        "site_dir": str(site),
        "theme": {"name": None, "custom_dir": str(templates)},
        "use_directory_urls": False,
        "plugins": [],
        "markdown_extensions": [],
        "nav": [{"Overview": "index.md"}],
        "not_in_nav": "*",
    }
    path.write_text(yaml.safe_dump(settings, sort_keys=True), encoding="utf-8")
    return path


def build_html(settings: Path, templates: Path, engine: str = "") -> None:
    """Build every page, quietly. Raises StorewalkError with what the engine complained about."""
    engine = engine or ENGINE
    complaints = _Complaints()
    logger = logging.getLogger(engine)
    level, propagate = logger.level, logger.propagate
    logger.addHandler(complaints)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    trouble = import_module(f"{engine}.exceptions")
    failed: type[Exception] = (
        getattr(trouble, "MkDocsException", None) or trouble.ProperDocsException
    )
    try:
        config = import_module(f"{engine}.config").load_config(str(settings), strict=True)
        config.theme = _theme(engine, templates)
        config.plugins.on_startup(command="build", dirty=False)
        import_module(f"{engine}.commands.build").build(config)
        config.plugins.on_shutdown()
    except (failed, jinja2.TemplateError, SystemExit) as error:
        reason = "; ".join(complaints.lines) or str(error)
        raise StorewalkError(
            f"the report could not be built: {reason}",
            where=str(settings.parent.name),
            hint="This is a fault in Storewalk: please report it.",
        ) from error
    finally:
        logger.removeHandler(complaints)
        logger.setLevel(level)
        logger.propagate = propagate
    if complaints.lines:
        raise StorewalkError("the report could not be built: " + "; ".join(complaints.lines))

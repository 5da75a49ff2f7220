"""MkDocs as the engine: its settings and its build. The only file that imports it."""

import logging
from pathlib import Path

import jinja2
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.theme import Theme

from crawler.errors import StorewalkError
from reports.site.environment import environment


class _Theme(Theme):
    """Our templates only, with an environment that escapes: MkDocs' own does not."""

    def __init__(self, folder: Path) -> None:
        super().__init__(name=None, custom_dir=str(folder))
        self.dirs = [str(folder)]
        self.static_templates = set()

    def get_env(self) -> jinja2.Environment:
        return environment([Path(folder) for folder in self.dirs])


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


def build_html(settings: Path, templates: Path) -> None:
    """Build every page, quietly. Raises StorewalkError with what MkDocs complained about."""
    complaints = _Complaints()
    logger = logging.getLogger("mkdocs")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(complaints)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        config = load_config(str(settings), strict=True)
        config.theme = _Theme(templates)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, jinja2.TemplateError, SystemExit) as error:
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

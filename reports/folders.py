"""Where the templates are: beside the packages in a checkout, inside this one in a wheel."""

from pathlib import Path

from crawler.errors import StorewalkError

_REPORTS = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """The folder with the page templates. Raises StorewalkError when neither place has it."""
    for folder in (_REPORTS / "_site_templates", _REPORTS.parent / "site_templates"):
        if (folder / "base.html").is_file():
            return folder
    raise StorewalkError(
        "the page templates are missing",
        where=str(_REPORTS),
        hint="Install Storewalk again.",
    )

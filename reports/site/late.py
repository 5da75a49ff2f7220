"""A page that can be told only when the rest of the site is there."""

import json
from pathlib import Path

from reports.folders import templates_folder
from reports.model.shell import Shell
from reports.site.environment import environment
from reports.site.write import SitePage, page_data


def rewrite(site: Path, page: SitePage, around: Shell) -> None:
    """Render one page without tables again, as MkDocs did: same template, same data."""
    text = json.dumps(page_data(page, around, {}), ensure_ascii=False)
    data = json.loads(text.encode("utf-8", "replace"))  # no file can hold a lone surrogate
    template = environment([templates_folder()]).get_template(page.template)
    html = template.render(page={"meta": data})
    (site / page.file).write_text(html, encoding="utf-8", newline="\n")

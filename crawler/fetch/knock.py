"""The first request to a site: its home page, which tells the shop system."""

from typing import TYPE_CHECKING

from scrapy.http import Response

from crawler.fetch import answer
from crawler.fetch.entrances import MOST_HOPS
from crawler.fetch.frontier import Task
from crawler.records import PageState

if TYPE_CHECKING:
    from crawler.fetch.walk import SiteWalk


async def knock(walk: "SiteWalk") -> list[tuple[Task, Response]]:
    """Ask for the home page and find the platform: the rest is read with its knowledge.

    Returns what was asked, redirects of the home page included. What did not answer well is
    not in it: the walk asks for it again like for any page.
    """
    asked: list[tuple[Task, Response]] = []
    task: Task | None = Task(walk.shop.url, depth=0)
    while task and not walk.platform_known and len(asked) <= MOST_HOPS:
        if not walk.scope.allowed(task.url):
            break
        try:
            response = await walk.door.ask(task.url)
        except Exception:  # noqa: BLE001 - the page is asked again in its turn
            break
        state = answer.page_state(response)
        if state not in (PageState.OK, PageState.REDIRECT):
            break
        asked.append((task, response))
        if state is PageState.OK:
            walk.detect(response)
            if walk.scout is not None:
                walk.scout.enter(response)
        task = _following(walk, task, response)
    return asked if walk.crawl.discover == "links" else []


def _following(walk: "SiteWalk", task: Task, response: Response) -> Task | None:
    try:
        url = walk.scope.address(answer.http_facts(response).location or "")
    except ValueError:
        return None
    return Task(url, task.depth, task.url) if walk.scope.internal(url) else None

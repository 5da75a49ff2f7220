"""What belongs to a page but stands in other files: put together while the checks run."""

from collections.abc import Iterator, Mapping

import orjson

from crawler.checks.index import IndexBuilder
from crawler.extract.habits import learn, settled
from crawler.records import (
    JourneyRecord,
    Money,
    MoneyHabits,
    OfferFacts,
    PageRecord,
    RenderFacts,
    RunDir,
    codec,
    page_key,
)

_SAMPLE, _LINES = 300, 5_000
"""Product pages of each shop that its habits are learnt from, and lines looked through for them.
Our own limits: reading them takes less than a second."""


class Attachments:
    """Renders, phone views, listings and the shop's habits, ready to be put to their pages."""

    def __init__(self, run: RunDir, index: IndexBuilder) -> None:
        self._renders = run.all_renders()
        self._likenesses = run.likenesses()
        self._phones = run.phones()
        self._habits: Mapping[str, MoneyHabits] = {one.site: one for one in run.habits()}
        self._baskets = _baskets(run)
        self._index = index

    def to(self, page: PageRecord) -> PageRecord:
        """The page with all that is known about it."""
        habits = self._habits.get(page.site)
        renders = [self._render(page.key, item, habits) for item in self._renders.get(page.key, ())]
        seen: dict[str, object] = {
            "render": renders[0] if renders else None,
            "other_renders": tuple(renders[1:]),
            "phone": self._phones.get(page.key),
            "basket": self._baskets.get(page.key),
            "listings": self._index.listings.of(page.site, page.url),
        }
        if page.offer is not None and habits is not None:
            offer = settled(page.offer, habits)
            seen["offer"] = offer if offer is not page.offer else None
        found = {name: facts for name, facts in seen.items() if facts}
        return page.model_copy(update=found) if found else page

    def _render(self, key: str, render: RenderFacts, habits: MoneyHabits | None) -> RenderFacts:
        seen: dict[str, object] = {}
        if habits is not None and render.offer is not None:
            offer = settled(render.offer, habits)
            seen["offer"] = offer if offer is not render.offer else None
        if render.laid_out:
            seen["likeness"] = self._likenesses.get((key, render.device))
        found = {name: facts for name, facts in seen.items() if facts}
        return render.model_copy(update=found) if found else render


def _baskets(run: RunDir) -> dict[str, Money]:
    """What products cost in the basket, by page key; of journeys that were sure of both prices."""
    found: dict[str, Money] = {}
    for record in codec.read_lines(run.journeys_path, JourneyRecord):
        if record.basket_price is not None and record.product_price is not None:
            found.setdefault(page_key(record.site, record.product_url), record.basket_price)
    return found


def habits_of(run: RunDir) -> tuple[MoneyHabits, ...]:
    """How each shop of a run writes its prices."""
    samples: dict[str, list[OfferFacts]] = {}
    for site, offer in _offers(run):
        sample = samples.setdefault(site, [])
        if len(sample) < _SAMPLE:
            sample.append(OfferFacts.model_validate(offer))
    return tuple(learn(site, offers) for site, offers in sorted(samples.items()))


def _offers(run: RunDir) -> Iterator[tuple[str, dict[str, object]]]:
    for number, (_, line) in enumerate(codec.keyed_lines(run.pages_path)):
        if number >= _LINES:
            return
        if b'"kind":"product"' in line:
            row = orjson.loads(line)
            if row.get("offer"):
                yield row["site"], row["offer"]

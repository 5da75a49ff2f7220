"""Which product is which of a competitor's: the lists of the user, and the stage that matches."""

from crawler.cli.progress import Talk
from crawler.cli.stages import Places, timed
from crawler.config import (
    Config,
    MatchRow,
    WatchedProduct,
    load_matches,
    load_products,
    with_matches,
    write_matches,
)


def products_of(config: Config) -> tuple[WatchedProduct, ...]:
    """Watched products: the list that the configuration names, and pairs of matches.csv."""
    return with_matches(listed_products(config), matches_of(config), config.store.id)


def listed_products(config: Config) -> tuple[WatchedProduct, ...]:
    """The list of watched products alone; none when the configuration names no list."""
    return load_products(config.products, config) if config.products else ()


def matches_of(config: Config) -> tuple[MatchRow, ...]:
    """What matches.csv says; none without competitors, or before the first run."""
    if not config.competitors:
        return ()
    return load_matches(config.matches, [shop.id for shop in config.competitors])


def paired(config: Config) -> frozenset[tuple[str, str]]:
    """Own addresses and competitors whose pair is known, or was refused by a person."""
    rows = matches_of(config)
    return frozenset((row.own_url, row.competitor) for row in rows if row.counts or row.decision)


def match_stage(config: Config, places: Places, talk: Talk) -> bool:
    """Find our products at the competitors and write matches.csv.

    True when other pairs count than before: what was checked is checked again with them.
    """
    if not config.competitors:
        return False
    from crawler.matching import model, review  # noqa: PLC0415 - loads scipy

    run = places.run
    before = matches_of(config)
    listed = listed_products(config)
    own, rivals = review.shelves(run.offers(), listed)
    if not own.goods or not any(rival.goods for rival in rivals):
        return False
    with timed(run, "match"), talk.stage("Matching the products"):
        names = {shop.id: shop.name for shop in config.shops}
        rows = review.review(own, rivals, model.load(), products=listed, before=before, names=names)
    try:
        write_matches(config.matches, rows)
    except OSError as error:
        # The night goes on with the pairs that it had: what was collected is worth more.
        talk.say(
            f"  ! {config.matches} could not be written ({error.strerror}).\n"
            "    Is it open in a spreadsheet? Close it, then: storewalk matches"
        )
        return False
    waiting = sum(row.state == "proposed" and not row.decision for row in rows)
    counting = {(row.key, row.link == "stale") for row in rows if row.counts or row.decision}
    talk.say(
        f"  {sum(row.counts for row in rows)} pairs found, {waiting} wait for you in"
        f" {config.matches}"
    )
    return counting != {(row.key, row.link == "stale") for row in before
                        if row.counts or row.decision}  # fmt: skip

"""The list that a person reviews, night after night."""

from dataclasses import replace

from crawler.config import MatchRow, WatchedProduct
from crawler.matching import model
from crawler.matching.review import review, shelves
from crawler.records import OfferRow, PriceState

OWN = "https://own.example/"
RIVAL = "https://rival.example/"


def offer(site: str, path: str, name: str, **more: str) -> OfferRow:
    role = "own" if site == "own" else "competitor"
    return OfferRow.model_validate(
        {"site": site, "role": role, "url": f"https://{site}.example/{path}",
         "state": PriceState.SHOWN, "name": name, "price": "29.98", "currency": "EUR", **more}
    )  # fmt: skip


NIGHT = (
    offer("own", "tripod", "Targus red TG-6660TR tripod", brand="Targus", mpn="TG-6660TR", sku="1"),
    offer("own", "camera", "Sony Cyber-shot DSC-H50 black", brand="Sony", mpn="DSCH50B", sku="2"),
    offer("rival", "t", "Targus TG6660TR tripod, red", brand="Targus", mpn="TG6660TR"),
    offer("rival", "c", "Sony Cyber-shot DSC-H50 black camera 9.1 MP"),
    offer("rival", "h", "Garden hose 10 m"),
)


def rows(
    night: tuple[OfferRow, ...] = NIGHT,
    before: tuple[MatchRow, ...] = (),
    products: tuple[WatchedProduct, ...] = (),
) -> dict[str, MatchRow]:
    """By the competitor's address."""
    own, rivals = shelves(night, products)
    found = review(own, rivals, model.load(), products=products, before=before)
    return {row.url: row for row in found}


def test_pairs_with_a_number_are_confirmed_with_their_evidence() -> None:
    row = rows()[f"{RIVAL}t"]
    assert (row.state, row.decision, row.link, row.own_sku) == ("confirmed", "", "ok", "1")
    assert row.own_price == "29.98 EUR"
    assert "maker's number agree" in row.reasons
    assert row.counts


def test_what_is_rejected_stays_rejected() -> None:
    before = replace(rows()[f"{RIVAL}t"], decision="reject")
    row = rows(before=(before,))[f"{RIVAL}t"]
    assert (row.decision, row.state, row.counts) == ("reject", "rejected", False)
    assert row.decided_name == "Targus TG6660TR tripod, red"


def test_what_is_accepted_stays_and_keeps_the_name_it_had() -> None:
    by_hand = MatchRow(decision="accept", own_url=f"{OWN}camera", competitor="rival",
                       url=f"{RIVAL}c")  # fmt: skip
    row = rows(before=(by_hand,))[f"{RIVAL}c"]
    assert (row.decision, row.state, row.link) == ("accept", "confirmed", "ok")
    assert row.decided_name == "Sony Cyber-shot DSC-H50 black camera 9.1 MP"
    renamed = (*NIGHT[:3], offer("rival", "c", "Sony DSC-H50 Cyber-shot"), NIGHT[4])
    again = rows(renamed, before=(row,))[f"{RIVAL}c"]
    assert (again.link, again.decided_name) == ("ok", row.decided_name)


def test_an_address_that_shows_another_product_is_stale_and_counts_no_longer() -> None:
    before = replace(rows()[f"{RIVAL}t"], decision="accept")
    other = (*NIGHT[:2], offer("rival", "t", "Canon PowerShot SX110"), *NIGHT[3:])
    row = rows(other, before=(before,))[f"{RIVAL}t"]
    assert (row.decision, row.link, row.counts) == ("accept", "stale", False)
    assert "is of 'Canon PowerShot SX110'" in row.reasons
    assert rows(NIGHT, before=(row,))[f"{RIVAL}t"].link == "ok", "the old product is back"


def test_a_page_that_was_not_seen_keeps_its_row() -> None:
    before = tuple(rows().values())
    accepted = tuple(replace(row, decision="accept") for row in before)
    gone = (*NIGHT[:2], NIGHT[4])
    found = rows(gone, before=accepted)
    assert found[f"{RIVAL}t"].link == "not seen"
    assert found[f"{RIVAL}t"].decision == "accept"
    nobody = rows(NIGHT[:2], before=accepted)
    assert {row.link for row in nobody.values()} == {"not seen"}


def test_pairs_of_the_product_list_are_not_proposed_again() -> None:
    watched = WatchedProduct(
        sku="1", name="Tripod", urls={"own": f"{OWN}tripod", "rival": f"{RIVAL}t"}
    )
    assert f"{RIVAL}t" not in rows(products=(watched,))


def test_what_waits_for_a_person_comes_first() -> None:
    own, rivals = shelves(NIGHT)
    stale = MatchRow(decision="accept", own_url=f"{OWN}camera", competitor="rival",
                     url=f"{RIVAL}h", decided_name="Sony DSC-H50")  # fmt: skip
    found = review(own, rivals, model.load(), before=(stale,))
    assert found[0].link == "stale"

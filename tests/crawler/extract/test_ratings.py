"""What a shopper sees of a rating."""

import pytest

from crawler.records import RatingSign
from tests.crawler.extract.pages import PRODUCT, facts, page, product_json

RATED = product_json(
    '{"@type":"Offer","price":"9"}',
    ',"aggregateRating":{"@type":"AggregateRating","ratingValue":4.83,"reviewCount":1204}',
)


def sign(main: str, markup: str = RATED) -> RatingSign | None:
    """What the page of a mug shows."""
    return facts(page(f"<h1>Mug</h1>{main}", head=markup), PRODUCT).outline.rating


@pytest.mark.parametrize(
    ("main", "expected"),
    [
        ("<p>A mug</p>", RatingSign.NOTHING),
        ("<p>4.8</p>", RatingSign.TEXT),
        ("<p>4,83</p>", RatingSign.TEXT),
        ("<p>(1.204)</p>", RatingSign.TEXT),
        ("<p>5 von 5</p>", RatingSign.TEXT),
        ("<p>12 Bewertungen</p>", RatingSign.TEXT),
        ("<p>14.83 EUR, 4.831 kg</p>", RatingSign.NOTHING),
        ("<p>Restart, separating, mustard, operating</p>", RatingSign.NOTHING),
        ('<b class="operating start mustard">a</b>', RatingSign.NOTHING),
        ('<img src="/mustard.jpg" alt="Mustard">', RatingSign.NOTHING),
        ('<img src="/a.png" alt="4.8 stars">', RatingSign.LABEL),
        ('<i title="Rated 4 out of 5"></i>', RatingSign.LABEL),
        ('<i class="reviewStars"></i>', RatingSign.PICTURE),
        ('<star-rating></star-rating>', RatingSign.PICTURE),
        ('<select id="rating"><option>5</select>', RatingSign.NOTHING),
        ('<svg hidden><symbol id="star"></symbol></svg>', RatingSign.NOTHING),
        ('<svg><symbol id="star"></symbol></svg>', RatingSign.NOTHING),
        ("<noscript><p class=rating>4.8</p></noscript>", RatingSign.NOTHING),
        ("<p>Soyez le premier à donner votre avis</p>", RatingSign.DENIED),
        ('<p class="hidden">No reviews yet</p>', RatingSign.NOTHING),
        ('<div class="yotpo bottomLine"></div>', RatingSign.WIDGET),
        ("<script src=https://api.feefo.com/a.js></script>", RatingSign.WIDGET),
        ("<iframe src=https://x.example/reviews></iframe>", RatingSign.WIDGET),
    ],
)  # fmt: skip
def test_the_plainest_sign_of_a_rating(main: str, expected: RatingSign) -> None:
    assert sign(main) is expected


def test_a_whole_number_is_written_with_a_zero() -> None:
    whole = RATED.replace("4.83", "5")
    assert sign("<p>5,0</p>", whole) is RatingSign.TEXT
    assert sign("<p>5</p>", whole) is RatingSign.NOTHING


def test_nobody_looks_where_the_markup_has_no_rating() -> None:
    assert sign("<p>4.8 out of 5</p>", product_json('{"@type":"Offer","price":"9"}')) is None


def test_a_rating_in_microdata_is_looked_for_too() -> None:
    marked = (
        '<div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Mug</b>'
        '<i itemprop="aggregateRating" itemscope itemtype="https://schema.org/AggregateRating">'
        '<meta itemprop="ratingValue" content="4.8"><meta itemprop="reviewCount" content="3"></i>'
        '<i itemprop="offers" itemscope itemtype="https://schema.org/Offer">'
        '<meta itemprop="price" content="9"></i></div>'
    )
    assert sign(marked, "") is RatingSign.NOTHING
    assert sign(f"{marked}<p>3 reviews</p>", "") is RatingSign.TEXT

import pytest

from tests.crawler.extract.pages import facts, page


def test_headings_take_the_alt_text_of_a_picture() -> None:
    headings = facts(
        "<h1><img alt='Blue Mug' src=l.png></h1><h3> Care  tips </h3>"
    ).outline.headings
    assert [(h.level, h.text) for h in headings] == [(1, "Blue Mug"), (3, "Care tips")]


def test_words_are_those_of_the_main_text() -> None:
    outline = facts(page("<p>one two<script>x y z</script></p>")).outline
    assert (outline.word_count, outline.text_start) == (2, "one two")
    assert outline.text_digest == facts(page("<p>one \n two</p>")).outline.text_digest
    assert outline.text_digest != facts(page("<p>one three</p>")).outline.text_digest


@pytest.mark.parametrize(
    "leak",
    [
        "{{ product.title }}", "{% if x %}", "[object Object]", "undefined", "NaN", "$NaN",
        "Liquid error: no snippet", "Traceback (most recent call last)", "Fatal error: Uncaught X",
        "Lorem ipsum dolor", "SQLSTATE[42000]",
    ],
)  # fmt: skip
def test_leaked_code_is_seen(leak: str) -> None:
    assert facts(page(f"<p>{leak}</p>")).outline.template_leaks == (leak,)


@pytest.mark.parametrize(
    "html",
    [
        "<code>{{ x }}</code>", "<script>{{ x }}</script>", "<p>an undefined term</p>",
        "<div v-cloak><p>{{ title }}</p></div>", "<p>Nannies</p>", "<p>Error: please log in</p>",
    ],
)  # fmt: skip
def test_code_that_is_meant_to_be_there_is_no_leak(html: str) -> None:
    assert facts(page(html)).outline.template_leaks == ()

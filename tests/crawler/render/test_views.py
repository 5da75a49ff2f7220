"""What is seen of a page besides its first look: other widths, dark colours, fonts on their way."""

import threading
from urllib.parse import quote

from playwright.async_api import Page

from crawler.checks.registry import find_check
from crawler.records import RenderState
from crawler.render.devices import DEVICES
from crawler.render.look import measure
from crawler.render.views import WIDTHS
from crawler.render.world import MEASURE, World, prepare, shown_as
from tests.checks.shown import screens
from tests.server import Answer, Asked


def whole_page(body: str) -> str:
    return (
        '<!doctype html><html lang="en"><head><title>Blue mug</title><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"></head><body>{body}</body></html>'
    )


def test_a_phone_is_looked_at_on_all_widths_and_a_tablet_on_those_of_tablets() -> None:
    phone, tablet, desktop = (
        screens().show(whole_page("<h1>Blue mug</h1>"), name)
        for name in ("phone-small", "tablet", "desktop")
    )
    assert phone.widths is not None
    assert [look.width for look in phone.widths.looks] == [320, 768]
    assert tablet.widths is not None
    assert [look.width for look in tablet.widths.looks] == [WIDTHS[-1]]
    assert desktop.widths is None


def test_other_widths_change_neither_the_facts_nor_the_shifts_of_the_page() -> None:
    body = (
        "<h1>Blue mug</h1><p style='padding-top: 40vw'>A mug for tea and coffee.</p>"
        "<script>addEventListener('resize', () => { if (innerWidth !== 412) {"
        " console.error('resized') } })</script>"
    )
    facts = screens().show(whole_page(body))
    assert facts.cls == 0
    assert facts.console == ()
    assert facts.layout_width == 412


def test_a_page_that_a_picture_makes_narrower_and_wide_again_has_not_jumped() -> None:
    body = (
        "<h1>Blue mug</h1><p>A mug for tea and coffee, and for soup when nobody looks.</p>"
        "<main style='padding-top: 30vw'><p>It holds a third of a litre.</p></main>"
    )
    later = (
        "<script>document.addEventListener('jump', () => document.body.insertAdjacentHTML("
        "'afterbegin', '<p style=\"height: 200px\">Sale</p>'))</script>"
    )

    async def shifts(page: Page) -> list[float]:
        cdp = await page.context.new_cdp_session(page)
        await prepare(cdp, "observe.js", ())
        await page.goto(f"data:text/html,{quote(whole_page(body + later))}")
        world = await World.open(cdp, MEASURE)
        await world.run("storewalk.settle(100, 2000)")
        found = []
        for width in (40, 412):
            await shown_as(cdp, DEVICES["phone"], width)
            await world.run("storewalk.settle(100, 2000)")
        found.append(await measure(world, DEVICES["phone"], "lookAgain"))
        await page.evaluate("document.dispatchEvent(new Event('jump'))")
        await world.run("storewalk.settle(100, 2000)")
        found.append(await measure(world, DEVICES["phone"], "lookAgain"))
        return [one["cls"] for one in found]

    resized, jumped = screens().visit("phone", shifts)
    assert resized == 0
    assert jumped > 0.1


def test_a_font_that_does_not_come_holds_its_words_back() -> None:
    end = threading.Event()

    def font(asked: Asked) -> Answer:
        end.wait(60)
        return Answer("", 404)

    body = (
        "<h1 style='font-family: Brand'>Blue mug</h1><script>addEventListener('load', () => {"
        " for (const [name, display] of [['Brand', 'block'], ['Other', 'swap']]) {"
        " const face = new FontFace(name, 'url(/brand.woff2)', { display });"
        " document.fonts.add(face); face.load().catch(() => {}) } })</script>"
    )
    try:
        facts = screens().show(whole_page(body), files={"/brand.woff2": font})
    finally:
        end.set()
    assert facts.text is not None
    assert facts.text.fonts_pending == ("Brand",)
    check = find_check("mobile/fonts-pending")
    assert check is not None
    assert [problem.message for problem in check(facts.text)] == [
        "Words stay hidden until their font has come; still on its way: Brand."
    ]


def test_a_page_that_loads_itself_anew_when_resized_is_seen_on_one_width() -> None:
    body = (
        "<h1>Blue mug</h1><p>A mug for tea and coffee.</p><script>"
        "addEventListener('resize', () => { if (innerWidth !== 412) location.reload() })</script>"
    )
    facts = screens().show(whole_page(body))
    assert facts.state is RenderState.OK
    assert facts.widths is None
    assert facts.text is not None
    assert facts.text.letters > 20

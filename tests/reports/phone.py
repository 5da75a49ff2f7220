"""What a phone showed in the sample: a changed screen, places on pictures, two journeys."""

from datetime import UTC, datetime
from decimal import Decimal

from crawler.records import (
    Box,
    Choice,
    ConsentFacts,
    ConsentPhase,
    ConsoleEntry,
    ElementEvidence,
    FieldFacts,
    JourneyRecord,
    JourneyState,
    JourneyStep,
    LookReason,
    Money,
    PictureChange,
    RenderFacts,
    Screenshot,
    StepName,
    StepState,
    TagFacts,
    TagSeen,
)

STEPS = tuple(StepName)
TAGS = (
    TagSeen(tag="Google Analytics 4", kind="analytics", id="G-ABCDEF1234", loaded=True, hits=2),
    TagSeen(tag="Meta Pixel", kind="marketing", id="123456", loaded=True, hits=1, free_hits=1),
)
"""Before a choice one says that consent is denied, and one does not ask."""


def dressed(facts: RenderFacts, number: int, words: tuple[str, ...]) -> RenderFacts:
    """A look with the reason for it; the third one looks different from the night before."""
    more: dict[str, object] = {
        "reason": (LookReason.HOME, LookReason.WATCHED, LookReason.TEMPLATE)[min(number, 2)],
        "template": "/products/*" if number > 1 else "",
        "third_parties": ("cdn.example", "tags.example") if number % 2 else ("cdn.example",),
        "console": tuple(ConsoleEntry(kind="error", text=word) for word in words),
    }
    if facts.opened:
        more["tags"] = TagFacts(tags=TAGS, cookies={"_fbp": "Meta Pixel"})
    shot = facts.screenshot
    if number in (2, 3) and shot is not None:
        more["picture_change"] = PictureChange(
            before_run="2026-08-21T021000Z",
            before=f"before-{shot.file}" if number == 2 else "",
            difference=f"change-{shot.file}" if number == 2 else "",
            share=0.18 if number == 2 else 0.0,
            boxes=(Box(x=20, y=90, width=372, height=290),) if number == 2 else (),
        )
    return facts.model_copy(update=more)


def consent(words: tuple[str, ...]) -> ConsentFacts:
    """A banner whose refusal one tag does not heed."""
    free = TAGS[0].model_copy(update={"free_hits": 2})
    late = TagSeen(tag="TikTok", kind="marketing", id=(words or ("ABC",))[0], hits=1, free_hits=1)
    own = {"choice": ""} | dict.fromkeys(words[:1], "")
    pixel = {"_fbp": "Meta Pixel"}
    return ConsentFacts(
        site="blue-mug",
        url="https://shop.example/",
        device="phone",
        cmp="OneTrust",
        accept="Accept all",
        refuse="Only necessary",
        phases=(
            ConsentPhase(name=Choice.NONE, complete=True, tags=TAGS, cookies=pixel),
            ConsentPhase(name=Choice.REJECTED, complete=True, pressed="Only necessary",
                         tags=TAGS[1:], cookies=pixel | own),
            ConsentPhase(name=Choice.ACCEPTED, complete=True, pressed=(*words, "Accept all")[0],
                         tags=(free, TAGS[1], late),
                         cookies={"_ga": "Google Analytics 4"} | pixel | own),
        ),
    )  # fmt: skip


def journeys(words: tuple[str, ...]) -> tuple[JourneyRecord, ...]:
    """One that reaches the checkout, and one that cannot put anything into the basket."""
    return tuple(_journey(name, good, words) for name, good in (("woocommerce", True),
                                                                ("my-way", False)))  # fmt: skip


def _journey(name: str, good: bool, words: tuple[str, ...]) -> JourneyRecord:
    last = len(STEPS) if good else STEPS.index(StepName.ADD)
    price = Money(amount=Decimal("34.90"), currency="EUR")
    return JourneyRecord(
        site="blue-mug",
        name=name,
        device="phone",
        device_width=412,
        device_height=823,
        state=JourneyState.OK if good else JourneyState.FAILED,
        note="" if good else "Nothing happened after the tap on “Add to basket”",
        started_at=datetime(2026, 8, 22, 2, 10, tzinfo=UTC),
        elapsed_ms=14_200,
        product_url="https://shop.example/products/acre-teapot",
        product_name=words[0] if words else "Acre teapot",
        search_words="acre teapot",
        product_price=price,
        basket_price=price if good else None,
        guest=True if good else None,
        consent="rejected: Only necessary",
        emptied=True if good else None,
        steps=tuple(_step(number, step, last, words) for number, step in enumerate(STEPS)),
    )


def _step(number: int, name: StepName, last: int, words: tuple[str, ...]) -> JourneyStep:
    if number > last:
        return JourneyStep(name=name, state=StepState.NOT_REACHED)
    failed = number == last
    shot = Screenshot(file=f"journey-{number}.png", width=412, height=823)
    return JourneyStep(
        name=name,
        state=StepState.FAILED if failed else StepState.OK,
        way=f"button “{name}”",
        note="Nothing happened." if failed else "",
        pressed=ElementEvidence(selector="button", box=Box(x=20, y=664, width=372, height=48)),
        elapsed_ms=640 + 90 * number,
        feedback_ms=180,
        url="https://shop.example/cart",
        before=shot,
        screenshot=shot,
        requests=12,
        errors=words[1:2] if failed else (),
        fields=_fields(words) if name is StepName.CHECKOUT else (),
    )


def _fields(words: tuple[str, ...]) -> tuple[FieldFacts, ...]:
    rows = (("email", "E-mail", "label", "email"), ("text", words[0] if words else "", "", None),
            ("tel", "Phone", "placeholder", "tel"))  # fmt: skip
    return tuple(
        FieldFacts(
            selector=f"#f{number}", tag="input", type=kind, name=f"f{number}", id=f"f{number}",
            label=label, named_by=named, placeholder="", autocomplete=auto, inputmode="",
            autocorrect=None, autocapitalize=None, required=True, font_px=16.0, visible=True,
            form="#checkout",
        )
        for number, (kind, label, named, auto) in enumerate(rows)
    )  # fmt: skip

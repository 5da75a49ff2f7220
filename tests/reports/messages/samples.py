"""Messages and decisions to try the ways with."""

from reports.messages.base import Kind, Line, Message, Retries

SECRET = "xoxb-very-secret-1234567890"  # noqa: S105 - opens nothing
ATTACKS = (
    "<!channel> <!here|now> <@U012AB3CD> &lt;",
    "@everyone @here <@&1> @acme/owners #1 GH-1 acme/shop#2",
    "[Sign in](https://evil.example/) ![x](https://evil.example/p.png)",
    "line\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script>",
    "::error title=x::y\n::set-env name=PATH::/tmp\n##[command]rm ::stop-commands::t",
    "``` `code` ``` | a | b |\n\n# Head\n<details><img src=x onerror=alert(1)>",
    "\u202egnp.exe \u2028next \u0000 <!-- storewalk:regressions -->",
    "T" * 5_000,
)


def line(number: int = 1, *, quote: str = "The page has no title.", severity: str = "error",
         url: str = "https://shop.example/mug", title: str = "") -> Line:  # fmt: skip
    return Line(
        title=title or f"Title missing {number}",
        severity=severity,
        count="3 findings",
        url=url,
        quote=quote,
        href="issues/seo-title-missing.html",
        check=f"seo/title-missing-{number}",
    )


def message(
    kind: Kind = "worse",
    *,
    ids: tuple[str, ...] = ("a" * 16,),
    standing_ids: tuple[str, ...] | None = None,
    lines: tuple[Line, ...] | None = None,
    standing: tuple[Line, ...] | None = None,
    title: str = "Blue Mug: 3 errors to mend",
) -> Message:
    shown = (line(),) if lines is None else lines
    return Message(
        kind=kind,
        shop="Blue Mug",
        run="2026-08-22T021000Z",
        title=title,
        intro="The walk of 22 August 2026 found them, and nobody was told of them before.",
        lines=shown,
        standing=shown if standing is None else standing,
        facts=(("Health score", "77.5 (−1)"), ("Errors", "12")),
        trend="▁▃█·▅",
        trend_label="Open errors, night by night",
        link="https://reports.shop.example/",
        ids=ids,
        standing_ids=ids if standing_ids is None else standing_ids,
    )


def hostile() -> Message:
    """Every text that was crawled is an attack, and so is the shop's name."""
    lines = tuple(
        line(number, quote=text, title=text, url=f"https://shop.example/{text}")
        for number, text in enumerate(ATTACKS)
    )
    return message(lines=lines, title=f"Blue Mug {ATTACKS[3]} {ATTACKS[0]}")


class Pauses:
    """Takes down how long somebody wanted to sleep, and lets nobody wait."""

    def __init__(self) -> None:
        self.asked: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.asked.append(seconds)

    @property
    def retries(self) -> Retries:
        return Retries(sleep=self)

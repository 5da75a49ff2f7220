"""Settings of the journeys: whether, with which product, and as whom."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from crawler.config.strict import Strict


class ShopperIdentity(Strict):
    """A shopper who does not exist, for the first form of the checkout."""

    email: str = Field("", description="Such as storewalk@example.com; nothing is sent to it.")
    first_name: str = Field("", description="First name.")
    last_name: str = Field("", description="Family name.")
    company: str = Field("", description="Company.")
    phone: str = Field("", description="Phone number.")
    street: str = Field("", description="Street with house number.")
    postcode: str = Field("", description="Postcode.")
    city: str = Field("", description="Town.")

    @property
    def known(self) -> dict[str, str]:
        """What is set, by the name of the setting."""
        return {name: str(value) for name, value in self if value}


class JourneySettings(Strict):
    """The way from the shop window to the first form of the checkout, walked like a shopper."""

    enabled: bool = Field(
        False,
        description="Walk it. Only ever in your own shop: a product is put into the basket and "
        "taken out again. Nothing is ordered or paid. Robots.txt closes baskets to programs, so "
        "this is for the owner to switch on.",
    )
    use: Literal["auto"] | tuple[str, ...] = Field(
        "auto",
        description="auto: the journey of your shop system, else generic. Or names of journeys, "
        "built in or in `folder`: [woocommerce, my-way].",
    )
    folder: Path = Field(
        Path("journeys"), description="Your own journeys (*.yml), relative to this file."
    )
    product: str = Field(
        "",
        description="Address or SKU of the product to buy; absent: a watched product in stock, "
        "else a product with a price.",
    )
    search_words: str = Field(
        "", description="What to search for; absent: words of the product's name."
    )
    identity: ShopperIdentity | None = Field(
        None,
        description="A test shopper whose data is typed into the first form of the checkout, and "
        "never sent. Absent: nothing is typed.",
    )
    step_timeout_s: float = Field(8.0, gt=0, le=60, description="Seconds for one step.")
    max_minutes: float = Field(2.0, gt=0, le=30, description="One journey ends after that long.")

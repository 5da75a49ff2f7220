"""How pages are looked at on a phone: `render` of config/storewalk.yml."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from crawler.config.strict import Strict

Device = Literal["phone", "phone-small", "phone-large", "tablet", "desktop"]
Host = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.\-]*$")]
TagId = Annotated[str, Field(pattern=r"^[A-Za-z0-9\-]{4,40}$")]


class RenderPolicy(Strict):
    """What to look at on a phone."""

    enabled: bool = Field(True, description="Look at pages in a browser.")
    devices: tuple[Device, ...] = Field(("phone",), min_length=1, description="Device profiles.")
    max_pages: int = Field(200, ge=0, le=5000, description="Pages of the own shop in one night.")
    executable_path: Path | None = Field(
        None, description="The browser to use; absent: the first one found."
    )
    page_timeout_s: float = Field(45.0, gt=0, description="Seconds for one page, everything in.")
    concurrency: int = Field(
        0, ge=0, le=32, description="Pages at once; 0: as many as this machine shows well."
    )
    max_page_mb: float = Field(
        30.0, gt=0, description="Pages that load more than this are stopped and say so."
    )
    screenshots: bool = Field(True, description="Keep a picture of each page.")
    third_parties: Literal["load", "block"] | tuple[Host, ...] = Field(
        "load",
        description="Files of other companies: load them, block them, or load those of the hosts "
        "named here only: [fonts.gstatic.com]. Hosts below the shop's own and the file servers of "
        "shop systems are always loaded; what counts visitors is never told that we were there.",
    )
    tags: tuple[TagId, ...] = Field(
        (), description="Tags that every page should load: [G-ABC1234567, GTM-ABC1234]."
    )
    consent: bool = Field(
        True,
        description="Look at the own home page three times: without a choice about cookies, after "
        "refusing, after accepting. Not done when files of other companies are kept out.",
    )
    throttling: Literal["none", "lighthouse-mobile"] = Field(
        "none",
        description="lighthouse-mobile: look at one page of each kind once more, as a middling "
        "phone on a slow line would load it (150 ms, 1.6 Mbit/s, a processor 4 times slower).",
    )
    accessibility: bool = Field(
        True, description="Let axe-core look for what keeps people with a disability out."
    )
    per_template: int = Field(
        3,
        ge=1,
        le=50,
        description="Pages that stand for each template; the same ones every night, so that their "
        "pictures can be compared.",
    )
    full_pages: bool = Field(
        True,
        description="Also picture the whole page, once for each template and for watched products.",
    )
    pictures_mb: int = Field(
        60,
        ge=1,
        description="Pictures of one night, in MB; then no more whole pages are pictured.",
    )
    mask: tuple[str, ...] = Field(
        (),
        description="CSS selectors of what is left out of pictures: a clock, a slide show, "
        "reviews that change every day.",
    )

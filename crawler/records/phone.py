"""Sections of what a phone showed. Each is filled by the file of `crawler/render/measure` that has
its name, and is what a check asks for by its type."""

from typing import ClassVar

from crawler.records.base import Record


class PhoneSection(Record):
    """Base of the sections of RenderFacts.

    A section that nobody filled is None there, and a check that asks for it gives no verdict.
    """

    of_layout: ClassVar[bool] = True
    """Left out where style sheets did not load or the page is laid out wider than the phone: what
    shoppers see was not seen then, or one fault, the viewport, makes all others."""

"""The report's words, numbers and dates in the language of its readers."""

from reports.language import formats
from reports.language.formats import count, day_in_words, moment, money, number, percent, signed
from reports.language.speech import N_, Speech, _, ngettext, speaking, speech, spoken

__all__ = [
    "N_",
    "Speech",
    "_",
    "count",
    "day_in_words",
    "formats",
    "moment",
    "money",
    "ngettext",
    "number",
    "percent",
    "signed",
    "speaking",
    "speech",
    "spoken",
]

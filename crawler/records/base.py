"""What every record has in common: frozen, forward compatible, documented field by field."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A line or a part of a line in the run directory.

    Unknown fields are ignored, so that a run written by a newer Storewalk can still be read.
    Tuples are used throughout: an empty tuple means "looked, found none", None "did not look".
    """

    model_config = ConfigDict(frozen=True, extra="ignore", use_attribute_docstrings=True)

"""What all settings have in common: they never change, and an unknown one is an error."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A part of a file that people write."""

    model_config = ConfigDict(frozen=True, extra="forbid")

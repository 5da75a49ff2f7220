"""What a page shows of a rating."""

from enum import StrEnum


class RatingSign(StrEnum):
    """The plainest sign of a rating on a page, whoever's it is."""

    TEXT = "text"
    """Stars as letters, "4.8 out of 5", "120 reviews", or the value of the markup."""
    LABEL = "label"
    """The same in the text for screen readers, a title or the alt text of a picture."""
    PICTURE = "picture"
    """An element named after stars or ratings, which style sheets draw."""
    DENIED = "denied"
    """The page says that there are no reviews yet."""
    WIDGET = "widget"
    """A place for reviews that a script may fill."""
    NOTHING = "nothing"

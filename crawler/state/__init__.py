"""What a night needs of the nights before, kept in a store between two machines."""

from crawler.state.address import DEFAULT, FORMS, open_store
from crawler.state.base import Moved, Note, StateError, Store, Stored
from crawler.state.damage import Damage, damage
from crawler.state.files import MATCHES, Places, read, write
from crawler.state.work import Pulled, Pushed, kept_notes, pull, push, verify

__all__ = [
    "DEFAULT",
    "FORMS",
    "MATCHES",
    "Damage",
    "Moved",
    "Note",
    "Places",
    "Pulled",
    "Pushed",
    "StateError",
    "Store",
    "Stored",
    "damage",
    "kept_notes",
    "open_store",
    "pull",
    "push",
    "read",
    "verify",
    "write",
]

"""Makes the running shop known to the tests of this folder."""

from tests.stores.oscar.fixture import oscar

__all__ = ["oscar"]

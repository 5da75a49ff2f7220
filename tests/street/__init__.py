"""A demo shopping street on 127.0.0.1: three shops with known prices and planted faults."""

from tests.street.goods import Product
from tests.street.server import Hit
from tests.street.street import Shop, Street
from tests.street.truth import Fault, Truth, load_truth

__all__ = ["Fault", "Hit", "Product", "Shop", "Street", "Truth", "load_truth"]

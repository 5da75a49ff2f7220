"""Checks of the way from the shop window to the checkout, as it was walked on a phone."""

"""The way from the shop window to the first form of the checkout, walked on a phone."""

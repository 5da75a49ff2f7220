"""Prices and stock."""

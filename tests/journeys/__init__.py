"""Journeys through small shops with a real basket, in a real browser."""

"""Accessibility: what people with a screen reader, a keyboard or weak eyes meet."""

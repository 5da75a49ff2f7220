"""Storewalk's eyes: everything that looks at a shop and judges what it saw."""

__version__ = "0.1.0"

"""What was known before tonight: sorted text that git can diff; only the last run is rewritten."""

from crawler.history.remember import History, remember

__all__ = ["History", "remember"]

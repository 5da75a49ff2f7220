"""What was known before tonight: sorted text that git can diff; only the last run is rewritten."""

from crawler.history.links import LinkMemory
from crawler.history.looks import LookMemory
from crawler.history.remember import History, remember
from crawler.history.seen import Seen

__all__ = ["History", "LinkMemory", "LookMemory", "Seen", "remember"]

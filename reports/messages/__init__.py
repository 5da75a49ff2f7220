"""Messages when something got worse: when one is due, what it says, and the ways it goes."""

"""`python -m crawler` is the same as the `storewalk` command."""

from crawler.cli import main

main(prog_name="storewalk")

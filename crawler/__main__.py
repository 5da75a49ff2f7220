"""`python -m crawler` is the same as the `storewalk` command."""

from crawler.cli import main

if __name__ == "__main__":  # a second process of the checks imports this as well
    main(prog_name="storewalk")

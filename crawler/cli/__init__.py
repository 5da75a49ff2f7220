"""The `storewalk` command. The composition root: the only room that knows crawler and reports."""

import logging
import sys
from typing import Any

import click

from crawler import __version__
from crawler.cli.checks import checks, new_check, schema
from crawler.cli.compare import compare
from crawler.cli.group import group
from crawler.cli.language import language_command
from crawler.cli.matches import matches
from crawler.cli.merge import merge
from crawler.cli.notify import notify
from crawler.cli.page import page
from crawler.cli.plan import plan
from crawler.cli.serve import serve
from crawler.cli.setup import doctor, init
from crawler.cli.state import state
from crawler.cli.walk import check, crawl, diff, journey, remember, render, report, run
from crawler.cli.watch import watch
from crawler.errors import StorewalkError, is_full


class _Group(click.Group):
    """Turns our errors into a sentence and the documented exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except StorewalkError as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"Error: {error}", err=True)
            sys.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Stopped. The same command goes on where it was.", err=True)
            sys.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            if is_full(error):
                place = getattr(error, "filename", None) or "the disk"
                click.echo(
                    f"Error: {place}: there is no room left on the disk\n"
                    "  What was collected is kept. Free some space; the same command goes on.",
                    err=True,
                )
                sys.exit(2)
            click.echo(
                f"Error: a fault in Storewalk: {type(error).__name__}: {error}\n"
                "  Nothing collected is lost. Repeat with `storewalk --debug ...` for the details.",
                err=True,
            )
            sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which people need them."""
        return list(self.commands)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="storewalk")
@click.option("--debug", is_flag=True, help="Show tracebacks and the log of every stage.")
def main(debug: bool) -> None:
    """Walk an online shop and its competitors, and publish what was seen.

    Exit codes: 0 done, 1 a fault in Storewalk, 2 usage or configuration, 3 the walk is unusable,
    10 findings at or above --fail-on, 130 stopped by Ctrl-C.
    """
    level = logging.DEBUG if debug else logging.WARNING
    handler = logging.StreamHandler(sys.stderr)
    # On the handler as well: Scrapy sets the level of its own loggers.
    handler.setLevel(level)
    logging.basicConfig(
        level=level, format="%(levelname)s %(name)s: %(message)s", handlers=[handler]
    )


for command in (
    init, doctor, run, page, watch, checks, serve, crawl, merge, render, journey, check, remember,
    report, notify, group, diff, compare, matches, state,
    plan, language_command, new_check, schema,
):  # fmt: skip
    main.add_command(command)

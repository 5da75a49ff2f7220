"""What the options of a walk refuse, and how they say it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.cli import main


def said(*arguments: str, stdin: str | None = None) -> str:
    """What a command with options that cannot be says before anything is asked."""
    command = ["crawl", "http://127.0.0.1:9/", "--run-dir", "never", *arguments]
    done = CliRunner().invoke(main, command, input=stdin)
    assert done.exit_code == 2, done.output
    assert not Path("never").exists()
    return done.output


@pytest.mark.parametrize("text", ["", "\n# only a remark\n"])
def test_a_list_without_an_address_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.txt"
    file.write_text(text, encoding="utf-8")
    assert f"{file}: there is no address in it" in said("--list", str(file))
    assert "standard input: there is no address in it" in said("--list", "-", stdin=text)


def test_a_line_that_is_no_address_is_shown_with_its_place(tmp_path: Path) -> None:
    words = said("--list", "-", stdin="https://shop.example/a\n/b\n")
    assert "standard input, address 2: not a web address: '/b'" in words
    assert "Write whole addresses" in words


def test_a_list_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert "none.txt: it cannot be read: No such file" in said("--list", str(tmp_path / "none.txt"))


def test_a_list_and_the_sitemaps_exclude_each_other() -> None:
    words = said("--list", "-", "--sitemap-only", stdin="https://shop.example/\n")
    assert "either --list or --sitemap-only" in words


@pytest.mark.parametrize("wrong", [("--rate", "0"), ("--max-pages", "0"), ("--browser", "maybe")])
def test_a_value_out_of_range_is_refused(wrong: tuple[str, str]) -> None:
    assert wrong[0] in said(*wrong)


@pytest.mark.parametrize("option", ["--only", "--not"])
def test_a_path_without_its_slash_is_refused(option: str) -> None:
    words = said(option, "sale/*")
    assert f"{option}: 'sale/*' is not a path" in words
    assert "'/sale/*'" in words

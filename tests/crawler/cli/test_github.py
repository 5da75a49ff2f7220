"""`storewalk init --github`: a repository that walks its shop from the next night on."""

import zipfile
from pathlib import Path

import pytest

from crawler import __version__
from crawler.cli.github import write_github
from crawler.config import load_config
from crawler.errors import ConfigError
from tests.command import ROOT, Done, storewalk
from tests.server import Answer, Shop, html, links
from tests.workflows.act import wheel

SHIPPED = ("workflows/nightly.yml", "workflows/launch.yml")


def shop_with(pages: int) -> Shop:
    shop = Shop({"/": html(links("/p/0"))})
    places = "".join(f"<url><loc>{shop.url}p/{n}</loc></url>" for n in range(pages))
    shop.routes |= {f"/p/{n}": html(f"<h1>Page {n}</h1>") for n in range(pages)}
    shop.routes["/sitemap.xml"] = Answer(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>',
        type="application/xml",
    )
    return shop


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    folder = tmp_path_factory.mktemp("repository")
    with shop_with(155) as shop:
        done = storewalk("init", shop.url, "--github", cwd=folder)
    return folder, done


def test_it_writes_the_workflows_and_a_configuration(made: tuple[Path, Done]) -> None:
    folder, done = made
    assert done.code == 0, done.text
    for name in SHIPPED:
        assert (folder / ".github" / name).read_bytes() == (ROOT / ".github" / name).read_bytes()
    config = load_config(folder / "config" / "storewalk.yml")
    assert config.crawl.max_pages == 300, "155 pages in the sitemap, and room"
    assert [channel.type for channel in config.messages.channels] == ["job_summary", "issue"]


def test_it_says_which_clicks_are_left_and_that_pages_are_public(made: tuple[Path, Done]) -> None:
    _, done = made
    for words in ("Source: GitHub Actions", "STOREWALK_PAGES = true", "PUBLIC", "Actions > General",
                  "top of a repository"):  # fmt: skip
        assert words in done.out


def test_elsewhere_the_action_installs_this_version_by_a_lock(made: tuple[Path, Done]) -> None:
    folder, _ = made
    action = folder / ".github" / "actions" / "storewalk"
    assert f"default: storewalk=={__version__}" in (action / "action.yml").read_text()
    assert (action / "requirements.lock").read_bytes() == (ROOT / "requirements.lock").read_bytes()


def test_a_second_time_nothing_is_overwritten_unasked(tmp_path: Path) -> None:
    written = write_github(tmp_path, force=False)
    assert "/history/" in (tmp_path / ".gitignore").read_text()
    (tmp_path / ".gitignore").write_text("mine\n")
    again = write_github(tmp_path, force=False)
    assert again == written[:-1], "the same files are no conflict"
    assert (tmp_path / ".gitignore").read_text() == "mine\n"
    changed = tmp_path / ".github" / "workflows" / "nightly.yml"
    changed.write_text("name: mine\n")
    (tmp_path / ".github" / "workflows" / "launch.yml").unlink()
    with pytest.raises(ConfigError, match=r"another file already .*nightly\.yml"):
        write_github(tmp_path, force=False)
    assert changed.read_text() == "name: mine\n"
    assert not (tmp_path / ".github" / "workflows" / "launch.yml").exists(), "all or nothing"
    write_github(tmp_path, force=True)
    assert changed.read_text() != "name: mine\n"


def test_a_configuration_that_is_there_is_kept(tmp_path: Path) -> None:
    config = tmp_path / "config" / "storewalk.yml"
    config.parent.mkdir()
    config.write_text("store: {name: s, url: https://shop.example}\n")
    done = storewalk("init", "https://shop.example", "--github", cwd=tmp_path)
    assert done.code == 0, done.text
    assert "Kept config/storewalk.yml" in done.out
    assert config.read_text() == "store: {name: s, url: https://shop.example}\n"


def test_the_wheel_holds_the_files_that_this_repository_runs(tmp_path: Path) -> None:
    wheel(tmp_path)
    (built,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        for name in (*SHIPPED, "actions/storewalk/action.yml"):
            assert archive.read(f"crawler/_github/{name}") == (ROOT / ".github" / name).read_bytes()
        lock = archive.read("crawler/_github/requirements.lock")
    assert lock == (ROOT / "requirements.lock").read_bytes()

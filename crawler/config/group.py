"""config/group.yml: several shops whose reports stand in one site."""

import re
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from crawler.config.load import read_settings
from crawler.config.model import ReportConfig
from crawler.config.strict import Strict
from crawler.errors import ConfigError


class GroupShop(Strict):
    """One shop of the group."""

    folder: Path = Field(
        description="Folder in which `storewalk run` is used for this shop, relative to this "
        "file: it holds config/storewalk.yml, runs/ and history/."
    )
    name: str = Field("", description="What the group calls it: Germany. Empty: the shop's name.")


class GroupConfig(Strict):
    """config/group.yml"""

    report: ReportConfig = Field(ReportConfig(), description="Title and language of the group.")
    shops: tuple[GroupShop, ...] = Field(description="Two shops or more.", min_length=2)

    @model_validator(mode="after")
    def _different_folders(self) -> Self:
        folders = [shop.folder for shop in self.shops]
        for folder in folders:
            if folders.count(folder) > 1:
                raise ValueError(f"shops: the folder {folder} is there twice")
        return self


def load_group(path: Path) -> GroupConfig:
    """Read and validate it; folders become paths from here.

    Raises ConfigError that lists every mistake, as `load_config` does.
    """
    if not path.exists():
        raise ConfigError(
            "there is no group of shops",
            where=str(path),
            hint="Write one: shops: [{folder: ../germany}, {folder: ../austria}]",
        )
    group = read_settings(path, GroupConfig, "the group", "config/group.schema.json")
    shops = tuple(
        shop.model_copy(update={"folder": path.parent / shop.folder}) for shop in group.shops
    )
    for shop in shops:
        if not (shop.folder / "config" / "storewalk.yml").is_file():
            raise ConfigError(
                f"no config/storewalk.yml in the folder of {shop.name or shop.folder.name}",
                where=str(shop.folder),
                hint="`folder` is where `storewalk run` is used for that shop.",
            )
    update: dict[str, object] = {"shops": shops}
    if group.report.catalogue is not None:
        catalogue = path.parent / group.report.catalogue
        update["report"] = group.report.model_copy(update={"catalogue": catalogue})
    return group.model_copy(update=update)


def folder_name(name: str, taken: frozenset[str] = frozenset()) -> str:
    """A name as a folder of the site: `blue-mug-germany`; with a number when it is taken."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "shop"
    number = 1
    while (slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return slug if number == 1 else f"{slug}-{number}"

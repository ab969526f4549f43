"""Shipped message templates, offered by the hook `template_packs`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@dataclass(frozen=True, slots=True)
class TemplatePack:
    """A folder of template files; sub-folders are languages (`ru`, `en`)."""

    id: str
    title: str
    """Marked with `N_`."""
    folder: "Traversable"

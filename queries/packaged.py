"""Data that come with the package."""

from __future__ import annotations

from importlib import resources
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is there: seven times as fast, which a person waits for at every start."""


def from_yaml(text: str) -> Any:
    """A YAML document."""
    return yaml.load(text, Loader=_LOADER)  # both are safe loaders


def packaged_yaml(name: str) -> Any:
    """A YAML file of this package."""
    return from_yaml(resources.files("queries").joinpath(name).read_text(encoding="utf-8"))

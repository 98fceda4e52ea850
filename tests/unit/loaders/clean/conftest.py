"""The simulator of byte damage, which lives beside the measurement in scripts/."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def simulator(load_script: Callable[[str], ModuleType]) -> ModuleType:
    """scripts/measure_repair.py as a module."""
    return load_script("measure_repair")

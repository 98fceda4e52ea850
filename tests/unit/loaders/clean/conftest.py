"""The simulator of byte damage, which lives beside the measurement in scripts/."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def simulator(checkout: Path) -> ModuleType:
    """scripts/measure_repair.py as a module."""
    spec = importlib.util.spec_from_file_location("measure_repair", checkout / "scripts" / "measure_repair.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module

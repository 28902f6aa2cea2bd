"""Which tests are called slow: `-m 'not slow and not office'` leaves what answers at once."""

from __future__ import annotations

from pathlib import Path

import pytest

SLOW = frozenset(
    {
        "batch/test_dask.py",
        "batch/test_engine.py",
        "batch/test_remote.py",
        "book/test_fuzz.py",
        "book/test_hostile.py",
        "cli/test_convert.py",
        "cli/test_interrupted.py",
        "cli/test_new.py",
        "cli/test_progress.py",
        "cli/test_validate.py",
        "flowchart/test_draw_and_read.py",
        "flowchart/test_placing.py",
        "package/test_odd_attributes.py",
        "setup/test_environment.py",
        "test_round_trip.py",
        "worksheet/test_odd_packages.py",
    }
)
"""Files with a test of more than five seconds, or several that start processes; from `--durations`."""

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE) and item.path.relative_to(_HERE).as_posix() in SLOW:
            item.add_marker(pytest.mark.slow)


def pytest_configure() -> None:
    gone = sorted(name for name in SLOW if not (_HERE / name).exists())
    if gone:
        raise pytest.UsageError(f"tests/conftest.py calls files slow that are not there: {', '.join(gone)}")

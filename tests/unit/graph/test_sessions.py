"""How sessions with the server end."""

from __future__ import annotations

from collections.abc import Iterator

import neo4j
import pytest

from graph.connection import _session


@pytest.fixture
def driver() -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver("bolt://127.0.0.1:1") as driver:  # which connects when first asked
        yield driver


@pytest.mark.parametrize("error", [ValueError, None])
def test_a_session_is_closed(driver: neo4j.Driver, error: type[Exception] | None) -> None:
    seen: list[neo4j.Session] = []
    try:
        with _session(driver, None) as session:
            seen.append(session)
            if error is not None:
                raise error
    except ValueError:
        assert error is ValueError
    assert [s.closed() for s in seen] == [True]


def test_ctrl_c_does_not_wait_for_what_was_being_received(driver: neo4j.Driver) -> None:
    manager = _session(driver, None)
    session = manager.__enter__()
    assert not manager.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not session.closed()
    session.close()

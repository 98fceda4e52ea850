"""Training the AOT cache: once for one Java and one set of jars, and not again where it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import server, server_aot, server_config
from graph.server_aot import train, wanted
from graph.server_config import Installation
from graph.server_process import exclusive
from schema.errors import ServerError


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Installation]:
    """Installations that were trained, by a training that only writes the file."""
    done: list[Installation] = []

    def record(installation: Installation) -> None:
        done.append(installation)
        (tmp_path / "output").write_bytes(b"cache")
        server_aot.keep(tmp_path / "output", installation)

    monkeypatch.setattr(server_aot, "_record", record)
    return done


def test_a_trained_cache_is_kept_and_others_are_dropped(tmp_path: Path, recorded: list[Installation]) -> None:
    old = tmp_path / "neo4j-2025.01.0-0123456789abcdef.aot"
    old.write_bytes(b"old")
    assert train(tmp_path) == Installation.at(tmp_path).aot_cache
    assert not old.exists()
    assert not wanted(Installation.at(tmp_path))


def test_it_is_trained_once(tmp_path: Path, recorded: list[Installation]) -> None:
    train(tmp_path)
    assert train(tmp_path) is None
    assert len(recorded) == 1


def test_two_do_not_train_at_once(tmp_path: Path, recorded: list[Installation]) -> None:
    with exclusive(tmp_path / "aot.lock"):
        assert train(tmp_path) is None
    assert recorded == []


def test_a_training_that_failed_is_not_tried_at_every_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\nexit 1\n")
    java.chmod(0o700)
    monkeypatch.setattr(server_config, "java", lambda: java)
    monkeypatch.setattr(server, "fetch", lambda *_arguments: None)
    with pytest.raises(ServerError):
        train(tmp_path / "cache")
    assert not wanted(Installation.at(tmp_path / "cache"))
    assert not list((tmp_path / "cache").glob("aot-*"))


def test_a_training_that_was_killed_is_tried_again_but_not_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = []

    def killed(_: Installation) -> None:
        begun.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(server_aot, "_record", killed)
    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            train(tmp_path)
    assert train(tmp_path) is None
    assert len(begun) == 3


def test_a_training_that_ends_forgets_earlier_ones(tmp_path: Path, recorded: list[Installation]) -> None:
    Installation.at(tmp_path).aot_tries.write_text("..")
    train(tmp_path)
    assert not Installation.at(tmp_path).aot_tries.exists()
    assert not Installation.at(tmp_path).aot_failed.exists()


def test_a_damaged_cache_is_dropped_and_trained_again(tmp_path: Path, recorded: list[Installation]) -> None:
    installation = Installation.at(tmp_path)
    train(tmp_path)
    assert installation.sound_aot_cache() == installation.aot_cache
    installation.aot_cache.write_bytes(b"cachf")
    assert installation.sound_aot_cache() is None
    assert wanted(installation)
    train(tmp_path)
    assert installation.sound_aot_cache() == installation.aot_cache


def test_a_cache_of_unknown_origin_is_not_used(tmp_path: Path, recorded: list[Installation]) -> None:
    installation = Installation.at(tmp_path)
    train(tmp_path)
    installation.aot_hash.unlink()
    assert installation.sound_aot_cache() is None


def test_a_cache_that_java_crashes_on_is_given_up(
    tmp_path: Path, recorded: list[Installation], monkeypatch: pytest.MonkeyPatch
) -> None:
    train(tmp_path)
    installation = Installation.at(tmp_path)
    java = tmp_path / "java"
    java.write_text(
        '#!/bin/sh\ncase "$*" in *AdminTool*) ;; *AOTCache*) kill -ABRT $$;; *) echo Error: no; exit 1;; esac\n'
    )
    java.chmod(0o700)
    monkeypatch.setattr(server_config, "java", lambda: java)
    monkeypatch.setattr(server, "fetch", lambda *_arguments: None)
    bolt, http = server.free_ports()
    with pytest.raises(ServerError, match="ended while starting: Error: no"):
        server.LocalServer(tmp_path / "home", tmp_path, bolt, http).start()
    assert not installation.aot_cache.exists()
    assert not wanted(installation)

"""Fetching the jars: whole files only, resumed, and one sentence for what goes wrong."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from graph.fetch import Jar, fetch, locked_jars, missing_jars, parse_lock
from schema.errors import ServerError

BODIES = {f"a{i}": bytes([i]) * (1000 + i) for i in range(5)}
JARS = tuple(
    Jar("org.example", name, "1", "", hashlib.sha256(body).hexdigest(), len(body)) for name, body in BODIES.items()
)


class Repository:
    """A Maven repository on a port of its own, which counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = 200
        self.failures = 0
        self.extra = b""
        repository = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                repository.asked.append(self.path)
                if repository.failures:
                    repository.failures -= 1
                    self.send_error(503)
                    return
                body = BODIES[self.path.split("/")[3]] + repository.extra
                self.send_response(repository.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"


@pytest.fixture
def repository(monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    monkeypatch.setattr("graph.fetch.time.sleep", lambda _seconds: None)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = Repository()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.01,))
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


def test_all_jars_arrive_whole_and_progress_ends_at_the_total(repository: Repository, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    fetch(JARS, tmp_path, lambda done, total, _name: seen.append((done, total)), repository.base)
    assert not missing_jars(JARS, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(j.file_name for j in JARS)
    assert max(seen) == (sum(j.size for j in JARS),) * 2


def test_only_what_is_missing_is_fetched_again(repository: Repository, tmp_path: Path) -> None:
    fetch(JARS, tmp_path, base=repository.base)
    (tmp_path / JARS[2].file_name).write_bytes(b"broken off")
    repository.asked.clear()
    fetch(JARS, tmp_path, base=repository.base)
    assert repository.asked == ["/" + JARS[2].path]


def test_a_damaged_file_of_the_right_size_is_fetched_again(repository: Repository, tmp_path: Path) -> None:
    fetch(JARS, tmp_path, base=repository.base)
    path = tmp_path / JARS[3].file_name
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    repository.asked.clear()
    fetch(JARS, tmp_path, base=repository.base)
    assert repository.asked == ["/" + JARS[3].path]
    assert path.read_bytes() == BODIES["a3"]


def test_parts_of_a_killed_fetch_are_deleted_and_those_of_a_running_one_kept(
    repository: Repository, tmp_path: Path
) -> None:
    (tmp_path / "a0-1.jar.1.part").write_bytes(b"half")
    with (tmp_path / "a1-1.jar.2.part").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        fetch(JARS, tmp_path, base=repository.base)
    assert [p.name for p in tmp_path.glob("*.part")] == ["a1-1.jar.2.part"]


def test_a_server_that_stumbles_is_asked_again(repository: Repository, tmp_path: Path) -> None:
    repository.failures = 3
    fetch(JARS, tmp_path, base=repository.base)
    assert not missing_jars(JARS, tmp_path)


def test_a_changed_file_is_refused_and_not_kept(repository: Repository, tmp_path: Path) -> None:
    repository.extra = b"!"
    with pytest.raises(ServerError, match=r"a\d-1.jar is not the file that was locked"):
        fetch(JARS, tmp_path, base=repository.base)
    assert not list(tmp_path.glob("*.jar"))
    assert not list(tmp_path.glob("*.part"))


def test_a_missing_file_is_named_with_its_status(repository: Repository, tmp_path: Path) -> None:
    repository.status = 404
    with pytest.raises(ServerError, match=r"a\d-1.jar could not be fetched \(HTTP 404\)"):
        fetch(JARS[:1], tmp_path, base=repository.base)


def test_no_network_is_one_sentence(repository: Repository, tmp_path: Path) -> None:
    with pytest.raises(ServerError, match="check the network and proxy settings"):
        fetch(JARS, tmp_path, base="http://127.0.0.1:9")


def test_a_full_disk_is_told_with_the_way_out(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, mode: str = "r") -> object:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("graph.fetch.Path.open", full)
    with pytest.raises(ServerError, match=r"The disk is full .* set KG_CACHE_DIR to another disk"):
        fetch(JARS, tmp_path, base=repository.base)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match="cannot be made"):
        fetch(JARS, tmp_path / "file" / "jars")


def test_the_packaged_lock_holds_neo4j_and_its_browser() -> None:
    jars = locked_jars()
    assert {"neo4j", "neo4j-server", "neo4j-browser"} <= {j.artifact for j in jars}
    assert len({j.file_name for j in jars}) == len(jars)


def test_natives_of_other_platforms_are_left_out() -> None:
    line = "io.netty:native:1:{} " + "0" * 64 + " 5\n"
    jars = parse_lock(line.format("linux-x86_64") + line.format("osx-aarch_64"))
    assert [j.classifier for j in jars if j.fits("osx-aarch_64")] == ["osx-aarch_64"]


@pytest.mark.parametrize("line", ["a:b", "a:b:1 abc 5", "a:b:1 " + "0" * 64, "a:b:1 " + "0" * 64 + " many"])
def test_a_damaged_lock_names_the_line(line: str) -> None:
    with pytest.raises(ServerError, match="line 2 is damaged"):
        parse_lock("# head\n" + line + "\n")

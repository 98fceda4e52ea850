"""What the audit finds, and that it claims nothing about vulnerabilities where nobody answers."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

HASH = "    --hash=sha256:" + "0" * 64
PROJECT: dict[str, Any] = {
    "project": {"dependencies": ["pyyaml"], "optional-dependencies": {}},
    "dependency-groups": {"dev": []},
}


@pytest.fixture(scope="module")
def audit(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("audit")


@pytest.fixture
def rules(checkout: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((checkout / "scripts" / "audit.yaml").read_text(encoding="utf-8"))
    return found


def test_what_is_here_is_in_order(audit: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["audit.py", "--offline"])
    assert audit.main() == 0


def test_packages_that_others_carry_along_do_not_count(
    audit: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    carried = tmp_path / "carried-1.0.dist-info"
    carried.mkdir()
    (carried / "METADATA").write_text("Metadata-Version: 2.1\nName: carried\nVersion: 1.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "argv", ["audit.py", "--offline"])
    assert audit.main() == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (f"pyyaml>=6 \\\n{HASH}", "is not pinned"),
        (f"pyyaml @ https://example.org/a.whl \\\n{HASH}", "is not pinned"),
        ("pyyaml==6.0", "has lines that are no SHA-256"),
        ("pyyaml==6.0 \\\n    --hash=md5:00", "has lines that are no SHA-256"),
        (f"pyyaml==0.1 \\\n{HASH}", "pyyaml is 6.*, locked is 0.1"),
        (f"nothing-of-the-kind==1 \\\n{HASH}", "nothing-of-the-kind is missing, locked is 1"),
        (f"nothing-of-the-kind==1 \\\n{HASH}", "nothing-of-the-kind is locked but nothing needs it"),
        (f"pyyaml==1 \\\n{HASH}\npyyaml==2 \\\n{HASH}", "names a package twice"),
        (f"pyyaml==1 \\\n{HASH}", "pytest is installed but not locked"),
    ],
)
def test_a_lock_that_is_wrong(line: str, told: str, audit: ModuleType, rules: dict[str, Any]) -> None:
    import re

    found = list(audit.offline(line + "\n", PROJECT, "", rules))
    assert any(re.search(told, one) for one in found), found


def test_a_line_for_another_platform_is_no_fault(audit: ModuleType, rules: dict[str, Any]) -> None:
    lock = f"nothing-of-the-kind==1 ; sys_platform == 'plan9' \\\n{HASH}\n"
    assert not [one for one in audit.offline(lock, PROJECT, "", rules) if "nothing-of-the-kind" in one]


@pytest.mark.parametrize(
    ("licence", "good"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND Zlib", True),
        ("MIT AND GPL-3.0-only", False),
        ("GNU Affero General Public License v3", False),
        ("BSD License", True),
        ("", False),
    ],
)
def test_licences(licence: str, good: bool, audit: ModuleType, rules: dict[str, Any]) -> None:
    assert audit.allowed(licence, rules) is good


def test_a_licence_that_is_not_listed_is_told(audit: ModuleType, rules: dict[str, Any], checkout: Path) -> None:
    lock = (checkout / "requirements.lock").read_text(encoding="utf-8")
    found = list(audit.offline(lock, PROJECT, "", {**rules, "licences": [], "names": {}}))
    assert any("pyyaml has the licence MIT" in one for one in found)


def test_jars_that_are_named_twice_are_told(audit: ModuleType, rules: dict[str, Any]) -> None:
    jar = "a:b:1 " + "0" * 64 + " 5\n"
    assert any("names a jar twice" in one for one in audit.offline("", PROJECT, jar + jar, rules))


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A service that knows of one vulnerability, in answer to whatever is asked first."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            results: list[dict[str, Any]] = [{} for _ in asked]
            results[0] = {"vulns": [{"id": "GHSA-1"}, {"id": "CVE-2"}]}
            body = json.dumps({"results": results}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: Any) -> None:
            pass

    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def test_vulnerabilities_of_packages_and_jars_are_told(audit: ModuleType, service: str) -> None:
    asked = audit.questions(f"pyyaml==6.0 \\\n{HASH}\n", "a:b:1 " + "0" * 64 + " 5\n")
    assert asked == [
        {"package": {"name": "pyyaml", "ecosystem": "PyPI"}, "version": "6.0"},
        {"package": {"name": "a:b", "ecosystem": "Maven"}, "version": "1"},
    ]
    assert list(audit.known(asked, service)) == ["pyyaml 6.0: GHSA-1, CVE-2"]


@pytest.mark.parametrize(("reached", "code", "told"), [(True, 1, "GHSA-1"), (False, 0, "nothing is known of")])
def test_a_service_that_does_not_answer_is_said(
    reached: bool,
    code: int,
    told: str,
    audit: ModuleType,
    service: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "argv", ["audit.py", "--service", service if reached else "http://127.0.0.1:9/"])
    assert audit.main() == code
    assert told in capsys.readouterr().err

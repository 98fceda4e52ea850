"""Check what is depended on: locks, installed versions and licences here, known vulnerabilities where a service answers.

    python scripts/audit.py [--offline] [--service ADDRESS]

Offline, as part of `make check`: every locked package is pinned and has SHA-256; what is installed is what is locked;
no lock line is unneeded; every licence is on the list of audit.yaml; every jar has its hash. Then, without
--offline, an OSV service is asked about all packages and jars; where it cannot be reached, that is said, and nothing
is claimed. Whether a version was withdrawn by its authors (yanked) is not known here: the lock does not say.
"""

from __future__ import annotations

import argparse
import re
import sys
import sysconfig
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import requests
import yaml
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from graph.fetch import parse_lock

SERVICE = "https://api.osv.dev/v1/querybatch"
TOP = Path(__file__).parents[1]
_BATCH = 1000
_TIMEOUT = (5, 60)


@dataclass(frozen=True, slots=True)
class Locked:
    """A line of requirements.lock."""

    name: str
    version: str
    marker: str
    hashes: int

    @property
    def applies(self) -> bool:
        """Whether this platform needs it."""
        return not self.marker or Marker(self.marker).evaluate()


def locked(text: str) -> Iterator[Locked | str]:
    """The packages of requirements.lock; a line that is no pinned package as what is wrong."""
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n?", "", text).strip())
    for entry in filter(None, entries):
        head, *rest = entry.replace("\\\n", "\n").splitlines()
        found = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==([^\s;]+)\s*(?:;\s*(.+?))?\s*", head)
        hashes = sum(bool(re.fullmatch(r"\s*--hash=sha256:[0-9a-f]{64}\s*", line)) for line in rest)
        if found is None:
            yield f"requirements.lock: {head.strip()} is not pinned; write it with `make lock`"
        elif hashes == 0 or hashes != len([line for line in rest if line.strip()]):
            yield f"requirements.lock: {found[1]} has lines that are no SHA-256; write it with `make lock`"
        else:
            yield Locked(canonicalize_name(found[1]), found[2], found[3] or "", hashes)


def needed(roots: Sequence[str], requires: Callable[[str], Sequence[str]]) -> set[str]:
    """Names of all packages that the requirements lead to on this platform."""
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(root), "") for root in roots]
    while waiting:
        one, extra = waiting.pop()
        if one.marker and not one.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(one.name)
        for wanted in ("", *one.extras):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                waiting += [(Requirement(r), wanted) for r in requires(name)]
    return {name for name, _ in seen}


def allowed(licence: str, rules: Mapping[str, Any]) -> bool:
    """Whether a licence expression may be used."""
    text = str(rules["names"].get(licence, licence))
    parts = text.strip("()").split(" OR ")
    return any(all(p.strip(" ()") in rules["licences"] for p in part.split(" AND ")) for part in parts)


def licence_of(package: metadata.Distribution) -> list[str]:
    """What the metadata says: an expression, or else classifiers, or else free text."""
    about = cast("Message", package.metadata)
    if expression := about.get("License-Expression"):
        return [str(expression)]
    classifiers = [c.split(" :: ")[-1] for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    classifiers = [c for c in classifiers if c != "OSI Approved"]
    return classifiers or [" ".join((about.get("License") or "").split())[:80]]


def offline(lock: str, project: Mapping[str, Any], jars: str, rules: Mapping[str, Any]) -> Iterator[str]:
    """Everything that is wrong, a sentence each."""
    lines = list(locked(lock))
    yield from (line for line in lines if isinstance(line, str))
    pinned = [line for line in lines if isinstance(line, Locked)]
    here = {line.name: line for line in pinned if line.applies}
    if len(here) != sum(line.applies for line in pinned):
        yield "requirements.lock names a package twice for this platform; write it with `make lock`"
    paths = sysconfig.get_paths()  # not sys.path, to which pkg_resources adds what setuptools carries along
    here_only = metadata.distributions(path=sorted({paths["purelib"], paths["platlib"]}))
    installed: dict[str, metadata.Distribution] = {canonicalize_name(d.name): d for d in here_only}
    for name, line in sorted(here.items()):
        found = installed[name].version if name in installed else "missing"
        if found != line.version:
            yield f"{name} is {found}, locked is {line.version}; run `make install` in a fresh .venv"
    for name in sorted(installed.keys() - here.keys() - set(rules["unlocked"])):
        yield f"{name} is installed but not locked; name it in pyproject.toml and run `make lock`, or uninstall it"
    roots = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    roots += [r for extra in project["project"]["optional-dependencies"].values() for r in extra]
    reached = needed(roots, lambda n: (installed[n].requires or []) if n in installed else [])
    for name in sorted(here.keys() - reached):
        yield f"{name} is locked but nothing needs it; run `make lock`"
    for name in sorted(here.keys() & installed.keys()):
        if name not in rules["packages"]:
            yield from (
                f"{name} has the licence {licence or 'unknown'}, which scripts/audit.yaml does not list"
                for licence in licence_of(installed[name])
                if not allowed(licence, rules)
            )
    names = [jar.file_name for jar in parse_lock(jars)]
    if len(set(names)) != len(names):
        yield "graph/jars.lock names a jar twice; write it with scripts/lock_jars.py"


def questions(lock: str, jars: str) -> list[dict[str, Any]]:
    """What to ask about every package and jar."""
    python = [(line.name, "PyPI", line.version) for line in locked(lock) if isinstance(line, Locked)]
    java = sorted({(f"{j.group}:{j.artifact}", "Maven", j.version) for j in parse_lock(jars)})
    return [{"package": {"name": n, "ecosystem": e}, "version": v} for n, e, v in [*python, *java]]


def known(asked: Sequence[Mapping[str, Any]], service: str) -> Iterator[str]:
    """Vulnerabilities that the service knows, a line each. Raises requests.RequestException where it does not answer."""
    for begin in range(0, len(asked), _BATCH):
        part = asked[begin : begin + _BATCH]
        answer = requests.post(service, json={"queries": list(part)}, timeout=_TIMEOUT)
        answer.raise_for_status()
        for one, result in zip(part, answer.json()["results"], strict=True):
            if ids := [v["id"] for v in result.get("vulns") or ()]:
                yield f"{one['package']['name']} {one['version']}: {', '.join(ids)}"


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--offline", action="store_true")
    parser.add_argument("--service", default=SERVICE)
    options = parser.parse_args()
    lock = (TOP / "requirements.lock").read_text(encoding="utf-8")
    jars = (TOP / "graph" / "jars.lock").read_text(encoding="utf-8")
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    rules = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    wrong = list(offline(lock, project, jars, rules))
    if not options.offline:
        asked = questions(lock, jars)
        try:
            found = list(known(asked, options.service))
            print(f"{len(asked)} packages and jars asked about, {len(found)} with known vulnerabilities.")
            wrong += found
        except (requests.RequestException, KeyError, ValueError) as error:
            name = type(error).__name__
            print(f"No vulnerability service answers ({name}): nothing is known of vulnerabilities.", file=sys.stderr)
    for line in wrong:
        print(line, file=sys.stderr)
    if not wrong:
        print("Locks, installed packages and licences are in order.")
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main())

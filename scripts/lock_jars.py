"""Write graph/jars.lock: the jars of Neo4j Community and Neo4j Browser with their SHA-256 and size.

    python scripts/lock_jars.py RESOLVED [--output graph/jars.lock]

RESOLVED is the list that `mvn dependency:list` prints for a project depending on org.neo4j.app:neo4j-server
(`group:artifact:jar[:classifier]:version:scope`, one a line), or an older jars.lock to be hashed again.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatchcase
from pathlib import Path

import requests
from jgo.constants import MAVEN_CENTRAL_URL

from graph.fetch import Jar

BROWSER = ("org.neo4j.client", "neo4j-browser", "5.24.0", "")
EXCLUDED = {
    "hadoop-common": "Parquet import only",
    "parquet-*": "Parquet import only",
    "snappy-java": "Parquet import only",
    "scala-reflect": "unused at run time",
    "reactor-core": "unused by the embedded driver's blocking face",
    "kiama_3": "unused at run time",
    "jaxb-runtime": "XML answers, never asked for",
    "FastInfoset": "XML answers, never asked for",
    "stax-ex": "XML answers, never asked for",
    "txw2": "XML answers, never asked for",
    "istack-*": "XML answers, never asked for",
    "commons-pool": "unused at run time",
    "WMI4Java": "Windows process lists of the shell tools",
    "jProcesses": "Windows process lists of the shell tools",
    "jPowerShell": "Windows process lists of the shell tools",
    "neo4j-push-to-cloud": "upload to a hosted service",
}
"""Artifacts left out: measured on 2026.08.1, everything that parkgraph uses ran without them."""

Coordinate = tuple[str, str, str, str]


def read_coordinates(text: str) -> list[Coordinate]:
    """(group, artifact, version, classifier) of every line of either format."""
    found: set[Coordinate] = set()
    for line in text.splitlines():
        word = (line.strip().split() or [""])[0]
        parts = word.split(":")
        if line.startswith("#") or len(parts) < 3:
            continue
        if len(parts) >= 5 and parts[2] == "jar":
            classifier = parts[3] if len(parts) == 6 else ""
            found.add((parts[0], parts[1], parts[-2], classifier))
        elif re.fullmatch(r"[\w.\-]+(?::[\w.\-]+){2,3}", word):
            found.add((parts[0], parts[1], parts[2], parts[3] if len(parts) == 4 else ""))
    return sorted(found)


def excluded(artifact: str) -> bool:
    """Whether the artifact is left out."""
    return any(fnmatchcase(artifact, pattern) for pattern in EXCLUDED)


def locked(coordinate: Coordinate) -> Jar:
    """Fetch one jar into memory and hash it."""
    jar = Jar(*coordinate, "", 0)
    response = requests.get(f"{MAVEN_CENTRAL_URL.rstrip('/')}/{jar.path}", timeout=120)
    response.raise_for_status()
    return Jar(*coordinate, hashlib.sha256(response.content).hexdigest(), len(response.content))


def main() -> int:
    """Entry point."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("resolved", type=Path)
    parser.add_argument("--output", type=Path, default=Path("graph/jars.lock"))
    options = parser.parse_args()
    wanted = {c for c in read_coordinates(options.resolved.read_text(encoding="utf-8")) if not excluded(c[1])}
    wanted.add(BROWSER)
    with ThreadPoolExecutor(8) as pool:
        jars = sorted(pool.map(locked, sorted(wanted)))
    head = "# Written by scripts/lock_jars.py; do not edit. group:artifact:version[:classifier] sha256 size\n"
    options.output.write_text(head + "".join(f"{j.coordinate} {j.sha256} {j.size}\n" for j in jars), encoding="utf-8")
    print(f"{len(jars)} jars, {sum(j.size for j in jars) / 1e6:.0f} MB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

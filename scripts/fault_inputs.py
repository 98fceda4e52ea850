"""Malformed articles: what strangers, broken disks and bad tools make of a good one."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterable
from random import Random

from graph import write
from scripts.fault_bench import Bench, Outcome

BATCH = 100
"""Malformed inputs of one run."""
GOOD = "甲市发展风电\n汕头市濠江区重点发展海上风电产业，总投资80亿元。\n"
_SUFFIXES = (".txt", ".html", ".md", ".jsonl", ".csv", ".docx", ".pdf", ".facts.jsonl")
_HEADS = (
    b"", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"PK\3\4", b'{"text": "', b"[", b"text,title\n",
    b"\x00", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>",
)  # fmt: skip


def malformed(chance: Random) -> tuple[bytes, str]:
    """Bytes and a suffix."""
    data = bytearray(GOOD.encode() * chance.randint(1, 3))
    for _ in range(chance.randint(1, 20)):
        at = chance.randrange(len(data))
        data[at : at + chance.randint(0, 5)] = chance.randbytes(chance.randint(0, 5))
    head = chance.choice(_HEADS)
    return head + bytes(data), chance.choice(_SUFFIXES)


def inputs(bench: Bench, chance: Random) -> Outcome:
    """Malformed files among good ones: the good ones are loaded, and a second load changes nothing."""
    folder = bench.folder / "inputs"
    folder.mkdir()
    for number in range(BATCH):
        data, suffix = malformed(chance)
        (folder / f"{number:03d}{suffix}").write_bytes(data)
    bench.clear()
    code = bench.wait(bench.load(*bench.parts, folder, before=_at_once))
    unruly = int(code not in (0, 1)) + bench.unruly()
    first = bench.dump()
    begun = time.monotonic()
    unruly += int(bench.wait(bench.load(*bench.parts, folder, before=_at_once)) not in (0, 1)) + bench.unruly()
    resumed = time.monotonic() - begun
    found = bench.dump()
    shutil.rmtree(folder)
    missing = _articles(bench.expected) - _articles(found)
    lost, doubled = sum((first - found).values()), sum((found - first).values())
    return Outcome(code == 1, lost + len(missing), doubled, unruly, resumed)


def _at_once() -> None:
    """One transaction for all: what is looked for here does not hang on their number."""
    write.BATCH_ROWS = 20_000


def _articles(lines: Iterable[str]) -> set[str]:
    found = map(json.loads, lines)
    return {one["id"] for one in found if one.get("label") == "Article"}

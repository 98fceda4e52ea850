"""The only reader of files: finds articles, decodes them, and takes the text out of HTML, PDF and DOCX."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.formats.documents import docx_text, pdf_text
from loaders.formats.html import html_article
from loaders.formats.records import Record, csv_records, jsonl_records
from loaders.model import RawArticle
from schema.errors import InputError

MAX_BYTES = 20 * 1024 * 1024
"""Largest file read, in bytes: an article is kilobytes, a larger file is something else."""
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他時们生到作地於出就分对成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經市區業園"
)
"""Characters that tell Chinese text from noise, in both scripts."""
SUFFIXES = frozenset({".txt", ".html", ".htm", ".md", ".pdf", ".docx", ".jsonl", ".csv"})


def find_articles(patterns: Sequence[str]) -> Iterator[str]:
    """Paths of articles for files, folders (searched through) and globs; sorted within each, each path once.

    Raises InputError for a path that does not exist or a folder or glob without articles.
    """
    seen: set[str] = set()
    for pattern in patterns:
        for path in _expand(pattern):
            if path not in seen:
                seen.add(path)
                yield path


def _expand(pattern: str) -> list[str]:
    path = Path(pattern)
    if path.is_file():
        return [pattern]
    if path.is_dir():
        found = sorted(
            os.path.join(folder, name)
            for folder, _, names in os.walk(pattern)
            for name in names
            if Path(name).suffix.lower() in SUFFIXES
        )
        if not found:
            raise InputError(f"{pattern} holds no articles; give a folder with {', '.join(sorted(SUFFIXES))} files.")
        return found
    if glob.has_magic(pattern):
        found = sorted(p for p in glob.glob(pattern, recursive=True) if os.path.isfile(p))
        if found:
            return found
        raise InputError(f"No file matches {pattern}; check the pattern or quote it for the shell.")
    if path.exists():
        raise InputError(f"{pattern} is neither a file nor a folder; give files, or pipe text into `kg load -`.")
    raise InputError(f"{pattern} does not exist; check the path.")


def read_articles(path: str) -> Iterator[RawArticle]:
    """Every article of a file (several in jsonl and csv). Raises InputError with the file and the remedy."""
    for record in read_records(path):
        if isinstance(record, InputError):
            raise record
        yield record


def read_records(path: str) -> Iterator[Record]:
    """The same with bad records of a table as their errors, so that the others can be read."""
    try:
        size = os.path.getsize(path)
        if size > MAX_BYTES:
            raise InputError(
                f"{path} has {size / 1e6:.0f} MB, more than the {MAX_BYTES // 1048576} MB of an article; split it up."
            )
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}); check the path and its permissions.") from error
    yield from parse_records(data, path, Path(path).suffix.lower())


def parse_records(data: bytes, source: str, suffix: str = ".txt") -> Iterator[Record]:
    """Articles in the bytes of a file, by its suffix and its first bytes; a bad record of a table as its error."""
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError(f"{source} is empty; give a file with an article in it.")
    if data.startswith(b"%PDF") or suffix == ".pdf":
        yield RawArticle(source, pdf_text(data, source), "pdf")
    elif suffix == ".docx":
        yield RawArticle(source, docx_text(data, source), "docx")
    elif suffix == ".jsonl":
        yield from jsonl_records(decode(data, source)[0], source)
    elif suffix == ".csv":
        yield from csv_records(decode(data, source)[0], source)
    else:
        text, encoding = decode(data, source)
        if suffix in (".html", ".htm") or re.match(r"\s*(?:<!doctype html|<html)", text[:200], re.I):
            yield html_article(text, source, encoding)
        else:
            yield RawArticle(source, text, encoding)


def decode(data: bytes, source: str) -> tuple[str, str]:
    """Text and encoding. UTF-8 and UTF-16 by their marks and validity, else GB18030 or Big5 by what reads as Chinese."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strict(data, encoding, source), encoding
    if b"\x00" in data[:4096]:
        guess = _utf16_without_mark(data)
        if guess:
            return _strict(data, guess, source), guess
        raise InputError(f"{source} is a binary file, not text; give txt, html, md, pdf, docx, jsonl or csv.")
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _chinese(data, source)
    controls = sum(c < " " and c not in "\t\r\n\f" for c in text[:4000])
    if controls > 0.05 * min(len(text), 4000):
        raise InputError(f"{source} is a binary file, not text; give txt, html, md, pdf, docx, jsonl or csv.")
    return text, encoding


def _strict(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"{source} is damaged {encoding} text; save it as UTF-8 and try again.") from error


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = sample[: len(sample) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        if sum("一" <= c <= "鿿" or c in "，。\n" for c in text) > 0.4 * len(text):
            return encoding
    return None


def _chinese(data: bytes, source: str) -> tuple[str, str]:
    best: tuple[float, str, str] | None = None
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode(encoding, errors="replace")
            if text.count("�") > 0.01 * len(text):
                continue
        common = sum(c in _COMMON for c in text)
        score = common / max(1, len(text)) - text.count("�") / max(1, len(text))
        if best is None or score > best[0]:
            best = (score, text, encoding)
    if best is None:
        raise InputError(f"{source} is in an unknown encoding; save it as UTF-8 and try again.")
    return best[1], best[2]

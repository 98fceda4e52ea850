"""The text of PDF and DOCX files, with bounds that a bomb (a small file that unpacks to gigabytes) cannot pass."""

from __future__ import annotations

import io
import logging
import re
import time
import zipfile

from schema.errors import InputError

MAX_PAGES = 200
MAX_TEXT = 2_000_000
"""Code points taken from one document."""
MAX_SECONDS = 60.0
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes that a DOCX may unpack to; pypdf itself bounds every stream of a PDF by 75 MB."""
_BROKEN_LINE = re.compile(r"(?<=[一-鿿，、])\n(?=[一-鿿])")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every flaw; ours is one sentence


def pdf_text(data: bytes, source: str) -> str:
    """The text of a PDF, lines within a paragraph joined. Raises InputError for a damaged or scanned one."""
    import pypdf

    try:
        text = _pages(pypdf.PdfReader(io.BytesIO(data)), source)
    except InputError:
        raise
    except Exception as error:  # pypdf raises many kinds on damaged files
        name = type(error).__name__
        raise InputError(f"{source} is no readable PDF ({name}); export it again or save it as text.") from error
    if not text.strip():
        raise InputError(f"{source} holds pictures, not text; run text recognition over it first.")
    return _BROKEN_LINE.sub("", text)


def _pages(reader: object, source: str) -> str:
    begun, out, size = time.monotonic(), [], 0
    for number, page in enumerate(reader.pages):  # type: ignore[attr-defined]
        if number >= MAX_PAGES or size > MAX_TEXT or time.monotonic() - begun > MAX_SECONDS:
            raise InputError(f"{source} is longer than an article ({number} pages read); save the pages that you mean.")
        out.append(str(page.extract_text()))
        size += len(out[-1])
    return "\n".join(out)


def docx_text(data: bytes, source: str) -> str:
    """Paragraphs, then table rows, of a DOCX. Raises InputError for a damaged one or a bomb."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(i.file_size for i in archive.infolist()) > MAX_UNPACKED:
                raise InputError(f"{source} unpacks to far more than a document holds; save it as text.")
        document = docx.Document(io.BytesIO(data))
        rows = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
        return "\n".join([*(p.text for p in document.paragraphs), *rows])
    except InputError:
        raise
    except Exception as error:  # lxml, zipfile and docx raise many kinds on damaged files
        raise InputError(f"{source} is no readable DOCX; save it again or as text.") from error

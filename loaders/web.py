"""Articles from the web: one page fetched, its text taken out as from a file."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.article import MAX_BYTES, parse_articles
from loaders.model import RawArticle
from schema.errors import InputError

_TIMEOUT = (10, 30)
"""Seconds to connect and between two chunks."""
_SUFFIX_OF_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


def is_address(text: str) -> bool:
    """Whether the text is an address of the web rather than a path."""
    return text.startswith(("http://", "https://"))


def fetch_articles(address: str) -> Iterator[RawArticle]:
    """The article at a web address. Raises InputError where it cannot be fetched or holds no article."""
    content, kind = _get(address)
    yield from parse_articles(content, address, _SUFFIX_OF_TYPE.get(kind, ".txt"))


def _get(address: str) -> tuple[bytes, str]:
    """Bytes of the page and its media type."""
    import requests

    try:
        with requests.get(address, stream=True, timeout=_TIMEOUT, headers={"User-Agent": "parkgraph"}) as response:
            response.raise_for_status()
            content = bytearray()
            for chunk in response.iter_content(1 << 16):
                content += chunk
                if len(content) > MAX_BYTES:
                    raise InputError(f"{address} is larger than {MAX_BYTES // 1048576} MB, so it is no article.")
            return bytes(content), response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    except requests.RequestException as error:
        status = error.response.status_code if error.response is not None else None
        why = f"HTTP {status}" if status else type(error).__name__
        raise InputError(f"{address} cannot be fetched ({why}); check it in a browser, or save the page.") from error

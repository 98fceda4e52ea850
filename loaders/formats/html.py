"""The article of an HTML page, without menus, advertisements and comments."""

from __future__ import annotations

from loaders.model import RawArticle
from schema.errors import InputError

MAX_HTML = 5_000_000
"""Code points of a page; a larger one is data, not an article, and would take minutes to parse."""


def html_article(text: str, source: str, encoding: str) -> RawArticle:
    """The body, title, date and publisher of a page. Raises InputError where it holds no article."""
    if len(text) > MAX_HTML:
        raise InputError(f"{source} has {len(text) / 1e6:.0f} million characters, too many for a page; save its text.")
    import trafilatura

    body = trafilatura.extract(text, include_comments=False, include_tables=True, favor_recall=True)
    if not body:
        raise InputError(f"{source} holds no article text; save the article's own page, not a frame or a script.")
    meta = trafilatura.extract_metadata(text)
    title, date, site = (getattr(meta, name, None) for name in ("title", "date", "sitename"))
    return RawArticle(source, body, encoding, title, date, site)

"""Bodies that only a post names: 民航局 in 民航局长, 台湾人寿 in 台湾人寿董事长."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.lexicons import word_list
from loaders.model import Document, Mention
from loaders.parks.mentions import clean_name
from loaders.text.spans import Covered, Taken
from schema.nodes import Label

_OFFICE = re.compile(r"(?:代理|副|常务副)?(?P<kind>[局署厅部处司])长$")
_SHORT_BODY = re.compile(r"(?:^|[，。、；：！？“”\s与和及由])(?P<body>[一-鿿]{2,6})$")
_SHORT_OFFICE = re.compile(r"(?:^|[，。、；：！？“”\s和与及由])(?P<body>[^\W的在将向和与及由被把是为经]{2,8}办)$")
_MIN, _MAX = 2, 14
"""Shortest and longest name of a body read from a post, in characters."""


def bodies_of_posts(doc: Document, persons: Sequence[Mention], taken: Sequence[Mention]) -> list[Mention]:
    """Organisations and companies in the words of posts, where nothing else has named them."""
    out: list[Mention] = []
    rivals = Covered((m.start, m.end) for m in taken)
    own = Taken()
    for person in persons:
        for mention in _named(doc.text, person, taken):
            if not rivals.overlaps(mention.start, mention.end) and own.add(mention.start, mention.end):
                out.append(mention)
    return out


def _is_office(body: str) -> bool:
    """省对外开放办, 港口石化局: an office with a name of its own, whatever the post in it is called."""
    own = body.removesuffix("公室")[:-1]
    known = body in word_list("organizations", "never") or own.endswith(word_list("organizations", "no_office"))
    return _MIN < len(body) <= _MAX and bool(own) and not known and not body.startswith(("该", "本"))


def _named(text: str, person: Mention, taken: Sequence[Mention]) -> Iterator[Mention]:
    attributes = dict(person.attributes)
    title, body = attributes.get("title", ""), attributes.get("post_of", "")
    start = int(attributes.get("post_start", -1))
    if body.startswith("据"):  # 据该公司董事长X介绍
        body, start = body[1:], start + 1
    if not body and (short := _SHORT_OFFICE.search(text, max(0, start - _MAX), max(0, start))):
        body, start = short["body"], short.start("body")  # 省对外开放|办|主任: 办 is a verb to the tagger
    office = _OFFICE.search(title)
    if office and title[0] not in "省市区县州旗镇乡":
        if not body:
            short = _SHORT_BODY.search(text[max(0, person.start - len(title) - 8) : person.start - len(title)])
            body = short["body"] if short else ""
            start = person.start - len(title) - len(body)
        name = body + office["kind"]
        if body.endswith(office["kind"]):
            name = body
            if len(body) <= _MIN or body.startswith(("该", "本")):
                return
        if _MIN <= len(body) <= _MAX and name not in word_list("organizations", "never"):
            kind = (("kind", "government"),)
            yield Mention(start, start + len(name), Label.ORGANIZATION, clean_name(name), "post-body", 0.75, None, kind)
    elif body.endswith(word_list("organizations", "office_ends")) and _is_office(body):
        kind = (("kind", "government"),)
        yield Mention(start, start + len(body), Label.ORGANIZATION, clean_name(body), "post-body", 0.75, None, kind)
    elif title.endswith(word_list("titles", "corporate")) and _MIN < len(body) <= _MAX:
        unit = body.endswith(("部", "处", "室", "中心", "会")) or body in word_list("relations", "same_company")
        known = any(m.label is Label.COMPANY and body[:4] in m.name for m in taken)
        if not unit and not known:
            yield Mention(start, start + len(body), Label.COMPANY, clean_name(body), "post-body", 0.7)

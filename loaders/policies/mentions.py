"""Policies: documents in 《》, quoted programmes and codes (“1+N”, “四大板块”战略), and those without marks.

Attributes of a mention: ("kind", "document"|"programme"|"code"), ("head", the word after the quote, if any).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.lexicons import word_list
from loaders.model import Document, Mention
from loaders.policies.plain import plain_policies
from loaders.policies.quoted import quoted_policies
from loaders.text.tokens import TokenSource
from schema.nodes import Label

_TITLE = re.compile(r"《([^《》\n]{2,60})》")
_SHORT_TITLE = re.compile(
    r"《(?P<full>[^《》\n]{2,60})》[^《》，。（）]{0,12}（"
    r"(?:(?:以下|下文)?(?:统)?(?:简称|下称|称|又称|俗称|即)为?[《“]?|[“《])(?P<short>[^《》“”（）]{2,12})[》”]?）"
)
_KIND = re.compile(r"(?:若干|实施|指导|行动)?(?:意见|规划|方案|措施|政策|办法|指引|计划|通知|决定|纲要|条例|十条)")
"""《意见》: a title that is only a kind means the last one of that kind."""
_YEARS = re.compile(r"[（(][^（）()]{2,12}年[^（）()]{0,4}[）)]$")
_FURTHERS = re.compile("^关于|(?:进一步|加快|大力|积极)?(?:支持|促进|推动|推进|扶持)")
_QUOTE = re.compile(r"“([^“”\n]{2,40})”")
_PAPER = re.compile(r"(?<![年公通简月季汇预情快])报$|(?:周刊|月刊|周末|画刊)$")
"""《X报》 is a paper, 《公报》 is none."""
_MEMORY = 50
"""So many titles back a bare kind may mean one."""


def find_policies(doc: Document, tokens: TokenSource) -> tuple[Mention, ...]:
    """Every policy named in the document, in order, not overlapping."""
    found = [*_documents(doc), *_quoted(doc), *plain_policies(doc, tokens)]
    out: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return tuple(out)


def _documents(doc: Document) -> list[Mention]:
    out: list[Mention] = []
    short = {_name(m["short"]): _name(m["full"]) for m in _SHORT_TITLE.finditer(doc.text)}
    for match in _TITLE.finditer(doc.text):
        name = match[1]
        if any(word in name for word in word_list("policies", "not_documents")) or _is_work(doc.text, match):
            continue
        attributes: tuple[tuple[str, str], ...] = (("kind", "document"),)
        meant = short.get(_name(name)) or _last_of_kind(doc.text, name, out) or _said_before(name, out)
        if meant is not None:
            attributes += (("alias_of", meant),)
        out.append(
            Mention(match.start(), match.end(), Label.POLICY, _name(name), "title-marks", 0.95, None, attributes)
        )
    return out


def _is_work(text: str, match: re.Match[str]) -> bool:
    """宣传片《X》, 《X》杂志; 《X报》：您怎么看？, where a paper asks."""
    asks = text.startswith("：", match.end()) and text[match.start() - 1 : match.start()] in ("", "\n")
    before = text[max(0, match.start() - 5) : match.start()]
    return (
        text.startswith(word_list("policies", "media"), match.end())
        or before.endswith(word_list("policies", "works"))
        or asks
        and _KIND.fullmatch(match[1]) is None
        or _PAPER.search(match[1]) is not None
    )


def _last_of_kind(text: str, name: str, before: Sequence[Mention]) -> str | None:
    """What 《意见》 means: the title named last whose kind it is, as 《通知》 is 《…若干措施》的通知."""
    if not _KIND.fullmatch(name):
        return None
    titles = (
        m
        for m in reversed(before[-_MEMORY:])
        if m.name != name and (_YEARS.sub("", m.name).endswith(name) or text.startswith(f"的{name}", m.end))
    )
    return next((dict(m.attributes).get("alias_of", m.name) for m in titles), None)


def _said_before(name: str, before: Sequence[Mention]) -> str | None:
    """《关于支持X产业发展的若干措施》 and 《X产业发展若干措施（2025—2027年）》: one document."""
    gist, years = _gist(name), _YEARS.search(_name(name))
    titles = (
        m
        for m in reversed(before[-_MEMORY:])
        if m.name != _name(name) and _gist(m.name) == gist and not (years and _YEARS.search(m.name))
    )
    return next((dict(m.attributes).get("alias_of", m.name) for m in titles), None)


def _gist(title: str) -> str:
    """A title without what only says that it furthers something, and without its years."""
    return _FURTHERS.sub("", _YEARS.sub("", _name(title))).replace("的", "")


def _name(text: str) -> str:
    return "".join(text.split()).replace("（", "(").replace("）", ")")


def _quoted(doc: Document) -> list[Mention]:
    short = {_name(m["short"]): _name(m["full"]) for m in _SHORT_TITLE.finditer(doc.text)}
    out = []
    for match in _QUOTE.finditer(doc.text):
        name = _name(match[1])
        if name in short:
            attributes = (("kind", "document"), ("alias_of", short[name]))
            out.append(Mention(*match.span(), Label.POLICY, name, "title-marks", 0.95, None, attributes))
    named = {m.start for m in out}
    for match, verdict in quoted_policies(doc.text):
        if match.start() in named:
            continue
        head = verdict.head
        told = (("kind", verdict.kind), ("head", head)) if head else (("kind", verdict.kind),)
        end = match.end() + len(head) if doc.text.startswith(head, match.end()) else match.end()
        name, sure = _name(match[1]), verdict.confidence
        out.append(Mention(match.start(), end, Label.POLICY, name, "quoted-programme", sure, None, told))
    return out

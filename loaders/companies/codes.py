"""Firms by the stock code behind their names: 旭丰（6815-TW）, 金石新材（股票代码：688123）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.companies.roles import after_role
from loaders.model import Mention, Sentence
from loaders.text.tokens import Tokens
from schema.nodes import Label

_CODED = re.compile(
    r"(?P<name>(?![该本这那其另此])(?:(?![的了是有把由把])[一-鿿A-Za-z]){2,8}?)"
    r"（(?:股票代码|证券代码|股票代号|代码|代号)?[：:]?(?:[036489]\d{5}|\d{4,5})(?:[-.](?:TWO?|SZ|SH|BJ|HK))?[，、；）]"
)
"""No function word stands in a firm's short name."""
_TRADER = re.compile(r"[一-鿿]{1,10}(?:[厂商]|业者|企业|公司|龙头|巨头)(?=[一-鿿]{2})")
_STOPS = frozenset({"u", "p", "r", "c", "q", "TIME", "w", "xc", "v", "d", "m"})
"""Parts of speech of words that no name holds."""
_SHORTEST = 2


def coded_firms(text: str, sentence: Sentence, tokens: Tokens) -> Iterator[Mention]:
    """Every firm of the sentence that has its code."""
    for match in _CODED.finditer(sentence.text) if "（" in sentence.text else ():
        start, end = _cut(text, tokens, sentence.start + match.start("name"), sentence.start + match.end("name"))
        if end - start >= _SHORTEST:
            yield Mention(start, end, Label.COMPANY, text[start:end], "company-coded", 0.85)


def _cut(text: str, tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The name from what the firm is and the last function word on."""
    described = _TRADER.match(text, start, end)
    start = described.end() if described else after_role(text, start, end, least=_SHORTEST)
    for token in tokens.inside(start, end):
        if token.end <= end - _SHORTEST and token.tag in _STOPS:
            start = token.end
    return start, end

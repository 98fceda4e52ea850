"""Names compared: keys under which two spellings are the same, and when two names in one article mean one thing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from schema.nodes import Label

_SHORT_FOR = re.compile(
    r"（(?:以下|后文|文中|下文)?(?:统|均)?(?:简称|下称|又称|又名|也称|也叫|俗称)(?:为|：|:|作)?[“‘]?([^（）“”‘’，。]{2,14})[”’]?"
    r"(?:(?:、|或|和)?[“‘]([^（）“”‘’，。]{2,14})[”’])?"
)
_ALSO = re.compile(
    r"(?:（[^（）\n]{0,30}）)?，?(?:也|又|亦|俗|别|人|对外)(?:称|叫|名)(?:为|作|做)?[“‘]?([^（）“”‘’，。；：！？、\n了的过着停]{2,14})[”’]?(?=[，。；：、（])"
)
_CALLED = re.compile(r"[^。；！？\n“”]{0,30}?，[^，。；“”]{0,10}(?:叫|称)(?:它|其)(?:为|作|做)?“([^“”，。；]{2,10})”")
_BRACKETED = re.compile(r"（[“‘]?([一-鿿]{2,8})[”’]?）")
_INITIAL = 3
"""Within so many characters of a name its short form begins (屏东农业科技园区: 农科园区)."""
_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉·•・—–\-_,，、（）()\[\]【】]")
_PROJECT_TAIL = re.compile(r"(建设项目|工程项目|项目)$")
_INDUSTRY_TAIL = re.compile(r"(产业集群|产业链|产业|行业|领域|集群)$")
_LEGAL = re.compile(r"(有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|总公司|分公司|公司)$")
_GROUP = re.compile(r"(控股集团|集团|控股|股份|株式会社)$")
_COUNTRY = re.compile(r"^(?:韩国|日本|美国|德国|法国|荷兰|英国|瑞士|丹麦|瑞典|新加坡)(?=.{3})")
"""Where a foreign firm is from, as news puts it before its name."""
_TRADE = re.compile(r"(科技|实业|技术|发展|投资)$")
_TRADES = ("药业", "制药", "食品", "乳业")
"""Trades that a firm's short form leaves out (棠溪|药业); not those that tell its sisters apart (棠溪电子, 棠溪半导体)."""
_PLAIN_HEAD = re.compile(r"(?:园区|基地|开发区|高新区|实验区|试验区|合作区|园)$")
_HEAD_WORDS = re.compile(
    "(?:科学|科技|产业|工业|经济|技术|高新|高新技术|开发|农业|物流|示范|综合|火炬|国家|国家级|合作)*"
)
_TRADE_WORDS = re.compile(r"(?:科技|国际|实业|技术|发展|投资|集团|控股|股份|电子|能源|新能源|生物|医药|材料|新材)+")
_ZONES = (
    ("高新技术产业开发区", "高新区"),
    ("高技术产业开发区", "高新区"),
    ("经济技术开发区", "经开区"),
    ("综合保税区", "综保区"),
    ("自由贸易试验区", "自贸区"),
    ("自由贸易区", "自贸区"),
    ("自贸试验区", "自贸区"),
)
_FULL = ("有限公司", "有限责任公司")
_MIN_CORE = 2
_MIN_BRAND, _LONGEST_PLACE = 3, 4
"""Shortest brand that stands for a full name, and longest place before it, in characters (包头市|英思特|稀磁新材料)."""
_MIN_OFFICE = 3
"""Shortest abbreviation of an office (经发局), in characters."""
_LEFT_OUT = 3
"""Most characters of an office's name that its abbreviation leaves out in one place."""
_BEFORE_PROPER = 4
"""Most characters before the proper part of a park's name, which its short form leaves out (苗栗|铜锣|科学园区)."""
_MIN_SUFFIX = 4
"""Shortest name that may stand for a longer one that ends in it."""


def other_names(text: str, end: int, name: str = "") -> tuple[str, ...]:
    """Names that the text gives the thing whose name ends at `end`: X（以下简称Y）, X，也叫Y, 屏东科学园区（屏科）."""
    found = (_SHORT_FOR.match(text, end), _ALSO.match(text, end))
    out = tuple(name for match in found if match for name in match.groups() if name)
    bracket = _BRACKETED.match(text, end)
    return (*out, bracket[1]) if bracket and _initials(name, bracket[1]) else out


def _initials(name: str, short: str) -> bool:
    """屏科 of 屏东科学园区: characters of the name in their order, the first one first, and fewer."""
    rest = iter(name)
    part = short in name or len(short) >= len(name)
    return not part and short[0] in name[:_INITIAL] and all(c in rest for c in short)


def goes_by(label: Label, text: str, end: int) -> tuple[str, ...]:
    """X产业基地位于北郊，人们习惯叫它“Y谷”: what a park goes by."""
    match = _CALLED.match(text, end) if label is Label.PARK else None
    return (match[1],) if match else ()


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """Unicode-normalised, lower case, without quotes, blanks, dots, hyphens and brackets."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name).lower())


@lru_cache(maxsize=20_000)
def match_key(label: Label, name: str) -> str:
    """Key under which two spellings of a name are the same thing of that label."""
    text = plain(name)
    if label is Label.PROJECT:
        text = _PROJECT_TAIL.sub("", text) or text
    elif label is Label.INDUSTRY:
        text = _INDUSTRY_TAIL.sub("", text) or text
        if len(text) > 2:
            text = text.removesuffix("业")
    elif label is Label.COMPANY:
        text = company_key(text)
    elif label is Label.PARK:
        text = _arabic_phase(text)
        for long, short in _ZONES:
            text = text.replace(long, short)
    return text


def company_key(name: str) -> str:
    """A firm's core name: 金狮新材科技有限公司, 金狮新材 → 金狮新材. Never shorter than two characters."""
    text = _COUNTRY.sub("", plain(name).replace("集团股份有限公司", "集团"))
    for pattern in (_LEGAL, _GROUP):
        shorter = pattern.sub("", text)
        if len(shorter) >= _MIN_CORE:
            text = shorter
    shorter = _TRADE.sub("", text)
    return shorter if len(shorter) >= _MIN_SUFFIX else text


def without_trade(key: str) -> str:
    """雅川 of 雅川新能源科技: a firm's core name without the words for its trade at the end."""
    for cut in range(_MIN_CORE, len(key)):
        if _TRADE_WORDS.fullmatch(key, cut):
            return key[:cut]
    return key


def _arabic_phase(text: str) -> str:
    match = re.search(r"第?([一二三四五六七八九1-9])期", text)
    if not match:
        return text
    digit = match[1] if match[1].isdigit() else str("一二三四五六七八九".index(match[1]) + 1)
    return text[: match.start()] + digit + "期" + text[match.end() :]


@lru_cache(maxsize=20_000)
def same_thing(label: Label, a: str, b: str) -> bool:
    """Whether two names of one label in one article mean one thing (full and short form)."""
    ka, kb = match_key(label, a), match_key(label, b)
    if ka == kb:
        return True
    if label in (Label.PERSON, Label.INDUSTRY):
        return False
    long, short = (ka, kb) if len(ka) >= len(kb) else (kb, ka)
    if label is Label.POLICY:
        return len(short) >= _MIN_SUFFIX and long[0] == short[0] and _abbreviates(long, short, 2)
    if _phase(long) != _phase(short):
        return False
    if label is Label.COMPANY:
        return _company_alias(long, short)
    if label is Label.ORGANIZATION:
        if len(short) >= _MIN_SUFFIX and long.endswith(short):
            return True
        near = len(short) >= _MIN_SUFFIX and (long[:2] == short[:2] or len(short) > _MIN_SUFFIX)
        return (near and _abbreviates(long, short, 1)) or _office_alias(long, short)
    if label is Label.PROJECT and _quoted_prefix(a, b):
        return True
    if label is Label.PARK and _one_kind(long) == _one_kind(short):
        return True
    return _place_alias(long, short)


def other_firms(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether both hold a full legal name, and not the same one: 棠溪集团有限公司 and its 清河棠溪化工有限公司."""
    full = [company_key(n) for n in names if n.endswith(_FULL)]
    if not full:
        return False
    further = [company_key(n) for n in others if n.endswith(_FULL)]
    return any(not _one_firm(*sorted((a, b), key=len)) for a in full for b in further)


def _one_firm(short: str, long: str) -> bool:
    """Whether two full names differ only in a place before them (清河|棠溪新材料)."""
    return short == long or len(short) >= _MIN_SUFFIX and long.endswith(short)


def _one_kind(key: str) -> str:
    """科技产业园区 and 科技产业园, 经济开发区, 开发区 and 经开区: kinds of which a place has one by each name."""
    plain_kind = key.replace("经济开发区", "经开区")
    if plain_kind.endswith("开发区"):
        plain_kind = plain_kind.removesuffix("开发区") + "经开区"
    return plain_kind.removesuffix("区") if plain_kind.endswith("园区") else plain_kind


def _office_alias(long: str, short: str) -> bool:
    """经发局 of 台中市政府经济发展局: the characters in order at the end, few left out between."""
    if len(short) < _MIN_OFFICE or short[-1] not in "局署厅委部处办会":
        return False
    at = {len(long) - 1} if long[-1] == short[-1] else set()
    for char in reversed(short[:-1]):
        at = {k for end in at for k in range(max(0, end - _LEFT_OUT - 1), end) if long[k] == char}
    return bool(at)


def _abbreviates(long: str, short: str, tail: int) -> bool:
    """百千万工程 of 百县千镇万村高质量发展工程: every character in order, the same end."""
    return long[-tail:] == short[-tail:] and in_order(short, long)


def in_order(short: str, long: str) -> bool:
    """Whether the longer name has every character of the shorter one, in its order."""
    rest = iter(long)
    return all(c in rest for c in short)


def _quoted_prefix(a: str, b: str) -> bool:
    """“四个一体化” of “四个一体化”海上风电装备制造产业园: the quoted name that opens the longer one."""
    short, long = sorted((a, b), key=len)
    return short.startswith("“") and len(short) >= _MIN_SUFFIX and long.startswith(short.rstrip("”"))


def _phase(key: str) -> str:
    match = re.search(r"\d期", key)
    return match[0] if match else ""


def _headless_alias(long: str, short: str) -> bool:
    """铜锣园区 of 苗栗铜锣科学园区: the same proper part, a plainer head."""
    match = _PLAIN_HEAD.search(short)
    proper = short[: match.start()] if match else ""
    if len(proper) < _MIN_CORE or match is None:
        return False
    if not long.endswith(match[0]):
        return False
    end = len(long) - len(match[0])
    starts = (k + len(proper) for k in range(_BEFORE_PROPER + 1) if long.startswith(proper, k))
    return any(start <= end and _HEAD_WORDS.fullmatch(long, start, end) for start in starts)


def _branch_alias(long: str, short: str) -> bool:
    """潭子园区 of 潭子精密机械园区: a place and 园区 for the park of that place."""
    proper = short.removesuffix("园区")
    middle = len(long) - len(short)
    return (
        len(proper) == _MIN_CORE
        and short != proper
        and middle <= _BEFORE_PROPER
        and long.startswith(proper)
        and long.endswith("园区")
    )


def _company_alias(long: str, short: str) -> bool:
    """长春金赛药业 ← 金赛药业: the short form ends the long one or opens it."""
    if long.startswith(short) and len(short) >= _MIN_CORE:
        rest = long[len(short) :]
        if _TRADE_WORDS.fullmatch(rest) or rest in _TRADES:
            return True
    if len(short) < _MIN_BRAND:
        return len(short) == _MIN_CORE and long.find(short) in (2, 3)
    return long.endswith(short) and len(long) - len(short) <= 3 or 2 <= long.find(short) <= _LONGEST_PLACE


def _place_alias(long: str, short: str) -> bool:
    """福建三峡海上风电国际产业园 ← 海上风电国际产业园; 湛江临港大型产业集聚区 ← 湛江大型产业集聚区."""
    if len(short) >= _MIN_SUFFIX + 2 and long.endswith(short):
        return True
    if short.endswith("厂") and len(short) >= 3 and long.endswith(short):
        return True
    if len(short) >= _MIN_SUFFIX + 1 and long.endswith(short) and len(long) - len(short) <= 3:
        return True
    if _headless_alias(long, short) or _branch_alias(long, short):
        return True
    if len(short) < 8 or len(long) - len(short) > 3 or long[:2] != short[:2] or long[-3:] != short[-3:]:
        return False
    rest = iter(long)
    return all(c in rest for c in short)

"""Works and projects that a sum of money tells to be somebody's own: what it builds, and what it is said to cost.

投资6亿元在云溪县建热处理中心, 公司的锂带项目投资3亿元, 新建松湖码头，投资8亿元: such a name may be plain, and its head any work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.lexicons import consists_of, longest_first
from loaders.model import Document, Mention
from loaders.parks.mentions import clean_name
from loaders.projects.items import without_openers
from loaders.projects.kinds import no_project
from loaders.text.anchors import after_firm
from loaders.text.numerals import COUNT
from schema.nodes import Label

RULE = "valued-project"
_SHORTEST = 3
"""Shortest name, and shortest rest of one behind a firm's, in characters; behind 的 a branch of two characters is one too (铜箔)."""
_SHORTEST_OWN = 2
_LONGEST = 30
_MONEY = r"[\d.]+[百千]?[万亿]+多?(?:元|美元|港元|日元|欧元)?(?:人民币)?"
_SUM = r"(?:约|近|超|达|为|逾|超过|达到)?" + _MONEY
_NAME = r"[一-鿿A-Za-z0-9（）·—\-.+]"
_NUMBERED = r"(?:[一二两三四\d]+[座条个处家])?"
_PHASE = r"(?:[一二三四五]期)?"
_AFTER = r"[，。；]|[今去明]年|\d|已|将|正|于|投入|在|占地|$"
_NOT_ONE = re.compile(
    rf"^[该本此这其各某两多全几在要拟已正可应需再又也还由对把向从]|^上述|^(?:就在|位于|地处|落户|落地在|设在|选址)|将(?!军)|要在|正在|计划|预计|[今去明]年|目前|日前|此外|同时|{COUNT}(?:余|多)?[个家批类]|(?<!第){COUNT}(?:余|多)?[条座项]|(?<![高中初同平])等(?!离子|级|温|静压|规)|项目|总数|不少|若干"
)
_NO_PROJECT = ("产业", "行业", "领域", "类", "公司", "集团", "企业", "方面")
_SIZED = re.compile(r"[年日月][^，的\d]{0,4}\d[\d.]*[百千]?[万亿]?[一-鿿]{1,3}的\Z")
_SITED = re.compile(
    r"(?<=[园区县镇乡市城港旁内里地岛])(?:建|盖|修|设)(?![设立计备施置])"
    r"|(?<=材料|科技|电子|集团|公司|股份|实业|生物|能源|化工|机械)(?:建|盖|修|设)(?![设立计备施置])"
)
"""在云溪工业园|建|总装厂: a verb of one character behind where it builds."""
_IS = re.compile("(?:分别|一个|另一个|其中|其次|首先|再次|最后|并排的|[一二三四]|[其]一)?[是为](?!民|农|华|康)")


def _any(key: str) -> str:
    return "|".join(map(re.escape, longest_first("projects", key)))


def _heads() -> str:
    return _any("built")


def _costs() -> str:
    """，计划总投资5亿元: what a work costs, right behind its name."""
    named = rf"(?:{_any('cost')})(?:总额|额|金额|规模)?"
    return rf"(?:，(?:计划|预计|由[^，。；]{{2,20}})?)?(?:{_any('before_cost')})*{named}{_SUM}"


@cache
def _invested() -> re.Pattern[str]:
    where = r"，?(?:用于)?(?:在[^，。；]{2,20}?)?"
    return re.compile(
        rf"(?:{_any('spent')})(?:了)?{_SUM}{where}(?:{_any('built_with')})的?{_NUMBERED}(?P<name>{_NAME}{{2,24}}?(?:{_heads()}){_PHASE})(?={_AFTER})"
    )


@cache
def _worth() -> re.Pattern[str]:
    return re.compile(rf"投资{_SUM}的(?P<name>{_NAME}{{2,24}}?(?:{_heads()}){_PHASE})(?=[、和与及]|{_AFTER})")


@cache
def _costing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[，。；：、\n]))(?P<name>{_NAME}{{4,40}}?(?:{_heads()}){_PHASE})(?={_costs()})", re.MULTILINE
    )


@cache
def _project() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[，。；：、\n—]))(?P<name>[^，。；：、“”\n—]{{2,40}})(?P<tail>项目)(?={_costs()})", re.MULTILINE
    )


def valued_projects(doc: Document, parks: Sequence[Mention]) -> Iterator[Mention]:
    """Every work that a sum builds or that costs one, and every X项目 that costs one."""
    whole = {(m.start, m.end) for m in parks}
    for pattern in (_invested(), _worth()):
        for match in pattern.finditer(doc.text):
            start, end = match.span("name")
            start = max(start, _behind_of(doc.text, start, end, _SHORTEST + 1))
            if (start, end) not in whole:
                yield from _named(doc.text, start, end, end)
    for match in _costing().finditer(doc.text):
        start = _begun(doc.text, *match.span("name"))
        if (start, match.end()) not in whole:
            yield from _named(doc.text, start, match.end(), match.end())
    for match in _project().finditer(doc.text):
        start = _begun(doc.text, *match.span("name"))
        yield from _named(doc.text, start, match.end("name"), match.end())


def _behind_of(text: str, start: int, end: int, shortest: int) -> int:
    """Behind the last 的, if enough is left (国内最大的|热处理中心) and no capacity stands before it (日产8万吨的水厂)."""
    of = text.rfind("的", start, end) + 1
    if of <= start or end - of < shortest:
        return start
    sized = _SIZED.search(text, start, of)
    return sized.start() if sized else of


def _begun(text: str, start: int, end: int) -> int:
    """Where a name begins behind what the clause says before it: who has it, who builds it and where."""
    start = _behind_of(text, start, end, _SHORTEST_OWN)
    for pattern in (_verbs(), _SITED, _IS):
        for match in pattern.finditer(text, start, end - _SHORTEST_OWN):
            start = match.end()
    start = after_firm(text, start, end, _SHORTEST - 1)
    return without_openers(text, start, end)


@cache
def _verbs() -> re.Pattern[str]:
    verbs = (w for w in longest_first("projects", "builders") if len(w) > 1)
    return re.compile(f"(?:{'|'.join(map(re.escape, verbs))}|{_any('begun_with')})了?{_NUMBERED}")


def _named(text: str, start: int, end: int, stop: int) -> Iterator[Mention]:
    name = text[start:end]
    own = _SHORTEST_OWN if text[start - 1 : start] == "的" else _SHORTEST
    if not own <= len(name) <= _LONGEST or _NOT_ONE.search(name) or name.endswith(_NO_PROJECT):
        return
    if _is_kind(name) or no_project(text, start, stop):
        return
    yield Mention(start, stop, Label.PROJECT, clean_name(name), RULE, 0.85)


def _is_kind(name: str) -> bool:
    """A head alone, or words for every project before it: 生产线, 标准厂房, 重点产业."""
    head = next((h for h in longest_first("projects", "built") if name.endswith(h)), "")
    modifier = name[: len(name) - len(head)]
    return not modifier or consists_of(name, "projects", "generic") or consists_of(modifier, "projects", "generic")


_OWNED = re.compile(
    rf"(?:{_MONEY})?(?:(?:所|在|投资|计划|拟)?(?:投|投建|投资|实施|承建|建设|新建|扩建|推进|签约))?的"
    r"(?P<name>[^，。；：、“”\n的]{2,22})(?P<tail>项目)(?![化库组群部方]|经理|资金|负责人|管理|建设)"
)


def owned_projects(doc: Document, firms: Sequence[Mention]) -> Iterator[Mention]:
    """长溪电子的线路板项目: what a firm has is one project, even where its name is that of a branch."""
    for end in sorted({m.end for m in firms}):
        match = _OWNED.match(doc.text, end)
        if match:
            start = without_openers(doc.text, *match.span("name"))
            yield from _named(doc.text, start, match.end("name"), match.end())

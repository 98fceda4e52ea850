"""Projects that their capacity names: 年产8万吨改性聚丙烯项目, 年产12万吨瓦楞纸板的二厂."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.model import Document, Mention
from loaders.parks.mentions import clean_name
from loaders.text.phrases import left_boundary
from loaders.text.tokens import TokenSource
from schema.nodes import Label

_HEAD = (
    r"(?:年(?:产|处理|拆解|回收|加工|出栏|屠宰|存栏|养殖)(?:[\d.]++(?:万|亿)?|[百千]万|百|上亿)"
    r"(?:PCS|pcs|吨|套|辆|台|只|片|平方米|平米|立方米|立方|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|千伏安时|千伏安|安时|GWh|GW|MW|MWh|kW|件|头|羽|根|双|张|支|枚|瓶|箱|盒|条|块|米|公里|颗|粒|对|副|艘|架|列|株|尾|匹|打|部|个|组)"
    r"|(?<![\d.])[\d.]++(?:万|亿)?(?:吨|套|辆|台|平方米)/年)[^，。；：、“”]{2,22}?"
)
_AND_MORE = r"等(?:一批|一系列|多个|若干|重大|重点|大|工业|产业|新建|续建|在建|签约|[两三四五六七八九十\d]+[个大])*项目"
_PER_YEAR = re.compile(
    rf"{_HEAD}(?:(?P<more>{_AND_MORE})|项目|(?P<listed>(?=(?:、[^，。；：、“”]{{2,30}}?){{1,9}}{_AND_MORE}))"
    r"|(?P<works>的(?:新厂|工厂|分厂|[一二三四]厂|[一二三四]期工程|生产基地)))"
)
"""年产8万吨聚丙烯项目, and of 30万吨/年聚酯、20万吨/年树脂等项目 each."""
_ONLY_PHASE = re.compile(r"[一二三四]期|建|另建|新建|拟建")
_AMONG = re.compile(r"(?<![高中初同])等(?!离子|级|温|静压|规)[^，。；：、]{0,12}?项目$")
_SO_MANY = re.compile(r"[两三四五六七八九十\d]+个项目")


def capacity_projects(doc: Document, tokens: TokenSource) -> Iterator[Mention]:
    """闽塑新材年产8万吨改性聚丙烯项目: capacity is part of such a name, and so is what stands right before it."""
    for sentence in doc.sentences:
        for match in _PER_YEAR.finditer(sentence.text):
            head = sentence.start + match.start()
            start = left_boundary(doc.text, tokens(sentence), head, sentence.start)
            if doc.text[start:head].endswith(("公司", "集团", "总厂", "厂")) or _ONLY_PHASE.fullmatch(
                doc.text, start, head
            ):
                start = head
            end = sentence.start + (match.start("more") if match["more"] else match.end())
            counted = _SO_MANY.search(doc.text, start, end)
            if counted:
                end = counted.start()
            among = _AMONG.search(doc.text, head, end)
            if among:  # 年产2万吨甲醇等重点项目
                end = among.start()
            bare = (
                doc.text[start:end] if match["works"] else doc.text[start:end].removesuffix("项目").removesuffix("的")
            )
            name = clean_name(bare)
            yield Mention(start, end, Label.PROJECT, name, "capacity-project", 0.9)


def apart(projects: Sequence[Mention], firms: Sequence[Mention], text: str) -> Iterator[Mention]:
    """科隆粉体|年产20万吨碳酸钙项目: the firm that opens such a name is no part of it."""
    ends = {k: m.end for m in firms for k in range(m.start, m.end)}
    for project in projects:
        cut = ends.get(project.start, 0)
        if project.rule == "capacity-project" and project.start < cut < project.end and text[cut] in "年的一二三四":
            start = text.index("年", cut)
            name = text[start : project.end].removesuffix("项目").removesuffix("的")
            project = replace(project, start=start, name=clean_name(name))
        yield project

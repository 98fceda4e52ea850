"""The branch that the title of a policy names: 海上风电 in 《X市海上风电发展规划》, 羊绒 in 《Y县羊绒产业提质升级行动方案》.

A title goes place, what is to be done (关于加快推动), branch, 产业, how (高质量发展), kind (实施意见). What stands where
the branch does is one if the title says 产业 behind it, or if the taxonomy knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.industries.vocabulary import FORBIDDEN, is_known, stemmed, trim
from loaders.model import Document, Mention
from schema.nodes import Label
from schema.taxonomy import Taxonomy

TITLE_BRANCH = "title-branch"
"""The rule of such a mention."""
_TITLE = re.compile(
    r"[《“]?(?:[^《》“”（），]{1,13}?(?:开发区|园区|[省市县区旗]|州(?![市区县湾])))?(?:“[^”]{2,5}”)?"
    r"(?:关于)?(?:进一步|加快|加大|全面|大力|着力|深入)*+(?:推动|推进|促进|支持|扶持|培育|做大做强|发展|打造|振兴|鼓励|引导|加强)*+"
    r"(?:[千百万]亿元?级?)?(?P<branch>[^，。、；：《》“”（）\d]{2,10}?)(?P<kind>产业|行业)?(?:全产业链|产业链|产业集群|集群|供应链)?"
    r"(?:高质量|高水平|绿色|集聚|倍增|提质|增效|提升|升级|转型|振兴|创新|数字化|智能化|品牌|培育|发展|行动|专项|[三五]年|“|若干|实施"
    r"|规划|补助|奖补|补贴|准入|建设|布局|百强|大脑|[\d十]+条|研发券|专项|资金|补链|强链|延链|强龙头|招商引资|奖励|扶持|扶植|跨越|突破|攻坚|体系)"
)
_GENERIC = re.compile(
    r"主导|支柱|新兴|重点|优势|未来|传统|首位|特色$|园区|企业|项目|人才|投资|招商|民营|县域|全产业|产业链|[一二三四五六七八九十]大|重大|产城"
)
_JOINT = re.compile("[和与及]")


def title_branches(doc: Document, policies: Iterable[Mention], taxonomy: Taxonomy) -> Iterator[Mention]:
    """A mention of the branch in every title that names one."""
    for policy in policies:
        match = _TITLE.match(doc.text, policy.start, policy.end)
        if match is None or _GENERIC.search(match["branch"]):
            continue
        for start, part in _parts(match, taxonomy):
            name = trim(part)
            known = is_known(name, taxonomy) or stemmed(name, taxonomy)
            known = known or any(f"{name}{kind}" in doc.text for kind in ("产业", "行业"))
            if name and not FORBIDDEN.search(name) and (known or match["kind"]):
                attributes = (("context", "title"), ("known", "yes"))
                yield Mention(start, start + len(name), Label.INDUSTRY, name, TITLE_BRANCH, 0.9, None, attributes)


def _parts(match: re.Match[str], taxonomy: Taxonomy) -> list[tuple[int, str]]:
    """The branch of a title, or the two that 和 joins (工业母机和机器人)."""
    start, whole = match.start("branch"), match["branch"]
    joint = None if is_known(whole, taxonomy) else _JOINT.search(whole)
    if joint is not None:
        parts = [(start, whole[: joint.start()]), (start + joint.end(), whole[joint.end() :])]
        if all(is_known(part, taxonomy) or stemmed(part, taxonomy) for _, part in parts):
            return parts
    return [(start, whole)]

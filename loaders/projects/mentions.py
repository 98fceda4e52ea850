"""Projects: what is signed, planned, built or opened, read from its head (项目, 基金, 工厂) to the left, or from a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from loaders.lexicons import Matcher, consists_of, longest_first, matcher, word_list
from loaders.model import Document, Mention, Sentence
from loaders.parks.mentions import clean_name
from loaders.projects.capacities import capacity_projects
from loaders.projects.items import item_projects, quoted_projects, works_done
from loaders.projects.kinds import no_project
from loaders.projects.unreal import unreal_marked
from loaders.projects.valued import valued_projects
from loaders.text.anchors import after_firm, name_start
from loaders.text.phrases import phrase_rules
from loaders.text.tokens import Tokens, TokenSource
from schema.nodes import Label

_TO_PLACE = 12
"""So far before its kind the place of a fund may begin, in characters."""
_MIN_NAME = 4
"""Shortest project name, in characters without its 项目."""
_PHASE = re.compile(r"[一二三四五]期(?=总投资|投资|已|正|\d{1,2}月|竣工|投产|开工|在[^，。]{2,12}开工)")
_ANNOUNCED = re.compile(
    r"(?:^|(?<=[，。；：\s]))(?P<name>[一-鿿A-Za-z0-9·]{4,20})项目(?=投产|开工|签约(?!仪式|活动|大会|暨|额|会)|落地|落户|竣工|奠基|动工|启动|封顶|点火)"
)
_CATEGORY = re.compile(r"(?:\d+|[两三四五六七八九十]+)(?:余|多)?个")
_OWN = re.compile(
    r"(?:公司|集团)的$|元[^，。；]{0,4}(?:建设|新建|兴建|投建|扩建|建)$|"
    r"(?:建设|兴建|新建|建|盖|设|改建|扩建|投建)了?(?:中的)?(?:[一二两三四五六七八]|\d)(?:座|个|条|处)(?:[^，。；：、]{0,14}的)?$"
)
_OWN_REACH = 28
_GOES_ON = ("库", "组", "部", "经理", "化", "管理", "负责人", "长", "商", "家", "区", "址", "业")
"""What makes another word of a head: 项目库, 厂区."""
_CALLED = re.compile(r"(?:叫做?|名为|称为|名叫|取名)(?P<name>[一-鿿A-Za-z0-9·]{2,14})\Z")
"""第一只叫磷系新材料基金: all of the words behind it are the name."""
_FUND = re.compile(
    r"(?:设立|组建|发起|成立)[^，。；]{0,24}基金(?:，总?规模|规模)|\d亿?元的[^，。；的]{2,12}基金"
    r"|第?[一二三四五六][只支](?:是|叫|为|叫做)[^，。；]{2,14}基金"
)
_ENLARGED = re.compile(r"的(?:扩建|技改|升级|改造|改扩建)[一二三四]期$")
_INVESTS = re.compile(r"(?:[^，。；：]{0,24}?)(?:跟进|跟投|领投|参投|入股|同[^，。]{2,12}(?:公司|集团))")
_NUMBER = re.compile(r"\d+(?:座|家|个|条|处|台|项)")
_AMOUNT = re.compile(r"^\d[\d.]*(?:万|亿)?(?:吨|吉瓦时|兆瓦时|吉瓦|兆瓦|千瓦|亩|平方米|GWh|GW|MW)")
_COUNT = re.compile(
    r"(?:\d+|[一二两三四五六七八九十几多数]+)(?:余|多)?(?:个|项|座|条|家|处|大|支|只|台|组|批)[^，。；：、]{0,8}$"
)


@cache
def _automaton() -> tuple[Matcher, tuple[str, ...]]:
    heads = longest_first("projects", "heads")
    return matcher(heads), heads


def find_projects(doc: Document, tokens: TokenSource, parks: Sequence[Mention]) -> tuple[Mention, ...]:
    """Projects named in the document, in order. A park's name followed by 项目 is a project of that name."""
    automaton, heads = _automaton()
    by_end = {m.end: m for m in parks}
    out: list[Mention] = [
        *capacity_projects(doc, tokens),
        *valued_projects(doc, parks),
        *_announced(doc),
        *_phased(doc, tokens),
        *item_projects(doc),
        *quoted_projects(doc),
        *works_done(doc),
    ]
    for sentence in doc.sentences:
        for index, start, end in automaton.find_matches_as_indexes(sentence.text):
            head, stop = sentence.start + start, sentence.start + end
            park = by_end.get(head)
            if park is not None and heads[index] in word_list("projects", "strip"):
                if ("generic", "yes") not in park.attributes:
                    out.append(Mention(park.start, stop, Label.PROJECT, park.name, "park-project", 0.9))
                continue
            mention = _project(doc.text, tokens(sentence), sentence, head, stop, heads[index])
            if mention is not None:
                out.append(mention)
    named = [m for m in out if not no_project(doc.text, m.start, m.end)]
    return tuple(unreal_marked(doc, _without_overlaps(named)))


def _announced(doc: Document) -> Iterator[Mention]:
    """海岛特医食品加工增值内销项目投产: all of a short clause before 项目 that something happens to."""
    for match in _ANNOUNCED.finditer(doc.text):
        name = match["name"]
        words = (name[:2], name[:3], name[:4])
        if (
            any(w in phrase_rules().stop_words for w in words)
            or _generic(name)
            or any(c in "的个在将已等与和" for c in name)
        ):
            continue
        yield Mention(match.start("name"), match.end(), Label.PROJECT, clean_name(name), "announced", 0.75)


def _phased(doc: Document, tokens: TokenSource) -> Iterator[Mention]:
    """高纯氧化镁一期总投资18亿元: a phase that something is said of is a project."""
    for sentence in doc.sentences:
        for match in _PHASE.finditer(sentence.text):
            head = sentence.start + match.start()
            start = name_start(doc.text, tokens(sentence), head, sentence.start + match.end(), sentence.start)
            if head - start >= _MIN_NAME - 1 and not _generic(doc.text[start:head]):
                end = head + len(match.group())
                yield Mention(start, end, Label.PROJECT, clean_name(doc.text[start:end]), "phase", 0.7)


def _without_overlaps(mentions: list[Mention]) -> tuple[Mention, ...]:
    out: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return tuple(out)


def _project(text: str, tokens: Tokens, sentence: Sentence, head: int, end: int, head_word: str) -> Mention | None:
    if text.startswith(_GOES_ON, end):
        return None
    strip = head_word in word_list("projects", "strip")
    start = _start(text, tokens, sentence, head, end, strip)
    if (called := _CALLED.search(text[max(sentence.start, head - 18) : head])) and head - len(called["name"]) < start:
        start = head - len(called["name"])
    if head_word.endswith("基金"):
        start = _with_place(text, tokens, sentence.start, start)
    if text.startswith("等", start - 1) and strip:
        return None  # A、B等技改项目: a kind
    modifier = text[start:head]
    name = modifier if strip else text[start:end]
    if (
        not modifier
        and head_word.endswith("厂")
        and len(head_word) >= 3
        and head_word not in word_list("projects", "weak")
    ):
        return Mention(head, end, Label.PROJECT, head_word, "project-head", 0.7)
    built = _is_built(text, start, sentence)
    if len(name) < _MIN_NAME - built and not (head_word.endswith("厂") and len(name) == 3 and len(modifier) == 2):
        return None
    if head_word == "基金" and len(modifier) == _MIN_NAME - 2 and _INVESTS.match(text, end):
        return None  # 国发基金: who invests
    fund = _is_fund(text, sentence, start, end, head_word, name)
    plain = _generic(modifier) and not fund and not _ENLARGED.search(text, max(sentence.start, head - 12), head)
    if plain or not fund and _counted(text, start, end, sentence):
        return None
    if head_word in word_list("projects", "infrastructure") and not _is_under_way(text, sentence, end):
        return None
    weak = head_word in word_list("projects", "weak")
    if weak and not _proper(tokens, start, head, modifier):
        return None
    confidence = 0.85 if not weak else 0.75
    rule = "project-built" if built else "project-head"
    return Mention(start, end, Label.PROJECT, clean_name(name), rule, confidence)


def _is_under_way(text: str, sentence: Sentence, end: int) -> bool:
    """Whether the sentence builds; 京南铁路以东 only says where something else lies."""
    beside = text.startswith(word_list("projects", "bearings"), end)
    return not beside and any(verb in sentence.text for verb in word_list("projects", "building"))


def _is_fund(text: str, sentence: Sentence, start: int, end: int, head_word: str, name: str) -> bool:
    """Whether the words around a name say that it is a fund of its own."""
    around = max(sentence.start, start - 40), end + 16
    return head_word.endswith("基金") and len(name) >= _MIN_NAME and bool(_FUND.search(text, *around))


def _start(text: str, tokens: Tokens, sentence: Sentence, head: int, end: int, strip: bool) -> int:
    """Where the name begins; 项目 (`strip`) may follow 扩建 or join two words by 及, and a firm before it is not its name."""
    clause = max(text.rfind(c, sentence.start, head) for c in "，。：；")
    joined = text.rfind("、", sentence.start, head) > clause and strip
    works = strip and text.startswith(word_list("projects", "works"), head - 2)
    start = name_start(text, tokens, head - 2 * works, end, sentence.start, joined=joined, compound=strip)
    return after_firm(text, start, head, _MIN_NAME)


@cache
def _of_any_fund() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(longest_first('projects', 'of_any_fund'))})*")


def _with_place(text: str, tokens: Tokens, floor: int, start: int) -> int:
    """漯河|高质量发展|产业引导基金: a fund is called by its place, over words that tell of every fund."""
    for token in reversed(tokens.inside(max(floor, start - _TO_PLACE), start)):
        if token.tag == "LOC" and token.end <= start:
            return token.start if _of_any_fund().fullmatch(text, token.end, start) else start
    return start


def _is_built(text: str, start: int, sentence: Sentence) -> bool:
    """投资102亿元新建乙二醇项目, X公司的动力电池项目: somebody's own undertaking, however plainly it is called."""
    return bool(_OWN.search(text, max(sentence.start, start - _OWN_REACH), start))


def _counted(text: str, start: int, end: int, sentence: Sentence) -> bool:
    """菌包厂6座, 三个重大项目: kinds and numbers of projects; 兴建2座先进封装厂 is what somebody builds."""
    if _CATEGORY.match(text, end) or _NUMBER.match(text, end):
        return True
    return bool(_COUNT.search(text[max(sentence.start, start - 12) : start])) and not _is_built(text, start, sentence)


def _generic(modifier: str) -> bool:
    rest = _AMOUNT.sub("", modifier.strip("“”"))
    return rest.endswith(("老", "旧", "大")) or consists_of(rest, "projects", "generic")


def _proper(tokens: Tokens, start: int, head: int, modifier: str) -> bool:
    """A weak head needs a name before it: a tagged name, or a compound of at least four characters."""
    if len(modifier) >= 4:
        return True
    token = tokens.at(start)
    return token is not None and (token.tag in ("ORG", "LOC", "PER", "nz") or len(modifier) >= 2)

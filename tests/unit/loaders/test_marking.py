"""Names by sequence labelling, and what of the rules' names it keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from loaders.entities.article import build_table
from loaders.industries.terms import TERM
from loaders.labelling.features import Features, features, rule_spans
from loaders.labelling.marking import MARKED, Marker, Span
from loaders.model import Document, Mention
from loaders.pipeline import Reader
from schema.nodes import Label
from schema.taxonomy import Taxonomy

TEXT = "临江县的绿源产业园由恒丰材料有限公司投建，主攻氢能装备。"


@pytest.fixture(scope="module")
def marker() -> Marker:
    return Marker()


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def mention(doc: Document, words: str, label: Label, **kw: object) -> Mention:
    start = doc.text.index(words)
    return Mention(start, start + len(words), label, words, "test", **kw)  # type: ignore[arg-type]


def test_every_character_has_features_of_itself_and_of_what_rules_read(document: Callable[..., Document]) -> None:
    doc = document(TEXT)
    park = mention(doc, "绿源产业园", Label.PARK)
    table = build_table(doc, [], [park])
    rows = features(doc.text, table)
    assert len(rows) == len(doc.text)
    assert "r=BK" in rows[park.start]
    assert "r=EK" in rows[park.end - 1]
    assert "c=绿" in rows[park.start]
    assert not any(f.startswith(("r", "R")) for row in features(doc.text, table, with_rules=False) for f in row)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_features_made_piece_by_piece_are_those_of_the_whole(size: int, document: Callable[..., Document]) -> None:
    doc = document(TEXT)
    table = build_table(doc, [], [mention(doc, "绿源产业园", Label.PARK), mention(doc, "氢能装备", Label.INDUSTRY)])
    known = Features(doc.text, table)
    pieces = [known.rows(at, min(at + size, len(doc.text))) for at in range(0, len(doc.text), size)]
    assert [row for piece in pieces for row in piece] == features(doc.text, table)


def test_pieces_without_chinese_are_not_looked_at(
    document: Callable[..., Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    rows = Features.rows

    def counted(self: Features, start: int, end: int) -> list[list[str]]:
        made.append(end - start)
        return rows(self, start, end)

    monkeypatch.setattr(Features, "rows", counted)
    doc = document("|1a" * 5000 + "\n" + TEXT)
    Marker().spans(doc, build_table(doc, [], []))
    assert 0 < sum(made) < 5_000


def test_rule_spans_do_not_overlap(document: Callable[..., Document]) -> None:
    doc = document(TEXT)
    table = build_table(
        doc, [], [mention(doc, "恒丰材料有限公司", Label.COMPANY), mention(doc, "绿源产业园", Label.PARK)]
    )
    spans = rule_spans(table)
    assert [(doc.text[s.start : s.end], s.label) for s in spans] == [
        ("绿源产业园", Label.PARK),
        ("恒丰材料有限公司", Label.COMPANY),
    ]


def test_labelled_names_are_in_order_and_within_the_text(marker: Marker, document: Callable[..., Document]) -> None:
    doc = document(TEXT * 30)
    spans = marker.spans(doc, build_table(doc, [], []))
    assert all(0 <= s.start < s.end <= len(doc.text) and 0 <= s.probability <= 1 for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


class Fixed(Marker):
    """A marker that finds what it is told."""

    def __init__(self, *found: Span) -> None:
        super().__init__()
        self._found = list(found)

    def spans(self, doc: Document, table: object) -> list[Span]:
        return self._found


def span(doc: Document, words: str, label: Label, probability: float = 0.9) -> Span:
    start = doc.text.index(words)
    return Span(start, start + len(words), label, probability)


def test_names_are_confirmed_cut_anew_added_and_dropped(document: Callable[..., Document], taxonomy: Taxonomy) -> None:
    doc = document(TEXT)
    confirmed = mention(doc, "恒丰材料有限公司", Label.COMPANY)
    cut = mention(doc, "的绿源产业园", Label.PARK, place="330000")
    dropped = mention(doc, "主攻氢", Label.PROJECT)
    found = Fixed(
        span(doc, "绿源产业园", Label.PARK),
        span(doc, "恒丰材料有限公司", Label.COMPANY),
        span(doc, "氢能装备", Label.INDUSTRY),
        span(doc, "投建", Label.PROJECT, 0.2),
    ).marked(doc, build_table(doc, [], []), [confirmed, cut, dropped], taxonomy)
    assert [(m.name, m.label) for m in sorted(found, key=lambda m: m.start)] == [
        ("绿源产业园", Label.PARK),
        ("恒丰材料有限公司", Label.COMPANY),
        ("氢能装备", Label.INDUSTRY),
    ]
    assert next(m for m in found if m.label is Label.PARK).place == "330000"


def test_persons_policies_and_generic_names_stay_with_the_rules(
    document: Callable[..., Document], taxonomy: Taxonomy
) -> None:
    doc = document("县长李明说，《氢能规划》让产业园活了。")
    kept = [
        mention(doc, "李明", Label.PERSON),
        mention(doc, "《氢能规划》", Label.POLICY),
        mention(doc, "产业园", Label.PARK, attributes=(("generic", "yes"),)),
        mention(doc, "氢能", Label.INDUSTRY),
    ]
    assert Label.PERSON not in MARKED
    assert Fixed().marked(doc, build_table(doc, [], []), kept, taxonomy) == kept


def test_quotes_at_the_ends_of_a_name_make_no_difference(document: Callable[..., Document], taxonomy: Taxonomy) -> None:
    doc = document("当地建起“械谷”。")
    park = mention(doc, "“械谷”", Label.PARK)
    assert [
        m.rule for m in Fixed(span(doc, "械谷", Label.PARK)).marked(doc, build_table(doc, [], []), [park], taxonomy)
    ] == ["test"]


@pytest.mark.parametrize("words", ["“械谷”", "械谷", "“五个一”产业园", "产业园“械谷”"])
def test_a_name_keeps_the_quotes_of_its_parts_in_pairs(
    words: str, document: Callable[..., Document], taxonomy: Taxonomy
) -> None:
    doc = document(f"当地建起{words}。")
    (made,) = Fixed(span(doc, words, Label.PARK)).marked(doc, build_table(doc, [], []), [], taxonomy)
    assert made.name == ("械谷" if words == "“械谷”" else words)
    assert made.name.count("“") == made.name.count("”")


@pytest.mark.parametrize(("likely", "named"), [((0.5,), 0), ((0.9,), 1), ((0.5, 0.9), 2)])
def test_a_known_branch_that_is_doubted_everywhere_is_none(
    likely: tuple[float, ...], named: int, document: Callable[..., Document], taxonomy: Taxonomy
) -> None:
    doc = document("青瓷杯摆满货架，青瓷也装车。")
    places = [m.start() for m in re.finditer("青瓷", doc.text)][: len(likely)]
    terms = [
        Mention(at, at + 2, Label.INDUSTRY, "青瓷", TERM, 0.5, None, (("context", "bare"), ("known", "yes")))
        for at in places
    ]
    spans = [Span(at, at + 2, Label.INDUSTRY, p) for at, p in zip(places, likely, strict=True)]
    assert len(Fixed(*spans).marked(doc, build_table(doc, [], []), terms, taxonomy)) == named


def test_branches_labelled_as_one_are_parted(document: Callable[..., Document], taxonomy: Taxonomy) -> None:
    doc = document("新饭碗是储能和氢能。")
    found = Fixed(span(doc, "储能和氢能", Label.INDUSTRY)).marked(doc, build_table(doc, [], []), [], taxonomy)
    assert [m.name for m in found] == ["储能", "氢能"]


def test_a_branch_ends_with_its_word(document: Callable[..., Document], taxonomy: Taxonomy) -> None:
    doc = document("打造现代森林工业新高地。")
    found = Fixed(span(doc, "现代森林工", Label.INDUSTRY)).marked(doc, build_table(doc, [], []), [], taxonomy)
    assert [m.name for m in found] == ["现代森林工业"]


def test_a_place_before_a_quoted_name_is_not_part_of_it(document: Callable[..., Document], taxonomy: Taxonomy) -> None:
    doc = document("濠江区“云谷一体”装备产业园项目开工。", title="濠江区")
    table = Reader.by_rules().analyse(doc.article).context.table
    found = Fixed(span(doc, "濠江区“云谷一体”装备产业园", Label.PROJECT)).marked(doc, table, [], taxonomy)
    assert [m.name for m in found] == ["“云谷一体”装备产业园"]

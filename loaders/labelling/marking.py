"""Names by sequence labelling: a fitted field over characters (`field`), which also knows what rules have read.

Rules know the words that make a name; the labeller has seen, in annotated articles, which of the rules' readings hold,
where names that they cut wrongly begin and end, and how names look that no rule knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files

from loaders.companies.acts import RULE as ACTING
from loaders.companies.mates import list_mates
from loaders.entities.article import EntityTable
from loaders.entities.rivals import names_itself
from loaders.industries.terms import TERM
from loaders.industries.vocabulary import conjuncts
from loaders.labelling.agreement import Agreement, named
from loaders.labelling.features import SIGNS, SURE, Features
from loaders.labelling.field import Field
from loaders.labelling.pieces import pieces_in, states_of, together
from loaders.labelling.quotes import core, unquoted
from loaders.labelling.stretches import Stretches, runs
from loaders.lexicons import longest_first, word_list
from loaders.model import Document, Mention
from loaders.parks.mentions import clean_name
from loaders.projects.kinds import name_begins, no_project
from loaders.projects.valued import RULE as VALUED
from loaders.text.encoder import Encoder
from schema.nodes import Label
from schema.taxonomy import Taxonomy

Place = tuple[int, int, Label]
"""Where a name stands, and what it is."""
MARKED = frozenset({Label.PARK, Label.PROJECT, Label.COMPANY, Label.ORGANIZATION, Label.INDUSTRY})
"""Labels whose names the labeller decides. Persons stay with the rules, which read their posts too, and so do policies,
whose titles stand in marks."""
_LABELS = {sign: label for label, sign in SIGNS.items()}
_RULE = "marked"
_LISTED = "listed-project"
_KEPT = frozenset({"table-cell", "capacity-project", "company-coded", "bare-zone", "park-places", ACTING}) | {
    _LISTED,
    "project-item",
    "works-done",
    VALUED,
}
"""Rules that know better than any labeller: a column says what its cells are, a capacity what a project is for, a verb who
acts, a count what heads a list shares, a sum what it builds, 等项目 what a list names, 项目、 and 项目 where an item begins and ends."""
_LEAST_SURE = 0.8
"""Confidence of a branch that the labeller has found: it may found a claim."""
_SURE_BRANCH = 0.75
"""Least confidence of a branch that rules read in a frame of its own (重点发展…); it is kept."""
_SHORTENED = frozenset({Label.PARK, Label.PROJECT, Label.COMPANY, Label.ORGANIZATION})
_LEAST_LIKELY = {Label.INDUSTRY: 0.8}
"""A less likely name that no rule reads is left out; of branches less likely ones, most are wrong."""
_LEAST_LIKELY_ELSE = 0.5
_LEAST_LIKELY_BARE = 0.7
"""A known branch in running text that the labeller doubts more is what a thing is made of or needs (做汽车的门把手)."""
_SHORTEST_FIRM = 2


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled name and how likely it is."""

    start: int
    end: int
    label: Label
    probability: float


class Marker:
    """Labels names; loads the field when the first article comes."""

    def __init__(self, model: bytes | None = None, encoder: Encoder | None = None) -> None:
        """`model`: another field than the packaged one. `encoder`: one that others use too, which then computes less."""
        self._model = model
        self._encoder = encoder or Encoder()

    @cached_property
    def _field(self) -> Field:
        model = self._model
        return Field(files("loaders").joinpath("data", "names.npz").read_bytes() if model is None else model)

    def spans(self, doc: Document, table: EntityTable) -> list[Span]:
        """Names in order, none overlapping another. Where nothing is Chinese (a table's rules, figures), nothing is named."""
        known = Features(doc.text, table)
        out: list[Span] = []
        for windows in together(doc):
            pieces = pieces_in(windows)
            rows = [row for start, end in pieces for row in known.rows(start, end)]
            found = self._field.labelled(rows, states_of(doc, windows, self._encoder), [b - a for a, b in pieces])
            for (at, _), (signs, likely) in zip(pieces, found, strict=True):
                out += [Span(at + a, at + b, _LABELS[sign], min(likely[a:b])) for a, b, sign in runs(signs)]
        return out

    def marked(
        self, doc: Document, table: EntityTable, mentions: Sequence[Mention], taxonomy: Taxonomy
    ) -> list[Mention]:
        """The mentions as the labeller has them: those it confirms, cut as it cuts them, and those it adds."""
        labelled = [part for s in self.spans(doc, table) for part in _parted(doc.text, s, taxonomy)]
        branches = Stretches((m.start, m.end) for m in mentions if _is_sure_branch(m))
        read = Agreement.of(table, mentions)
        spans = [_begun(doc.text, s, read) for s in labelled if s.label in MARKED and not _read_otherwise(s, branches)]
        holders = [(s.start, s.end) for s in labelled if s.label is not Label.INDUSTRY]
        holders += [(m.start, m.end) for m in mentions if m.label is Label.POLICY]
        held = Stretches(holders)
        wanted = {(*core(doc.text, s.start, s.end), s.label): s for s in spans}
        out: list[Mention] = []
        done: set[tuple[int, int, Label]] = set()
        doubted = _doubted(doc.text, mentions, wanted)
        for m in mentions:
            place = (*core(doc.text, m.start, m.end), m.label)
            if place in wanted and m not in doubted:
                done.add(place)
                out.append(named(_confirmed(m), wanted[place].probability))
            elif _is_kept(m) or _within(m, held):
                out.append(m)
        known = [m for m in mentions if m.label in MARKED and not m.is_generic]
        listed = Stretches((m.start, m.end) for m in out if m.rule == _LISTED)
        new = [
            s
            for place, s in wanted.items()
            if place not in done and _is_likely(s, doc.text, read) and not _is_parted(s, listed)
        ]
        whole = _with_short_forms(out, [_made(doc, s, known, taxonomy) for s in new])
        return [*whole, *_mates(doc, whole, labelled, mentions, taxonomy)]


def _mates(
    doc: Document, named: Sequence[Mention], labelled: Sequence[Span], read: Sequence[Mention], taxonomy: Taxonomy
) -> Iterator[Mention]:
    """Firms that the labeller has missed in a list whose other items it has found."""
    firms = [(m.start, m.end) for m in named if m.label is Label.COMPANY]
    others = [(m.start, m.end) for m in named if m.label is not Label.COMPANY]
    others += [(s.start, s.end) for s in labelled]
    return list_mates(doc, firms, others, read, lambda name: taxonomy.named(name) is not None)


def _confirmed(mention: Mention) -> Mention:
    return replace(mention, confidence=max(mention.confidence, _least(mention.label)))


def _least(label: Label) -> float:
    """Confidence that a name has at least once the labeller has found it."""
    return _LEAST_SURE if label is Label.INDUSTRY else SURE


def _is_sure_branch(mention: Mention) -> bool:
    return mention.label is Label.INDUSTRY and mention.confidence >= _SURE_BRANCH


def _doubted(text: str, mentions: Sequence[Mention], wanted: Mapping[Place, Span]) -> frozenset[Mention]:
    """Known branches of running text of which the labeller is not sure, and which the article names nowhere for certain."""
    sure = {m.name for m in mentions if _is_sure_branch(m)}
    doubted = []
    for m in mentions:
        span = wanted.get((*core(text, m.start, m.end), m.label)) if m.rule == TERM else None
        if span is None or m.name in sure:
            continue
        if span.probability < _LEAST_LIKELY_BARE:
            doubted.append(m)
        else:
            sure.add(m.name)
    return frozenset(m for m in doubted if m.name not in sure)


def _is_kept(mention: Mention) -> bool:
    """What the labeller does not decide: other labels, cells, names that found nothing, branches that a frame tells."""
    decided = mention.label in MARKED and mention.rule not in _KEPT
    return not decided or mention.is_generic or _is_sure_branch(mention)


def _begun(text: str, span: Span, read: Agreement) -> Span:
    """A firm without what it is called (台厂|X), a project without the firm before it and 的 (X公司|年产5万吨树脂|的项目) or the place
    before its own name (云溪县|“云谷”产业园), a park without its place."""
    if span.label is Label.COMPANY:
        called = next((w for w in longest_first("marks", "called") if text.startswith(w, span.start)), "")
        own = span.start + len(called)
        return replace(span, start=own) if span.end - own >= _SHORTEST_FIRM else span
    if span.label is Label.PARK:
        return replace(span, start=read.start(span.start, span.end))
    if span.label is not Label.PROJECT:
        return span
    start, end = name_begins(text, span.start, span.end), span.end - (text[span.end - 1] == "的")
    own = read.ends.get(start, start)
    start = own if text.startswith("“", own) else start
    return replace(span, start=start, end=end)


def _parted(text: str, span: Span, taxonomy: Taxonomy) -> list[Span]:
    """储能和氢能 labelled as one name: two branches; none ends in half a word (现代森林工|业)."""
    if span.label is not Label.INDUSTRY:
        return [span]
    end = span.end + (text[span.end - 1 : span.end + 1] in word_list("marks", "halved"))
    parts = conjuncts(text[span.start : end], taxonomy)
    return [replace(span, start=span.start + a, end=span.start + b) for a, b in parts]


def _is_parted(span: Span, listed: Stretches) -> bool:
    """推进A、B等项目 labelled as one name: rules part the list."""
    return span.label is Label.PROJECT and bool(listed.around(span.start, span.end))


def _read_otherwise(span: Span, branches: Stretches) -> bool:
    """A及B: rules part a list into its branches."""
    here = span.start, span.end
    return span.label is Label.INDUSTRY and any(found != here for found in branches.around(*here))


def _within(mention: Mention, holders: Stretches) -> bool:
    """A branch within a longer name says what that is for; a park or firm that opens one (X园区二期项目) is named in it."""
    around = holders.around(mention.start, mention.end)
    if mention.label is Label.INDUSTRY:
        return any(start <= mention.start and mention.end <= end for start, end in around)
    return names_itself(mention) and any(0 <= mention.start - start <= 1 and mention.end < end for start, end in around)


def _with_short_forms(kept: Sequence[Mention], new: Sequence[Mention]) -> list[Mention]:
    """All of them; a new name that is part of longer ones of its kind is the short form of the one named first."""
    known = {(m.label, m.name) for m in kept}
    longer = sorted((m for m in (*kept, *new) if m.label in _SHORTENED), key=lambda m: m.start)
    out = list(kept)
    for m in new:
        if (m.label, m.name) not in known:
            whole = next((w.name for w in longer if w.label is m.label and m.name in w.name and m.name != w.name), None)
            if whole is not None:
                m = replace(m, attributes=(*m.attributes, ("alias_of", whole)))
        out.append(m)
    return out


@cache
def _bare() -> frozenset[str]:
    """Words that are no names by themselves."""
    return frozenset((*word_list("marks", "works"), *word_list("projects", "weak"), *word_list("industries", "never")))


def _is_likely(span: Span, text: str, read: Agreement) -> bool:
    words = text[span.start : span.end]
    if span.label is Label.PROJECT and no_project(text, span.start, span.end):
        return False
    if span.label is Label.PARK and _is_told_of(words):
        return False
    likely = span.probability >= _LEAST_LIKELY.get(span.label, _LEAST_LIKELY_ELSE)
    return words not in _bare() and (likely or read.is_likely(span.start, span.end, span.label, span.probability))


def _is_told_of(words: str) -> bool:
    """产业园分地面产业园: no park's name begins with a kind and ends in one; 产业园二期 may."""
    kind = next((k for k in longest_first("parks", "ranked") if words.startswith(k)), None)
    return kind is not None and words[len(kind) :].endswith(longest_first("parks", "strong"))


def _made(doc: Document, span: Span, known: Sequence[Mention], taxonomy: Taxonomy) -> Mention:
    """A mention of what the labeller found, with what rules know of the words."""
    name = unquoted(clean_name(doc.text[span.start : span.end]))
    rival = next((m for m in known if m.label is span.label and m.start < span.end and span.start < m.end), None)
    attributes = dict(rival.attributes) if rival is not None else {}
    if span.label is Label.INDUSTRY:
        attributes.setdefault("context", "marked")
        if taxonomy.find(name) is not None:
            attributes["known"] = "yes"
    if span.label is Label.ORGANIZATION:
        attributes.setdefault("kind", "other")
    place = rival.place if rival is not None else None
    return Mention(
        span.start,
        span.end,
        span.label,
        name,
        _RULE,
        round(max(_least(span.label), span.probability), 2),
        place,
        tuple(attributes.items()),
    )

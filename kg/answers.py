"""Questions answered from the graph: names are linked, a canned question is chosen, its Cypher is run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, LiteralString, cast

from graph.connection import Connection
from graph.read import KnownName, names
from graph.statements import ARTICLE_HEADERS
from loaders.clean.script import simplify
from loaders.gazetteer import Gazetteer
from queries.answering import sentence
from queries.catalog import Catalog, Query
from queries.lexicon import Lexicon, english_branches, squeeze
from queries.names import Directory, Thing
from queries.understanding import Refused, Understanding, filled
from schema.taxonomy import Taxonomy

if TYPE_CHECKING:
    from queries.routing import Route

_PLACE, _INDUSTRY = "place:", "industry:"


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence behind an answer."""

    article: str
    title: str
    date: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question got. Without `query` it was refused, for `reason`."""

    question: str
    sentence: str = ""
    query: Query | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[Mapping[str, Any], ...] = ()
    quotes: tuple[tuple[Quote, ...], ...] = ()
    """For each row the sentences behind it."""
    reason: str = ""
    nearest: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Names near to one that is not known."""

    @property
    def refused(self) -> bool:
        """Whether no canned question was found."""
        return self.query is None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that are shown."""
        return tuple(c.name for c in self.query.columns if not c.hidden) if self.query else ()


def key(text: str) -> str:
    """A text as questions and names are compared."""
    return squeeze(text, simplify)


class Asker:
    """Answers questions over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._gazetteer = Gazetteer.load()
        self._understanding = _understanding()

    def ask(self, question: str) -> Answer:
        """Answer one question, or say why not. Raises StoreError where the server fails."""
        found = self._understanding.understand(question, self._directories())
        english = is_english(question)
        examples = tuple(filled(e) for e in found.examples)
        if isinstance(found, Refused):
            reason = found.reason_en if english else found.reason_zh
            return Answer(question, reason=reason, nearest=examples, names=tuple(t.name for t in found.names))
        answers = (self._run(question, route, examples, english=english) for route in found.routes)
        first = next(answers)
        return first if first.rows else next((a for a in answers if a.rows), first)

    def run(self, query: Query, parameters: Mapping[str, Any], shown: Mapping[str, str], *, english: bool) -> Answer:
        """Run a canned question with its parameters."""
        bound = query.bind(parameters)
        rows = self._connection.read(_packaged(query.statement), bound)
        text = sentence(query, rows, shown, english=english) if rows else ""
        return Answer(
            query.title_en if english else query.title_zh, text, query, bound, tuple(rows), self._quotes(rows)
        )

    def ids(self, given: Sequence[str], labels: frozenset[str]) -> list[str]:
        """Ids of things with these names and labels; what is none of them stays as it is (an id, a name)."""
        out: list[str] = []
        for name in given if labels else ():
            found = {
                t.id
                for d in self._directories()
                for t in (*d.chinese.get(key(name), ()), *d.latin.get(key(name), ()))
                if t.label in labels and t.held
            }
            out += sorted(found) or [name]
        return out if labels else list(given)

    def names(self) -> list[str]:
        """All names of things in the graph, sorted."""
        return sorted({n for known in names(self._connection) for n in (known.name, *known.aliases)})

    def examples(self) -> list[str]:
        """All example questions."""
        return [filled(e) for q in Catalog.load() for e in q.examples]

    def _run(self, question: str, route: Route, examples: tuple[str, ...], *, english: bool) -> Answer:
        shown = {k: _said(v) for k, v in route.filling.parameters.items() if v} | dict(route.filling.shown)
        got = self.run(route.query, route.filling.parameters, shown, english=english)
        reason = "" if got.rows else "The graph holds no answer to this." if english else "图中没有这个问题的答案。"
        return Answer(question, got.sentence, got.query, got.parameters, got.rows, got.quotes, reason, examples)

    def _quotes(self, rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[Quote, ...], ...]:
        evidence = [_pairs(row.get("_evidence")) for row in rows]
        ids = sorted({article for pairs in evidence for article, _ in pairs})
        headers = {h["id"]: h for h in self._connection.read(ARTICLE_HEADERS, {"ids": ids})} if ids else {}

        def quote(article: str, text: str) -> Quote:
            header = headers.get(article, {})
            return Quote(article, header.get("title") or header.get("name") or article, header.get("date"), text)

        return tuple(tuple(quote(*pair) for pair in pairs) for pairs in evidence)

    def _directories(self) -> list[Directory]:
        known = names(self._connection)
        held = frozenset(n.id for n in known)
        return [Directory(map(_thing, known), key, self._is_place), _static(held)]

    def _is_place(self, name: str) -> bool:
        return bool(self._gazetteer.candidates(name))


def _packaged(statement: str) -> LiteralString:
    """Mark a statement that comes with the program as safe for the driver."""
    return cast("LiteralString", statement)  # type: ignore[redundant-cast]  # pyright tells them apart, mypy does not


def is_english(question: str) -> bool:
    """Whether a question has no Chinese character."""
    return not any("㐀" <= c <= "鿿" for c in question)


def _said(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return f"{value:,.0f}" if isinstance(value, float) else str(value)


def _pairs(evidence: object) -> list[tuple[str, str]]:
    """(article, sentence) of the maps in an `_evidence` column, each once."""
    out: dict[tuple[str, str], None] = {}
    for link in evidence if isinstance(evidence, list) else []:
        if link:
            out.update(dict.fromkeys(zip(link.get("articles") or (), link.get("sentences") or (), strict=False)))
    return list(out)


def _thing(known: KnownName) -> Thing:
    english = (known.name_en,) if known.name_en else ()
    return Thing(known.id, known.label.value, known.name, known.aliases, english)


@cache
def _understanding() -> Understanding:
    gazetteer = Gazetteer.load()

    def above(upper: str, lower: str) -> bool:
        return gazetteer.is_ancestor(upper.removeprefix(_PLACE), lower.removeprefix(_PLACE))

    return Understanding(Catalog.load(), Lexicon.load(), key, above)


@cache
def _static(held: frozenset[str]) -> Directory:
    """Every place of the gazetteer and every branch of the taxonomy, by the ids that the graph uses."""
    more = english_branches()
    places = (
        Thing(i := f"{_PLACE}{p.code}", p.label.value, p.name, (), (p.english,), i in held, "".join(p.short_names[:1]))
        for p in Gazetteer.load().places
    )
    industries = (
        Thing(i := f"{_INDUSTRY}{e.id}", "Industry", e.name, e.aliases, (e.english, *more.get(e.name, ())), i in held)
        for e in Taxonomy.load().entries
    )
    return Directory([*places, *industries], key)

"""Questions answered from the graph: names are linked, a canned question is chosen, its Cypher is run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from graph.connection import Connection
from graph.statements import ARTICLE_HEADERS, trusted
from kg.directories import Names, above, key
from kg.quotes import Quote, closest, quote_of
from loaders.clean.script import written_forms
from queries.answering import sentence, unused
from queries.catalog import Catalog, Query
from queries.lexicon import Lexicon, english_key
from queries.understanding import Refused, Understanding, Understood, filled

if TYPE_CHECKING:
    from queries.routing import Route


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
    closest: tuple[Quote, ...] = ()
    """Without rows: sentences near to the question, which may answer it."""

    @property
    def refused(self) -> bool:
        """Whether no canned question was found."""
        return self.query is None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that are shown."""
        return tuple(c.name for c in self.query.columns if not c.hidden) if self.query else ()


class Asker:
    """Answers questions over one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names = Names(connection)
        self._understanding = _understanding()

    def ask(self, question: str) -> Answer:
        """Answer one question, or say why not. Raises StoreError where the server fails."""
        found = self._understanding.understand(question, self._names.directories(question), self._names)
        answer = self._answer(question, found)
        return answer if answer.rows else replace(answer, closest=closest(self._connection, question, found.mentioned))

    def _answer(self, question: str, found: Understood | Refused) -> Answer:
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
        rows = self._connection.read(trusted(query.statement), bound)
        each = next((v.split("、") for v in shown.values() if "、" in v), ())
        more = query.counts_more(len(rows), bound)
        total = self._connection.read(trusted(more), bound)[0]["n"] if more else None
        text = sentence(query, rows, shown, english=english, each=each, total=total) if rows else ""
        title, reason = query.title_en if english else query.title_zh, "" if rows else no_answer(english=english)
        return Answer(title, text, query, bound, tuple(rows), self.quotes(rows), reason)

    def ids(self, given: Sequence[str], labels: frozenset[str]) -> list[str]:
        """Ids of things with these names and labels; what is none of them stays as it is (an id, a name)."""
        out: list[str] = []
        for name in given if labels else ():
            word = key(name)
            found = {
                t.id: t.held
                for d in reversed(self._names.directories(name))
                for t in (*d.chinese.get(word, ()), *d.latin.get(english_key(word), ()))
                if t.label in labels
            }
            held = {i for i, known in found.items() if known} or set(self._names.holds(list(found)))
            out += sorted(held) or sorted(found) or [name]
        return out if labels else list(given)

    def names(self) -> list[str]:
        """Names of the graph to offer while a person types."""
        return self._names.all_names()

    def examples(self) -> list[str]:
        """All example questions."""
        return [filled(e) for q in Catalog.load() for e in q.examples]

    def _run(self, question: str, route: Route, examples: tuple[str, ...], *, english: bool) -> Answer:
        shown = {k: _said(v) for k, v in route.filling.parameters.items() if v} | dict(route.filling.shown)
        got = self.run(route.query, _as_written(route.filling.parameters), shown, english=english)
        text = got.sentence + unused(route.filling.ignored, english=english) if got.rows else ""
        return Answer(question, text, got.query, got.parameters, got.rows, got.quotes, got.reason, examples)

    def quotes(self, rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[Quote, ...], ...]:
        """For each row the sentences of its column `_evidence`."""
        evidence = [_pairs(row.get("_evidence")) for row in rows]
        ids = sorted({article for pairs in evidence for article, _ in pairs})
        headers = {h["id"]: h for h in self._connection.read(ARTICLE_HEADERS, {"ids": ids})} if ids else {}

        return tuple(tuple(quote_of(a, headers.get(a, {}), text) for a, text in pairs) for pairs in evidence)


def is_english(question: str) -> bool:
    """Whether a question has no Chinese character."""
    return not any("㐀" <= c <= "鿿" for c in question)


def no_answer(*, english: bool) -> str:
    """Why a question that was understood has no answer."""
    return "The graph holds no answer to this." if english else "图中没有这个问题的答案。"


def _as_written(parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parameters with words that the text must hold in both scripts, parted by strokes."""
    words = parameters.get("said")
    return {**parameters, "said": ["|".join(written_forms(w)) for w in words]} if words else parameters


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


@cache
def _understanding() -> Understanding:
    return Understanding(Catalog.load(), Lexicon.load(), key, above)

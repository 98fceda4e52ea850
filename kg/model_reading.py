"""`kg extract --llm`: a language model reads the articles in place of the rules; the text checks what it says.

Every article's cleaned text goes to the address in KG_LLM_URL, one after another, with the ontology. An address that
does not answer ends the run; a reply that cannot be used, twice, costs its article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from graph.receipt import Failure
from kg.endpoint import ATTEMPTS, complete, parsed, require
from kg.reading import too_long
from kg.render import say
from kg.settings import Settings
from loaders.clean import clean
from loaders.generated import Checked, Reply, checked, prompt
from loaders.model import CleanArticle, RawArticle
from loaders.places.gazetteer import Gazetteer
from schema.errors import InputError, QueryError
from schema.facts import FactSet
from schema.taxonomy import Taxonomy

SECONDS = 300.0
"""How long a reply may take: a list of all that an article says is long."""


class ModelReader:
    """Reads articles through a model and counts what it had to drop. Raises ConfigError where no model is set."""

    def __init__(self, settings: Settings) -> None:
        require(settings)
        self._settings = settings
        self._counts: Counter[str] = Counter()
        self._kept = 0
        self._unnamed = 0
        self.refused = 0
        """Articles whose replies could not be used."""

    def read(self, articles: Iterable[RawArticle]) -> Iterator[FactSet | Failure]:
        """Outcomes in the order of the articles. Raises InputError where the address does not answer."""
        for raw in articles:
            try:
                yield self._read(raw)
            except QueryError as error:
                self.refused += 1
                reason = str(error).partition(";")[0]
                yield Failure(raw.source, f"{raw.source} is left out: {reason}, twice; try another KG_LLM_MODEL.")
        self._tell()

    def _read(self, raw: RawArticle) -> FactSet | Failure:
        if book := too_long(raw):
            return book
        try:
            article = clean(raw)
        except InputError as error:
            return Failure(raw.source, str(error))
        result = checked(article, self._reply(article), Gazetteer.load(), Taxonomy.load())
        self._count(result)
        return result.facts

    def _reply(self, article: CleanArticle) -> Reply:
        messages = prompt(article)
        error: QueryError | None = None
        for _ in range(ATTEMPTS):
            said = complete(messages, self._settings, SECONDS)
            try:
                return parsed(said, Reply)
            except QueryError as problem:
                error = problem
                messages += [
                    {"role": "assistant", "content": said},
                    {"role": "user", "content": f"That failed: {problem} Answer with the JSON only."},
                ]
        assert error is not None
        raise error

    def _count(self, result: Checked) -> None:
        self._kept += result.kept
        self._unnamed += result.unnamed
        self._counts.update({why.value: n for why, n in result.dropped.items()})

    def _tell(self) -> None:
        why = "; ".join(f"{n} {reason}" for reason, n in sorted(self._counts.items()))
        say(f"{self._kept} relationships kept, {self._counts.total()} dropped{f' ({why})' if why else ''}")
        if self._unnamed:
            say(f"{self._unnamed} names dropped that the text, the gazetteer or the ontology lacks")

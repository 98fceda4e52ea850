"""Reading for a load: sources told apart, known articles passed over, failures kept to one article."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.plan import Reprint
from graph.read import ArticleHeader
from graph.receipt import Changes, Failure, Receipt
from kg.forget import find
from kg.load import distinct, run, table
from kg.reading import Blank, Unchanged, default_jobs, read_all
from kg.settings import Settings
from loaders.model import CleanArticle, RawArticle
from loaders.pipeline import Reader
from loaders.resolve import digest
from schema.errors import InputError, InterruptError, StoreError
from schema.facts import FactSet

TEXT = "甲园区发展风电\n汕头市濠江区重点发展海上风电产业。\n"
RAW = RawArticle("/a.txt", TEXT)


@pytest.fixture(scope="module")
def facts() -> FactSet:
    (outcome,) = read_all([RAW], Blank())
    assert isinstance(outcome, FactSet)
    return outcome


def test_a_fault_of_the_rules_costs_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(_: RawArticle) -> None:
        raise ZeroDivisionError("no luck")

    monkeypatch.setattr("kg.reading.clean", faulty)
    (outcome,) = read_all([RAW], Blank())
    assert outcome == Failure("/a.txt", "/a.txt cannot be read (ZeroDivisionError: no luck); KG_DEBUG=1 shows where.")
    with pytest.raises(ZeroDivisionError):
        list(read_all([RAW], Blank(), debug=True))


def test_an_interrupt_is_told_from_a_failure_also_where_closing_fails_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def load(interrupt: bool) -> None:
        try:
            raise KeyboardInterrupt if interrupt else OSError
        except (KeyboardInterrupt, OSError):
            try:
                raise ConnectionError("half a message")  # as the driver does while it closes
            except ConnectionError as error:
                raise StoreError("The connection broke off; run it again.") from error

    settings = Settings.from_environment({})
    monkeypatch.setattr("kg.load.load", lambda _work: load(True))
    with pytest.raises(InterruptError, match="goes on from there"):
        run([str(tmp_path)], settings)
    monkeypatch.setattr("kg.load.load", lambda _work: load(False))
    with pytest.raises(StoreError):
        run([str(tmp_path)], settings)


def test_an_interrupt_is_one_also_where_the_buffer_of_the_connection_is_locked_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    def load(_work: object) -> None:
        try:
            raise KeyboardInterrupt
        finally:
            raise BufferError("Existing exports of data: object cannot be re-sized")

    monkeypatch.setattr("kg.load.load", load)
    with pytest.raises(InterruptError, match="goes on from there"):
        run([str(tmp_path)], Settings.from_environment({}))


def test_a_book_is_refused() -> None:
    (outcome,) = read_all([RawArticle("/a.txt", "字" * 200_001)], Blank())
    assert isinstance(outcome, Failure)
    assert "too long for an article; split it up" in outcome.reason


def test_processes_keep_the_order() -> None:
    raws = [RawArticle(f"/{i}.txt", TEXT.replace("甲", "甲" * (i + 1))) for i in range(12)]
    one = list(read_all(raws, Blank(), 1))
    assert list(read_all(raws, Blank(), 2)) == one
    assert [o.article.source for o in one if isinstance(o, FactSet)] == [r.source for r in raws]


def test_few_articles_are_read_in_this_process() -> None:
    assert default_jobs(5) == 1
    assert 1 <= default_jobs(1000) <= 4


class Counting(Blank):
    """Knows the first article, and takes every second of the others for a reprint of the one before."""

    def unread(self, raws: list[RawArticle]) -> list[RawArticle | Unchanged]:
        return [Unchanged(r.source) if r.source == "/0.txt" else r for r in raws]

    def compare(self, articles: list[CleanArticle]) -> list[CleanArticle | Reprint | Unchanged]:
        out: list[CleanArticle | Reprint | Unchanged] = []
        for i, a in enumerate(articles):
            first = f"article:{digest(articles[i - 1].text)}"
            out.append(Reprint(first, a.source) if i % 2 else a)
        return out


@pytest.mark.parametrize("jobs", [1, 2])
def test_known_articles_and_reprints_are_not_read(jobs: int) -> None:
    raws = [RawArticle(f"/{i}.txt", TEXT.replace("甲", "甲" * (i + 1))) for i in range(5)]
    outcomes = list(read_all(raws, Counting(), jobs))
    assert [type(o).__name__ for o in outcomes] == ["Unchanged", "FactSet", "Reprint", "FactSet", "Reprint"]
    assert isinstance(outcomes[1], FactSet)
    assert outcomes[2] == Reprint(outcomes[1].article.id, "/2.txt")


def test_a_reprint_of_what_cannot_be_read_is_read_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Reader.analyse

    def faulty(self: Reader, article: CleanArticle) -> object:
        if article.source == "/1.txt":
            raise ZeroDivisionError
        return read(self, article)

    monkeypatch.setattr(Reader, "analyse", faulty)
    raws = [RawArticle(f"/{i}.txt", TEXT.replace("甲", "甲" * (i + 1))) for i in range(1, 3)]
    assert [type(o) for o in read_all(raws, Counting())] == [Failure, FactSet]


def test_one_source_with_two_texts_is_two_sources() -> None:
    raws = [RawArticle("某日报", "一"), RawArticle("某日报", "二"), RawArticle("某日报", "一"), RawArticle("-", "三")]
    sources = [raw.source for raw in distinct(iter(raws))]
    assert sources[0] == sources[2] == "某日报"
    assert sources[1].startswith("某日报#")
    assert sources[3].startswith("-#")
    assert [raw.source for raw in distinct(iter(raws))] == sources


def test_the_receipt_is_a_table() -> None:
    receipt = Receipt(new=2, failed=(Failure("x", "y"),), changes=Changes(nodes_created=1234), seconds=2.34)
    lines = table(receipt).splitlines()
    assert lines[2].split() == ["articles", "2", "0", "0", "0", "0", "0", "1"]
    assert lines[3].split() == ["nodes", "1234", "0", "0"]
    assert lines[-1] == "2.3 s"


def test_receipts_add_up() -> None:
    total = Receipt(new=1, changes=Changes(nodes_created=2)) + Receipt(unchanged=3, changes=Changes(nodes_created=1))
    assert (total.articles, total.changes.nodes_created, total.wrote) == (4, 3, True)
    assert not Receipt(unchanged=1).wrote


def header(name: str, title: str, *sources: str) -> ArticleHeader:
    return ArticleHeader(name, title, None, None, sources[0], sources, "1")


def test_an_article_is_found_by_id_file_or_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    known = [header("article:1", "题", str(tmp_path / "a.txt")), header("article:2", "题", "https://example.org/b")]
    assert find("article:2", known).id == "article:2"
    assert find("a.txt", known).id == "article:1"
    assert find("https://example.org/b", known).id == "article:2"
    with pytest.raises(InputError, match="2 articles are called 题; give one of their ids: article:1, article:2"):
        find("题", known)
    with pytest.raises(InputError, match="has no article 别的"):
        find("别的", known)

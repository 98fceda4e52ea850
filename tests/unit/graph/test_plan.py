"""New, edited, known, known from elsewhere: decided without a database."""

from __future__ import annotations

from graph.claims import ArticleClaims
from graph.plan import Plan, StoredArticle, plan


def article(name: str, source: str, date: str | None = None) -> ArticleClaims:
    return ArticleClaims(name, {"id": name, "source": source, "date": date}, {})


def stored(name: str, *sources: str, date: str | None = None, reader: str = "1") -> StoredArticle:
    return StoredArticle(name, reader, date, sources[0], tuple(sorted(sources)))


def decide(batch: list[ArticleClaims], *known: StoredArticle) -> Plan:
    return plan(batch, {k.id: k for k in known}, "1")


def test_an_unknown_text_from_an_unknown_source_is_new() -> None:
    made = decide([article("X", "a")])
    assert (made.new, set(made.write), made.remove) == (1, {"X"}, set())


def test_a_known_text_from_its_source_is_unchanged() -> None:
    made = decide([article("X", "a")], stored("X", "a"))
    assert (made.unchanged, made.write, made.touch, made.remove) == (1, {}, {}, set())


def test_another_text_from_the_source_is_an_edit() -> None:
    made = decide([article("Y", "a")], stored("X", "a"))
    assert (made.changed, set(made.write), made.remove) == (1, {"Y"}, {"X"})


def test_an_edit_leaves_a_text_that_another_source_carries() -> None:
    made = decide([article("Y", "a")], stored("X", "a", "b"))
    assert made.remove == set()
    assert made.touch == {"X": stored("X", "b")}


def test_a_known_text_from_elsewhere_only_adds_the_source() -> None:
    made = decide([article("X", "b")], stored("X", "a"))
    assert (made.duplicate, made.write) == (1, {})
    assert made.touch["X"].sources == ("a", "b")


def test_the_earliest_date_then_the_first_source_counts() -> None:
    made = decide([article("X", "b", "2020")], stored("X", "a", date="2021"))
    assert made.write["X"][0] == StoredArticle("X", "1", "2020", "b", ("a", "b"))
    assert decide([article("X", "b", "2021")], stored("X", "a", date="2021")).write == {}
    assert decide([article("X", "a", "2021")], stored("X", "b", date="2021")).write["X"][0].source == "a"


def test_a_source_that_corrects_its_date_is_read_again() -> None:
    made = decide([article("X", "a", "2022")], stored("X", "a", date="2021"))
    assert (made.changed, made.write["X"][0].date) == (1, "2022")


def test_newer_rules_read_again() -> None:
    made = decide([article("X", "a")], stored("X", "a", reader="0"))
    assert (made.changed, made.write["X"][0].reader) == (1, "1")


def test_within_a_batch_the_last_text_of_a_source_holds() -> None:
    made = decide([article("X", "a"), article("Y", "a")])
    assert (made.new, made.changed, set(made.write), made.remove) == (1, 1, {"Y"}, set())


def test_a_text_that_comes_back_within_a_batch_stays() -> None:
    made = decide([article("Y", "a"), article("X", "b")], stored("X", "a"))
    assert set(made.write) == {"X", "Y"}
    assert made.write["X"][0].sources == ("b",)
    assert made.remove == set()

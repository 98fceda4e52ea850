"""The journal saves work and can be lost: damage, a full disk, or another day's entries cost no facts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from kg.journal import Entry, Journal
from kg.pace import Pace

ENTRY = Entry("article:1", "2021-05-01", reprint=False)


def test_what_was_noted_is_seen_by_the_same_rules_only(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a" / "j.sqlite")
    journal.note(b"1", ENTRY, "1")
    journal.close()
    again = Journal(tmp_path / "a" / "j.sqlite")
    assert again.seen([b"1", b"2"], "1") == {b"1": ENTRY}
    assert again.seen([b"1"], "2") == {}
    again.close()


def test_articles_are_found_by_shared_marks(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.sqlite")
    journal.add("article:1", (1, 2, 3))
    journal.add("article:2", (2, 3, 4))
    assert journal.alike((3, 4, 9)) == ["article:2", "article:1"]
    journal.close()


def test_it_follows_the_graph(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.sqlite")
    journal.add("article:1", (1,))
    journal.add("article:2", (2,))

    def marks(ids: Iterable[str]) -> Iterator[tuple[str, Sequence[int]]]:
        return ((i, (7,)) for i in ids)

    journal.agree(3, lambda: iter(["article:2", "article:3", "article:4"]), marks)
    assert journal.alike((1, 2)) == ["article:2"]
    assert journal.alike((7,)) == ["article:3", "article:4"]
    journal.agree(3, lambda: iter(()), marks)
    assert journal.alike((7,)) == ["article:3", "article:4"]
    journal.close()


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_journal_is_begun_anew(tmp_path: Path, damage: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "j.sqlite"
    path.write_bytes(damage)
    journal = Journal(path)
    journal.note(b"1", ENTRY, "1")
    assert journal.seen([b"1"], "1") == {b"1": ENTRY}
    assert "a new one is begun" in capsys.readouterr().err
    journal.close()


def test_damage_in_the_middle_is_survived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "j.sqlite"
    journal = Journal(path)
    for number in range(2000):
        journal.note(str(number).encode(), ENTRY, "1")
    journal.close()
    data = bytearray(path.read_bytes())
    data[8192:-4096] = b"\xff" * (len(data) - 12288)
    path.write_bytes(data)
    again = Journal(path)
    again.seen([str(n).encode() for n in range(2000)], "1")
    again.note(b"x", ENTRY, "1")
    assert again.seen([b"x"], "1") == {b"x": ENTRY}
    again.close()


def test_where_none_can_be_written_the_load_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "j.sqlite")
    journal.note(b"1", ENTRY, "1")
    assert journal.seen([b"1"], "1") == {b"1": ENTRY}
    assert "the load goes on without it" in capsys.readouterr().err
    journal.close()


def test_a_disk_that_fills_up_is_survived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    journal = Journal(tmp_path / "j.sqlite")
    journal._db.execute("PRAGMA max_page_count = 8")
    for number in range(3000):
        journal.note(str(number).encode(), ENTRY, "1")
    assert "the load goes on without it" in capsys.readouterr().err
    assert journal.seen([b"2999"], "1") == {b"2999": ENTRY}
    journal.close()


def test_two_loaders_share_it(tmp_path: Path) -> None:
    one, other = (Journal(tmp_path / "j.sqlite") for _ in range(2))
    one.note(b"1", ENTRY, "1")
    one.save()
    other.note(b"2", ENTRY, "1")
    other.save()
    assert set(one.seen([b"1", b"2"], "1")) == {b"1", b"2"}
    one.close()
    other.close()
    assert sqlite3.connect(tmp_path / "j.sqlite").execute("SELECT count(*) FROM seen").fetchone() == (2,)


def test_the_pace_tells_rate_and_rest() -> None:
    pace = Pace(10, lambda: None)
    for _ in range(4):
        pace.file()
        pace.article()
    assert pace.line(20) == "articles read: 4, 12.0 a minute; files opened: 4 of 10, about 30 s to go"


def test_a_journal_of_many_short_articles_is_opened_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "j.sqlite")
    for k in range(2000):
        journal.note(f"{k}".encode(), Entry(f"article:{k}", None, reprint=False), "1")
        journal.add(f"article:{k}", ())
    journal.close()
    connect = sqlite3.connect

    def impatient(path: Path | str, timeout: float = 5) -> sqlite3.Connection:
        db = connect(path, timeout=timeout)
        db.set_progress_handler(lambda: 1, 100_000)  # ends whatever takes so many steps
        return db

    monkeypatch.setattr(sqlite3, "connect", impatient)
    assert Journal(tmp_path / "j.sqlite").seen([b"7"], "1")

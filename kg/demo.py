"""`kg demo`: articles loaded, five questions answered, and where to look next."""

from __future__ import annotations

from pathlib import Path

from kg import ask, load
from kg.local import local_server
from kg.settings import Settings
from schema.errors import InputError

QUESTIONS = (
    "哪些城市优先发展海上风电？",
    "濠江区重点发展哪些产业？",
    "湛江市有哪些园区？",
    "新北市長是誰？",
    "Which parks are in Jiading District?",
)


def run(folder: str | None, settings: Settings) -> int:
    """Load the folder's articles, by default the seeds of the checkout, and answer the questions."""
    load.run([folder or str(seeds())], settings)
    for question in QUESTIONS:
        print(f"\n▸ kg ask {question}\n")
        ask.run(question, settings)
    print("\nWhere to look next:")
    if settings.uri is None:
        print(f"  Neo4j Browser  {local_server(settings).browser}")
        print("                 user neo4j; `kg status` tells where the password is")
    print("  the graph      kg explore")
    print("  more questions kg queries")
    print("  your articles  kg load PATH…")
    return 0


def seeds() -> Path:
    """The seed articles of the checkout. Raises InputError in an installation without them."""
    folder = Path(__file__).parents[1] / "seeds"
    if not folder.is_dir():
        raise InputError("There are no seed articles in this installation; name a folder: kg demo FOLDER.")
    return folder

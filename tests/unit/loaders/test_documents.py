"""Files of every kind are read or refused in one sentence; a bad record costs itself only."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import pypdf
import pytest

from kg.sources import Sources
from loaders.article import parse_records, read_articles, read_records
from loaders.formats import documents
from loaders.model import RawArticle
from schema.errors import InputError

BODY = "汕头市濠江区重点发展海上风电产业，总投资80亿元。"


def test_html_gives_the_article_with_title_and_date() -> None:
    page = f"""<html><head><title>濠江发展海上风电</title><meta property="article:published_time" content="2021-12-02">
    </head><body><nav><a href=/>首页</a></nav><article><h1>濠江发展海上风电</h1>{f"<p>{BODY}</p>" * 4}</article></body>"""
    (article,) = parse_records(page.encode(), "a.html", ".html")
    assert isinstance(article, RawArticle)
    assert BODY in article.text
    assert "首页" not in article.text
    assert (article.title, article.date) == ("濠江发展海上风电", "2021-12-02")


def test_docx_gives_paragraphs_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(BODY)
    document.add_table(1, 2).rows[0].cells[1].text = "丙"
    document.save(str(tmp_path / "a.docx"))
    (article,) = read_articles(str(tmp_path / "a.docx"))
    assert article.text.splitlines() == [BODY, " | 丙"]


def test_a_pdf_without_text_says_so(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(InputError, match="holds pictures, not text"):
        list(read_articles(str(tmp_path / "a.pdf")))


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_PAGES", 3)
    writer = pypdf.PdfWriter()
    for _ in range(5):
        writer.add_blank_page(100, 100)
    writer.write(tmp_path / "a.pdf")
    with pytest.raises(InputError, match=r"longer than an article \(3 pages read\)"):
        list(read_articles(str(tmp_path / "a.pdf")))


def test_a_pdf_bomb_is_refused() -> None:
    from pypdf.generic import NameObject, StreamObject

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(100, 100)
    stream = StreamObject()
    stream.set_data(zlib.compress(b"BT (a) Tj ET " * 10_000_000))
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    page[NameObject("/Contents")] = writer._add_object(stream)
    packed = io.BytesIO()
    writer.write(packed)
    assert len(packed.getvalue()) < 1_000_000
    with pytest.raises(InputError, match=r"a\.pdf"):
        list(parse_records(packed.getvalue(), "a.pdf", ".pdf"))


def test_a_docx_bomb_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(documents.MAX_UNPACKED + 1))
    with pytest.raises(InputError, match="unpacks to far more"):
        list(parse_records(packed.getvalue(), "a.docx", ".docx"))


def _docx(body: bytes) -> bytes:
    """A DOCX with another document.xml."""
    whole, packed = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, body if name == "word/document.xml" else old.read(name))
    return packed.getvalue()


def test_a_docx_that_lies_about_its_size_is_refused() -> None:
    packed = bytearray(_docx(bytes(documents.MAX_UNPACKED + 1)))
    size = struct.pack("<I", documents.MAX_UNPACKED + 1)
    assert packed.count(size) == 2  # before the file, and in the directory at the end
    packed = packed.replace(size, struct.pack("<I", 100))
    with pytest.raises(InputError, match="no readable DOCX"):
        list(parse_records(bytes(packed), "a.docx", ".docx"))


def test_entities_of_a_docx_are_not_expanded() -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    secret = '<!ENTITY s SYSTEM "file:///etc/passwd">'
    body = f"<w:body><w:p><w:r><w:t>{BODY}&e9;&s;</w:t></w:r></w:p></w:body>"
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "lol">{entities}{secret}]>'
    try:
        (article,) = parse_records(
            _docx(f'{head}<w:document xmlns:w="{w}">{body}</w:document>'.encode()), "a.docx", ".docx"
        )
    except InputError:
        return
    assert isinstance(article, RawArticle)
    assert len(article.text) < 10_000
    assert "root:" not in article.text


def test_a_page_of_endless_html_is_refused() -> None:
    page = b"<html><body>" + b"<p>a</p>" * 700_000
    with pytest.raises(InputError, match=r"a\.html"):
        list(parse_records(page, "a.html", ".html"))


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", bytes(4000), "is empty"),
        ("a.txt", bytes(range(256)) * 20, "binary file"),
        ("a.pdf", b"%PDF-1.4 broken", "no readable PDF"),
        ("a.docx", b"PK\3\4", "no readable DOCX"),
        ("a.html", b"<html><script>1</script></html>", "holds no article text"),
    ],
)
def test_a_bad_file_is_one_sentence(name: str, data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        list(parse_records(data, name, Path(name).suffix))
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


def test_bad_records_cost_themselves(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["[1]", "{", '{"a": 1}', "[" * 100_000, json.dumps({"text": BODY, "title": "题"})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "b.csv").write_text(f"text,title\n,空\n{BODY},题\n", encoding="utf-8")
    sources = Sources([str(tmp_path)])
    assert [raw.text for raw in sources.read()] == [BODY, BODY]
    assert len(sources.failed) == 5
    assert "a.jsonl, line 2: not JSON" in capsys.readouterr().err


def test_a_huge_csv_field_is_one_sentence() -> None:
    data = f"text,title\n{'甲' * 3_000_000},题\n".encode()
    assert [type(r) for r in parse_records(data, "a.csv", ".csv")] == [InputError]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match=r"a.txt has 50 MB, more than the 20 MB of an article; split it up"):
        list(read_records(str(tmp_path / "a.txt")))

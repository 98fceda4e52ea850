"""`kg export`: the whole graph in a format of other programs."""

from __future__ import annotations

import csv
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import IO, Any

from graph.connection import Connection
from graph.export import columns, export_cypher, export_graphml, export_jsonl, row
from graph.read import Link, Node, iterate_links, iterate_nodes
from graph.values import property_types
from kg.local import open_graph
from kg.render import say
from kg.settings import Settings
from schema.errors import ConfigError, InputError
from schema.nodes import Label, ValueType
from schema.relations import Predicate

STANDARD_OUTPUT = "-"


class ExportFormat(StrEnum):
    """jsonl (sorted, for comparing), graphml and cypher are one file; csv and parquet a folder of tables."""

    JSONL = "jsonl"
    CSV = "csv"
    GRAPHML = "graphml"
    CYPHER = "cypher"
    PARQUET = "parquet"


_TEXTS = {
    ExportFormat.JSONL: export_jsonl,
    ExportFormat.GRAPHML: export_graphml,
    ExportFormat.CYPHER: export_cypher,
}


def run(form: ExportFormat, output: str | None, settings: Settings, about: str = "") -> int:
    """Write the graph to a file (`-`, the default, for standard output) or to a folder for csv and parquet.

    Raises ConfigError where a folder is wanted and none given, or a part `about` something, which only html is;
    InputError where it cannot be written.
    """
    if about:
        raise ConfigError(f"{form} holds the whole graph; leave --about out, or export html.")
    target = output or STANDARD_OUTPUT
    if form not in _TEXTS and target == STANDARD_OUTPUT:
        raise ConfigError(f"{form} makes a table for every label and type; name a folder for them with --output.")
    if form is ExportFormat.PARQUET:
        _parquet()
    with open_graph(settings) as connection:
        try:
            if form in _TEXTS:
                with _opened(target) as file:
                    file.writelines(_TEXTS[form](connection))
            else:
                _tables(connection, form, Path(target))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise InputError(f"{target} cannot be written ({error.strerror}); name another place.") from error
    if target != STANDARD_OUTPUT:
        say(f"the graph is in {target}")
    return 0


@contextmanager
def _opened(target: str) -> Iterator[IO[str]]:
    """A file that takes its name only when it is whole."""
    if target == STANDARD_OUTPUT:
        yield sys.stdout
        return
    path = Path(target)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _tables(connection: Connection, form: ExportFormat, folder: Path) -> None:
    """One table for each label and relationship type that occurs: nodes_City, relationships_PART_OF."""
    folder.mkdir(parents=True, exist_ok=True)
    for label, nodes in groupby(iterate_nodes(connection), key=lambda n: n.label):
        _table(form, folder, label, nodes)
    by_type: dict[Predicate, list[Link]] = {}
    for link in iterate_links(connection):
        by_type.setdefault(link.type, []).append(link)
    for kind, links in sorted(by_type.items()):
        _table(form, folder, kind, iter(links))


def _table(
    form: ExportFormat, folder: Path, kind: Label | Predicate, elements: Iterator[Node] | Iterator[Link]
) -> None:
    stem = folder / f"{'nodes' if isinstance(kind, Label) else 'relationships'}_{kind}"
    names = columns(kind)
    rows = (row(element) for element in elements)
    if form is ExportFormat.CSV:
        with _opened(f"{stem}.csv") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows([_cell(values.get(name)) for name in names] for values in rows)
        return
    _write_parquet(Path(f"{stem}.parquet"), names, kind, list(rows))


def _write_parquet(path: Path, names: list[str], kind: Label | Predicate, rows: list[dict[str, Any]]) -> None:
    import pyarrow
    import pyarrow.parquet

    types = {ValueType.FLOAT: pyarrow.float64(), ValueType.INTEGER: pyarrow.int64(), ValueType.BOOLEAN: pyarrow.bool_()}
    types[ValueType.STRINGS] = pyarrow.list_(pyarrow.string())
    known = property_types(kind)
    fields = [(n, types.get(known[n].type, pyarrow.string()) if n in known else pyarrow.string()) for n in names]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows, schema=pyarrow.schema(fields)), path)


def _cell(value: Any) -> Any:
    """Lists as JSON, so that a program can read them back."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _parquet() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ConfigError("parquet needs pyarrow; install parkgraph[parquet] or export csv.") from error

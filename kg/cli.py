"""The command line: names, options and help. What a command does stands in the module of its name.

Nothing heavy is imported before a command runs, so that `kg --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kg.choices import Answered, Engines, Exported, Extracted
from kg.process import kept_interrupts, speak_utf8
from kg.settings import Settings
from schema.errors import ENDED, InterruptError, KgError, interrupted

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Read Chinese local-economy news into a Neo4j graph in which every fact carries its sentence.",
)
UNEXPECTED = 70
"""Exit code of a fault of the program (EX_SOFTWARE)."""
Paths = Annotated[
    list[str], typer.Argument(metavar="PATH…", help="Files, folders, globs, web addresses, or - for standard input.")
]


def _end(code: int | None) -> None:
    if code:
        raise typer.Exit(code)


@app.command()
def load(
    paths: Paths,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and count, but write nothing.")] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Processes that read; by default as it suits.")
    ] = None,
    bulk: Annotated[
        bool, typer.Option("--bulk", help="First load of very many articles into the empty local Neo4j, offline.")
    ] = False,
) -> None:
    """Read articles into the graph and print a receipt; the same article again changes nothing."""
    from kg.load import run

    _end(run(paths, Settings.from_environment(), dry_run=dry_run, jobs=jobs, bulk=bulk))


@app.command()
def extract(
    paths: Paths,
    form: Annotated[
        Extracted,
        typer.Option("--format", "-f", help="jsonl: one object an article; table: for reading; facts: for kg load."),
    ] = Extracted.jsonl,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FOLDER", help="Write fact sets in parts to a folder.")
    ] = None,
    engine: Annotated[Engines, typer.Option("--engine", help="What reads: this computer, or Dask.")] = Engines.local,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Of Dask, as tcp://host:8786; else it runs here."),
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = None,
    llm: Annotated[bool, typer.Option("--llm", help="Let the model at KG_LLM_URL read; it gets the articles.")] = False,
) -> None:
    """Print what articles claim, without a database."""
    from kg.extract import Engine, ExtractFormat, run

    chosen = Engine(engine is Engines.dask or scheduler is not None, scheduler, jobs, llm)
    _end(run(paths, Settings.from_environment(), ExtractFormat(form.value), chosen, output))


@app.command()
def explain(
    paths: Paths,
    only: Annotated[str, typer.Option("--only", metavar="TEXT", help="Only what this text is part of.")] = "",
) -> None:
    """Show how articles were read: what was cleaned away, which rule named each thing, where each fact stands."""
    from kg.explain import run

    _end(run(paths, only))


@app.command()
def forget(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Its id, its file or address, or its title.")],
) -> None:
    """Take an article out of the graph, with whatever only it supports."""
    from kg.forget import run

    _end(run(article, Settings.from_environment()))


@app.command()
def export(
    form: Annotated[Exported, typer.Argument(metavar="FORMAT", help="jsonl, csv, graphml, cypher, parquet or html.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="PATH", help="File, or folder for csv and parquet.")
    ] = None,
    about: Annotated[str, typer.Option("--about", metavar="NAME", help="With html: what lies around this.")] = "",
) -> None:
    """Write the whole graph for other programs; jsonl is sorted, so two graphs can be compared.

    html is one page to look at offline: the best connected nodes, or those around --about.
    """
    if form is Exported.html:
        from kg.export_html import run as run_html

        _end(run_html(output, about, Settings.from_environment()))
        return
    from kg.export import ExportFormat, run

    _end(run(ExportFormat(form.value), output, Settings.from_environment(), about))


@app.command()
def ask(
    question: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="In Chinese or English; none opens a prompt.")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Show every sentence behind the answer.")] = False,
    cypher: Annotated[bool, typer.Option("--cypher", help="Show the Cypher that was run.")] = False,
    form: Annotated[Answered, typer.Option("--format", "-f", help="table, json, csv or markdown.")] = Answered.table,
    llm: Annotated[bool, typer.Option("--llm", help="Let the model at KG_LLM_URL try what is refused.")] = False,
) -> None:
    """Answer a question from the graph with its sources, or say why not and show the nearest sentences (exit code 3)."""
    from kg.ask import start

    _end(start(question or (), Settings.from_environment(), form.value, why=why, cypher=cypher, llm=llm))


@app.command()
def queries(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A canned question; none lists all.")] = None,
    values: Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE…", help="Run it with these.")] = None,
    form: Annotated[Answered, typer.Option("--format", "-f", help="table, json, csv or markdown.")] = Answered.table,
) -> None:
    """List the canned questions, show one, or run one: kg queries parks_of_place place=湛江市."""
    from kg.queries import run
    from kg.render import Format

    _end(run(name, values or (), Settings.from_environment(), Format(form.value)))


@app.command()
def mcp() -> None:
    """Serve the graph to an assistant over the Model Context Protocol, on standard input and output; only reading."""
    from kg.mcp import run

    _end(run(Settings.from_environment()))


@app.command()
def demo(
    folder: Annotated[str | None, typer.Argument(metavar="FOLDER", help="Articles; by default the seeds.")] = None,
) -> None:
    """Load the seed articles, answer five questions and say where to look next."""
    from kg.demo import run

    _end(run(folder, Settings.from_environment()))


@app.command()
def explore(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="What to show first.")] = "",
    host: Annotated[
        str,
        typer.Option(
            "--host", help="Address to listen at; others than this computer's need a token, which is printed."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option("--port", min=1024, max=65535, help="By default 7478, or a free one.")
    ] = None,
    browse: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in the browser.")] = True,
) -> None:
    """Serve a page on which the graph can be searched, asked and looked at."""
    from kg.explore import run

    _end(run(Settings.from_environment(), name, host=host, port=port, browse=browse))


@app.command()
def browser(
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FOLDER", help="Where to put the files.")
    ] = None,
) -> None:
    """Print the address of Neo4j Browser and write a style sheet, favourites and a guide for it."""
    from kg.browser import run

    _end(run(output, Settings.from_environment()))


@app.command()
def up() -> None:
    """Start the local Neo4j and print its addresses; it is fetched at the first time."""
    from kg.local import up as run

    run(Settings.from_environment())


@app.command()
def down() -> None:
    """Stop the local Neo4j; its data stay."""
    from kg.local import down as run

    run(Settings.from_environment())


@app.command()
def status() -> None:
    """Say which Neo4j is used and whether it runs."""
    from kg.local import status as run

    run(Settings.from_environment())


@app.command()
def doctor() -> None:
    """Check Java, Neo4j, disk, ports, password and data, and say how to mend what is wrong."""
    from kg.doctor import run

    _end(run(Settings.from_environment()))


@app.command()
def clean(paths: Paths) -> None:
    """Show what of a page is the article, what was left out and why, and what was repaired."""
    from kg.clean import run

    _end(run(paths))


@app.command()
def purge(
    everything: Annotated[bool, typer.Option("--all", help="Also delete the graph and its password.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Stop the local Neo4j and delete what was fetched for it; with --all also the graph."""
    from kg.purge import run

    _end(run(Settings.from_environment(), everything=everything, yes=yes))


@app.command(hidden=True)
def train() -> None:
    """Train the cache that makes the local Neo4j start faster; `kg up` does it by itself."""
    from kg.local import train as run

    run(Settings.from_environment())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; an error that the user can mend is one sentence."""
    speak_utf8()
    try:
        with kept_interrupts():
            app(args=None if arguments is None else list(arguments), prog_name="kg")
    except SystemExit as end:
        if end.code == InterruptError.exit_code:
            print(f"kg: {ENDED}", file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except KgError as error:
        if _debug():
            raise
        print(f"kg: {error}", file=sys.stderr)
        return error.exit_code
    except Exception as error:  # the last resort: one sentence instead of a traceback
        if _debug():
            raise
        if interrupted(error):
            print(f"kg: {ENDED}", file=sys.stderr)
            return InterruptError.exit_code
        text = " ".join(str(error).split())[:300]
        print(f"kg: unexpected {type(error).__name__}: {text}; KG_DEBUG=1 shows where.", file=sys.stderr)
        return UNEXPECTED
    return 0


def _debug() -> bool:
    try:
        return Settings.from_environment().debug
    except KgError:
        return False

#!/bin/sh
# The wheel in an empty environment, run from another folder: proves that data files and dependencies are complete.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$top/kg" "$top/graph" "$top/schema" "$top/loaders" "$top/queries" "$top/pyproject.toml" "$top/README.md" \
  "$top/LICENSE" "$work"
"$top/.venv/bin/uv" build --quiet --no-build-isolation --python "$top/.venv/bin/python" --wheel --out-dir "$work/dist" "$work"
"$top/.venv/bin/uv" venv --quiet --python "$top/.venv/bin/python" "$work/venv"
"$top/.venv/bin/uv" pip install --quiet --python "$work/venv/bin/python" -c "$top/requirements.lock" "$work"/dist/*.whl
mkdir "$work/elsewhere"
cd "$work/elsewhere"
"$work/venv/bin/kg" --help > /dev/null
"$work/venv/bin/kg" extract "$top/seeds" > facts.jsonl
test "$(wc -l < facts.jsonl)" -eq 5
"$work/venv/bin/python" -c "from graph.fetch import locked_jars; assert len(locked_jars()) > 150"
"$work/venv/bin/python" -c "from queries.catalog import Catalog; assert len(Catalog.load()) > 20"
echo "smoke: the wheel works on its own"

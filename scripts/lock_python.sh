#!/bin/sh
# Write requirements.lock from pyproject.toml: versions and hashes, no address of a registry (docs/decisions/0002).
# Versions that the present lock names are kept; `--upgrade` takes the newest that pyproject.toml allows.
set -eu
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$top/README.md" "$top/LICENSE" "$work"
cp "$top/pyproject.toml" "$work"
if [ "${1-}" != --upgrade ]; then
  kept=$(sed -n 's/^\([A-Za-z0-9._-]*==[^\\]*[^\\ ]\) *\\$/"\1",/p' "$top/requirements.lock" | tr '\n' ' ')
  awk -v kept="$kept" '{print} /^\[tool.uv\]/{print "constraint-dependencies = [" kept "]"}' "$top/pyproject.toml" \
    > "$work/pyproject.toml"
fi
cd "$work"
"$top/.venv/bin/uv" export --quiet --no-emit-project --all-extras --no-header --format requirements-txt > requirements.lock
cp requirements.lock "$top/requirements.lock"

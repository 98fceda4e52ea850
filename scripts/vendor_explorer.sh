#!/bin/sh
# Fetch the explorer's libraries again, in exactly these versions, with npm; then write their checksums.
set -eu
cd "$(dirname "$0")/.."
root=$(pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
take() { # package@version, file in it, where it goes
  (cd "$folder" && npm pack --silent "$1" > name && tar xzf "$(cat name)" && cp "package/$2" "$root/$3/" \
    && cp package/LICENSE "$root/$3/LICENSE-${1%@*}" && rm -rf package)
}
page=kg/explorer/static/vendor
take cytoscape@3.34.4 dist/cytoscape.min.js $page
take layout-base@2.0.1 layout-base.js $page
take cose-base@2.2.0 cose-base.js $page
take cytoscape-fcose@2.2.0 cytoscape-fcose.js $page
take axe-core@4.14.1 axe.min.js tests/browser/vendor
for where in $page tests/browser/vendor; do (cd $where && sha256sum -- *.js LICENSE-* > SHA256SUMS); done

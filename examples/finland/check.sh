#!/usr/bin/env bash
# Check that the two wheels work together where there is no source tree: check.sh [WHEEL-OF-NORDIC-CIVIC]
# Without a wheel, that of the checkout is built first. $PYTHON (default: python3) makes the environment.
set -euo pipefail
unset PYTHONPATH NORDIC_CIVIC_DISABLE NORDIC_CIVIC_ONLY
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PYTHONDONTWRITEBYTECODE=1 NO_COLOR=1 NORDIC_CIVIC_STRICT=1

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet build
build() {  # SOURCE FOLDER
    "$work/venv/bin/python" -m build --wheel --outdir "$2" "$1" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
}
if [ $# -gt 0 ]; then cp "$1" "$work/"; else build "$root" "$work"; fi
cp -R "$here" "$work/finland"
rm -rf "$work/finland/dist"
build "$work/finland" "$work/dist"
cp -R "$root/seeds" "$here/tests" "$work/"
rm -rf "$work/finland"
cd "$work"

"$work/venv/bin/pip" install --quiet "$work"/nordic_civic-*.whl
"$work/venv/bin/nordic-civic" parse seeds > without.json
"$work/venv/bin/pip" install --quiet "$(echo "$work"/dist/nordic_civic_finland-*.whl)[test]"
"$work/venv/bin/nordic-civic" parse seeds > with.json
cmp without.json with.json
echo "The seeds are unchanged to the byte."

"$work/venv/bin/nordic-civic" plugins | tee plugins.txt
test "$(grep -c ' active' plugins.txt)" = 4
"$work/venv/bin/nordic-civic" parse --format table tests/golden/kunnanhallitus_kaksikielinen.txt | tee parsed.txt
grep -q 'minutes  *Kunnanhallitus  *2024-03-12' parsed.txt

"$work/venv/bin/python" -m pytest -q --import-mode=importlib -p no:cacheprovider tests

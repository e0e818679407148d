#!/usr/bin/env bash
# Reads every format back with other programs and compares it with the figures: DuckDB, pandas, pyarrow, frictionless, jq, LibreOffice.
#
# What is not installed is said and passed over. Python packages are taken from the interpreter that PYTHON names:
#     python3 -m venv v && v/bin/pip install duckdb pandas pyarrow frictionless && PYTHON=v/bin/python scripts/round_trips.sh
set -euo pipefail
cd "$(dirname "$0")/.."
figures=${FIGURES:-${CARGO_TARGET_DIR:-target}/debug/figures}
python=${PYTHON:-python3}
[ -n "${FIGURES:-}" ] || cargo build --quiet --locked --bin figures
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

"$figures" extract seeds docs/articles.jsonl --published 2024-01-24 --all --wide \
    --format csv,parquet,ndjson,json,arrow,xlsx --out "$folder" >/dev/null

"$python" scripts/round_trips.py "$folder"

if command -v jq >/dev/null; then
    lines=$(jq -s length "$folder/figures.ndjson")
    array=$(jq length "$folder/figures.json")
    [ "$lines" = "$array" ] || { echo "jq: $lines lines, $array objects"; exit 1; }
    cmp <(jq -cS . "$folder/figures.ndjson") <(jq -cS '.[]' "$folder/figures.json")
    echo "jq: NDJSON and JSON hold the same $lines figures"
else
    echo "skipped: jq is not installed"
fi

office=$(command -v soffice || command -v libreoffice || true)
if [ -n "$office" ]; then
    # Both through LibreOffice, so that both are shown as it shows numbers and days.
    for name in figures.xlsx figures.csv; do
        mkdir -p "$folder/$name.back"
        "$office" --headless --convert-to csv --outdir "$folder/$name.back" "$folder/$name" >/dev/null 2>&1
    done
    "$python" scripts/round_trips.py --office "$folder/figures.xlsx.back/figures.csv" "$folder/figures.csv.back/figures.csv"
else
    echo "skipped: LibreOffice is not installed"
fi

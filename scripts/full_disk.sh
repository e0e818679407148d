#!/usr/bin/env bash
# Fills a small disk while tables are added to: the old tables must stay as they are. Needs the right to mount a tmpfs.
set -euo pipefail
cd "$(dirname "$0")/.."
figures=$PWD/${FIGURES:-${CARGO_TARGET_DIR:-target}/debug/figures}
[ -n "${FIGURES:-}" ] || cargo build --quiet --locked --bin figures
folder=$(mktemp -d)
trap 'umount "$folder/disk" 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir "$folder/disk"
if ! mount -t tmpfs -o size=700k tmpfs "$folder/disk" 2>/dev/null; then
    echo "skipped: a small disk cannot be mounted here"
    exit 0
fi
cd "$folder"
mkdir news
for n in $(seq 20); do echo "Iran exported $n million barrels of crude in May 2023." > news/$n.txt; done
"$figures" extract news --out disk/tables --format csv,parquet,xlsx >/dev/null
before=$(cat disk/tables/* | sha256sum)
for n in $(seq 21 4000); do echo "Iran exported $n million barrels of crude in May 2023, note $RANDOM." > news/$n.txt; done
if "$figures" extract news --out disk/tables --add >/dev/null 2>said; then
    echo "the disk was not filled; make it smaller"
    exit 1
fi
cat said
grep -q "disk is full" said
[ "$before" = "$(cat disk/tables/* | sha256sum)" ]
[ -z "$(find disk/tables -name '.*' ! -path disk/tables)" ] || { echo "left behind: $(ls -A disk/tables)"; exit 1; }
echo "a full disk leaves the old tables"

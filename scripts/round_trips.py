"""Compares the tables of a folder, read by other libraries, with its NDJSON; called by round_trips.sh."""
import csv
import json
import os
import sys
from decimal import Decimal

NUMBERS = {"value", "value_low", "value_high", "previous_value"}


def plain(value):
    """A cell as text that does not depend on the library it was read with."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if value is None or (not isinstance(value, (list, tuple)) and value != value):
        return ""
    if isinstance(value, (list, tuple)):
        return json.dumps(value, sort_keys=True) if value and isinstance(value[0], dict) else ";".join(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, float):
        return repr(value)
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    return str(value)


def canonical(name, value):
    text = plain(value)
    if name in NUMBERS and text:
        return format(Decimal(text).normalize(), "f")
    if name in ("normal_value", "confidence_value", "confidence_meaning") and text:
        return repr(float(text))
    if name in ("start", "end", "sentence_index") and text:
        return str(int(float(text)))
    if name == "evidence" and text:
        return json.dumps(json.loads(text), sort_keys=True)
    return " ".join(text.split())


def compare(what, rows, wanted):
    assert len(rows) == len(wanted), f"{what}: {len(rows)} rows, not {len(wanted)}"
    for number, (row, want) in enumerate(zip(rows, wanted)):
        for name in set(want) | set(row):
            got, due = canonical(name, row.get(name)), canonical(name, want.get(name))
            assert got == due, f"{what}: row {number}, {name}: {got!r} is not {due!r}"
    print(f"{what}: the same {len(rows)} figures")


def main(folder):
    def path(name):
        return os.path.join(folder, name)

    with open(path("figures.ndjson"), encoding="utf-8") as lines:
        wanted = [json.loads(line) for line in lines]
    with open(path("figures.csv"), encoding="utf-8", newline="") as lines:
        compare("CSV by Python", list(csv.DictReader(lines)), wanted)
    try:
        import duckdb

        relation = duckdb.sql(f"SELECT * FROM '{path('figures.parquet')}'")
        rows = [dict(zip(relation.columns, row)) for row in relation.fetchall()]
        compare("Parquet by DuckDB", rows, wanted)
    except ImportError:
        print("skipped: duckdb is not installed")
    try:
        import pyarrow.feather
        import pyarrow.parquet

        for what, table in [
            ("Parquet by pyarrow", pyarrow.parquet.read_table(path("figures.parquet"))),
            ("Arrow by pyarrow", pyarrow.feather.read_table(path("figures.arrow"))),
        ]:
            compare(what, table.to_pylist(), wanted)
            about = table.schema.field("value").metadata
            assert about and b"as said" in about[b"description"], f"{what}: the columns do not say what they mean"
    except ImportError:
        print("skipped: pyarrow is not installed")
    try:
        import pandas

        try:
            frame = pandas.read_parquet(path("figures.parquet"))
            compare("Parquet by pandas", frame.astype(object).where(frame.notna(), None).to_dict("records"), wanted)
        except ImportError:
            print("skipped: pandas has no reader of Parquet here")
        frame = pandas.read_csv(path("figures.csv"), dtype=str, keep_default_na=False)
        compare("CSV by pandas", frame.to_dict("records"), wanted)
    except ImportError:
        print("skipped: pandas is not installed")
    try:
        import frictionless

        report = frictionless.validate(path("datapackage.json"))
        assert report.valid, report.flatten(["type", "note", "fieldName", "rowNumber"])
        print("datapackage.json by frictionless: valid")
    except ImportError:
        print("skipped: frictionless is not installed")


def office(book, table):
    with open(book, encoding="utf-8", newline="") as one, open(table, encoding="utf-8", newline="") as other:
        rows, wanted = list(csv.DictReader(one)), list(csv.DictReader(other))
    assert len(rows) == len(wanted), f"LibreOffice: {len(rows)} rows, not {len(wanted)}"
    for number, (row, want) in enumerate(zip(rows, wanted)):
        for name in ("quote", "title", "sentence", "figure_id", "status", "measure"):
            got, due = " ".join(row[name].split()), " ".join(want[name].split())
            assert got == due, f"LibreOffice: row {number}, {name}: {got!r} is not {due!r}"
    print(f"XLSX by LibreOffice: the same {len(rows)} figures")


if sys.argv[1] == "--office":
    office(*sys.argv[2:])
else:
    main(sys.argv[1])

#!/usr/bin/env python3
"""Draws docs/picture.svg: a look-up in a terminal, and the workbook that the same figures make.

Run it after a change to what either looks like:  scripts/picture.py [the program, default target/debug/figures]
"""
import csv
import io
import subprocess
import sys
from html import escape

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "target/debug/figures"
SOURCE = ["--from", "docs/articles.jsonl"]
LINE, LETTER, WIDTH = 18, 7.5, 900
COLUMNS = [("quote", 200), ("value", 130), ("unit", 60), ("status", 70), ("measure", 120), ("reporter", 70), ("partner", 65), ("time", 80), ("flags", 105)]


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments, *SOURCE], check=True, capture_output=True, text=True).stdout


def text(x, y, words, fill="#d8dee9", extra=""):
    return f'<text x="{x}" y="{y}" fill="{fill}" {extra} xml:space="preserve">{escape(words)}</text>'


def terminal(top):
    commands = [("find", "gas", "contract", "Algeria"), ("timeline", "--measure", "price", "--commodity", "crude")]
    lines = []
    for command in commands:
        lines.append(("#a3be8c", "$ figures " + " ".join(command)))
        lines += [("#d8dee9" if number else "#ebcb8b", line) for number, line in enumerate(run(*command).rstrip().split("\n"))]
        lines.append(("#d8dee9", ""))
    height = LINE * len(lines) + 40
    drawn = [f'<rect x="0" y="{top}" width="{WIDTH}" height="{height}" rx="8" fill="#2e3440"/>']
    drawn += [f'<circle cx="{18 + 18 * n}" cy="{top + 16}" r="5" fill="{c}"/>' for n, c in enumerate(["#bf616a", "#ebcb8b", "#a3be8c"])]
    longest = int((WIDTH - 30) / LETTER)
    for number, (fill, line) in enumerate(lines):
        drawn.append(text(15, top + 45 + LINE * number, line[:longest], fill))
    return drawn, top + height


def workbook(top):
    rows = list(csv.DictReader(io.StringIO(run("list", "--columns", ",".join(name for name, _ in COLUMNS)))))[-9:]
    height = LINE * (len(rows) + 3) + 14
    drawn = [f'<rect x="0" y="{top}" width="{WIDTH}" height="{height}" fill="#ffffff" stroke="#8c96a3"/>']
    drawn.append(f'<rect x="0" y="{top}" width="{WIDTH}" height="{LINE + 4}" fill="#dde6f0"/>')
    for number, row in enumerate([{name: name for name, _ in COLUMNS}, *rows]):
        y = top + 16 + LINE * number
        if number and row["flags"]:
            drawn.append(f'<rect x="0" y="{y - 13}" width="{WIDTH}" height="{LINE}" fill="#fff2cc"/>')
        x = 6
        for name, width in COLUMNS:
            cell = row[name]
            if number and name == "value" and cell:
                cell = f"{float(cell):,.10g}" if "." in cell else f"{int(cell):,}"
            letters = int(width / LETTER)
            shown = cell if len(cell) <= letters else cell[: letters - 1] + "…"
            drawn.append(text(x, y, shown, "#222", 'font-weight="bold"' if number == 0 else ""))
            x += width
    x = 6
    for number, sheet in enumerate(["Figures", "Documents", "Columns", "Run"]):
        drawn.append(text(x, top + height - 8, sheet, "#1d6f42" if number == 0 else "#666", 'font-weight="bold"' if number == 0 else ""))
        x += 100
    return drawn, top + height


one, end = terminal(0)
two, end = workbook(end + 16)
style = 'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="12.5"'
with open("docs/picture.svg", "w", encoding="utf-8") as file:
    file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {end}" {style}>\n')
    file.write("\n".join(one + two) + "\n</svg>\n")

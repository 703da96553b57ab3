#!/usr/bin/env python3
"""Writes addresses as clerks write them: `addresses.py FILE ROWS`, the same rows each time."""

import csv
import os
import random
import sys
import unicodedata

TABLE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                     "Sources", "Core", "CTables", "Tables", "units.tsv")
KINDS = {
    "T": ["Tỉnh ", "tỉnh ", "T. ", ""], "C": ["Thành phố ", "TP. ", "TP ", "tp."],
    "Q": ["Quận ", "Q. ", "quận "], "H": ["Huyện ", "H. ", "huyện "], "S": ["Thị xã ", "TX "],
    "P": ["Phường ", "P. ", "phường "], "X": ["Xã ", "X. ", "xã "], "N": ["Thị trấn ", "TT "],
    "D": ["Đặc khu "],
}


def bare(text):
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def paths(day):
    """The communes of a day, each with the units above it."""
    units = {}
    with open(TABLE, encoding="utf-8") as file:
        for line in file:
            code, kind, parent, first, end, name = line.rstrip("\n").split("\t") \
                if not line.startswith("#") else [""] * 6
            if code and (first or "0") <= day < (end or "9"):
                units[code] = (kind, parent, name)
    for code in units:
        if len(code) == 5:
            path = []
            while code:
                kind, code, name = units[code]
                path.append((kind, name))
            yield path


def main():
    target, rows = sys.argv[1], int(sys.argv[2])
    dice = random.Random(2025)
    days = {day: list(paths(day.replace("-", ""))) for day in ("2022-03-15", "2024-10-01",
                                                              "2025-01-20", "2026-05-05")}
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["noi", "ngay"])
        for number in range(rows):
            day = dice.choice(list(days))
            parts = [dice.choice(KINDS[kind]) + name for kind, name in dice.choice(days[day])]
            if dice.random() < 0.5:
                parts.insert(0, f"số {number % 997 + 1} tổ {number % 31 + 1}")
            if dice.random() < 0.1:
                parts.pop(-2)
            text = dice.choice([", ", ", ", " - ", ","]).join(parts)
            text = bare(text) if dice.random() < 0.2 else text
            writer.writerow([text.upper() if dice.random() < 0.1 else text, day])


main()

"""Makes the DBF tables beside this file and what is in them. See README.md.

usage: make-tables.py DIRECTORY ENCODINGS.csv
"""

import csv
import datetime
import decimal
import os
import struct
import sys

import dbf

PEOPLE = [
    ("0001", "Nguyễn Thị Ánh", 1, datetime.date(1999, 12, 31), True, "Sinh tại nhà, có người làm chứng."),
    ("0002", "Trần Văn Đức", -12.5, None, False, "Dòng một.\nDòng hai: ưỡ ươ ẩn, ghi đè sổ cũ."),
    ("", "Lê Hoà", None, datetime.date(1900, 3, 1), None, None),
    ("0004", "Phạm Thị Bưởi", 0, datetime.date(2004, 2, 29), True, "x" * 1300),
    ("0005", "bị xoá", 5, datetime.date(2005, 5, 5), False, "đã xoá"),
    ("0006", "Vũ Ngọc Ẩn", 99999.99, datetime.date(2006, 6, 6), True, ""),
]
DELETED = 4


def tcvn3(path):
    table = {}
    with open(path) as lines:
        for row in csv.DictReader(lines):
            points = "".join(chr(int(p, 16)) for p in row["codepoints_hex"].split())
            if row["encoding"] == "TCVN3" and len(row["bytes_hex"]) == 2:
                table.setdefault(points, bytes.fromhex(row["bytes_hex"]))
    return table


def encode(text, table):
    # Capitals with marks are small letters in a font of capitals; here they do not occur apart.
    data = b""
    for letter in text:
        data += letter.encode() if ord(letter) < 128 else table.get(letter) or table[letter.lower()]
    return data


def small(text, table):
    return "".join(c if ord(c) < 128 or c in table else c.lower() for c in text)


def by_package(path, kind, fields, table):
    made = dbf.Table(path, fields, dbf_type=kind, codepage="cp1252")
    made.open(dbf.READ_WRITE)
    for number, (so, ten, he_so, ngay, co, ghi) in enumerate(PEOPLE):
        latin = lambda text: encode(text, table).decode("latin-1")
        row = {"so": so, "ten": latin(ten), "heso": he_so, "ngay": ngay, "co": co}
        if ghi:
            row["ghichu"] = latin(ghi)
        if kind == "vfp":
            row["nguyen"] = [0, 1, -1, 2**31 - 2, -2**31 + 1, 42][number]
            row["thuc"] = [0.1, -1e-7, 1 / 3, 1e15, 2.5, 0.0][number]
            row["tien"] = decimal.Decimal(["0", "1234.5", "-0.0001", "922337203685477.5807", "1", "10"][number])
            row["luc"] = [datetime.datetime(2009, 8, 7, 6, 5, 4), None, datetime.datetime(1900, 1, 1),
                          datetime.datetime(2020, 2, 29, 23, 59, 59), None, None][number]
        made.append(row)
        if number == DELETED:
            dbf.delete(made[number])
    made.close()


def shown(kind, table):
    lines = []
    for number, (so, ten, he_so, ngay, co, ghi) in enumerate(PEOPLE):
        if number == DELETED:
            continue
        number_text = "NULL" if he_so is None else f"{he_so:.2f}"
        cells = [so, small(ten, table), number_text, ngay.isoformat() if ngay else "NULL",
                 {True: "true", False: "false", None: "NULL"}[co], small(ghi, table) if ghi else "NULL"]
        if kind == "vfp":
            cells += [["0", "1", "-1", "2147483646", "", "42"][number],
                      ["0.1", "-0.0000001", "0.3333333333333333", "1000000000000000", "", "0"][number],
                      ["0", "1234.5", "-0.0001", "922337203685477.5807", "", "10"][number],
                      ["2009-08-07T06:05:04", "NULL", "1900-01-01T00:00:00", "2020-02-29T23:59:59", "", "NULL"][number]]
        lines.append("\t".join(c.replace("\n", "\\n") for c in cells))
    return "\n".join(lines) + "\n"


def dbase4(directory, table):
    """By hand, as the dBase IV manual has it: memos with their length before them."""
    fields = [("SO", "C", 4, 0), ("TEN", "C", 20, 0), ("HESO", "F", 10, 2), ("NGAY", "D", 8, 0),
              ("CO", "L", 1, 0), ("GHICHU", "M", 10, 0)]
    size = 1024
    memo = bytearray(size)
    struct.pack_into("<I", memo, 16, 0)
    struct.pack_into("<H", memo, 20, size)
    body = b""
    for number, (so, ten, he_so, ngay, co, ghi) in enumerate(PEOPLE):
        block = b" " * 10
        if ghi:
            block = b"%10d" % (len(memo) // size)
            text = encode(ghi, table)
            memo += b"\xff\xff\x08\x00" + struct.pack("<I", len(text) + 8) + text
            memo += b"\0" * (-len(memo) % size)
        body += b"*" if number == DELETED else b" "
        body += so.encode().ljust(4) + encode(ten, table).ljust(20)
        body += (b" " * 10 if he_so is None else b"%10.2f" % he_so)
        body += ngay.strftime("%Y%m%d").encode() if ngay else b" " * 8
        body += {True: b"T", False: b"F", None: b"?"}[co] + block
    header = bytearray(32)
    length = 32 + 32 * len(fields) + 1
    struct.pack_into("<B3BIHH", header, 0, 0x8B, 126, 11, 25, len(PEOPLE), length,
                     1 + sum(f[2] for f in fields))
    for name, kind, width, decimals in fields:
        header += struct.pack("<11scIBB14x", name.encode(), kind.encode(), 0, width, decimals)
    with open(f"{directory}/dbase4.dbf", "wb") as out:
        out.write(bytes(header) + b"\x0d" + body + b"\x1a")
    with open(f"{directory}/dbase4.dbt", "wb") as out:
        out.write(memo)


def main(directory, encodings):
    table = tcvn3(encodings)
    plain = "so C(4); ten C(20); heso N(10,2); ngay D; co L; ghichu M"
    visual = plain + "; nguyen I; thuc B; tien Y; luc T"
    for name, kind, fields in [("dbase3", "db3", plain), ("foxpro", "fp", plain), ("visual", "vfp", visual)]:
        by_package(f"{directory}/{name}.dbf", kind, fields, table)
    dbase4(directory, table)
    for name, kind in [("tables", "db3"), ("visual", "vfp")]:
        with open(f"{directory}/{name}.tsv", "w") as out:
            out.write(shown(kind, table))


if __name__ == "__main__":
    main(*sys.argv[1:])

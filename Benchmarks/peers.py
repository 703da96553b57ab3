"""peers.py NAME IN.csv OUT.sqlite: the reference load by another tool, one process each.

The dates become ISO and the codes are looked at where the tool can; sqlite3 and sqlite-utils check
nothing at all.
"""

import csv
import os
import re
import sqlite3
import subprocess
import sys

HEADERS = (
    "soDangKy quyenSo ngayDangKy noiDangKy hoTen ngaySinh gioiTinh danToc quocTich noiSinh queQuan"
    " hoTenMe ngaySinhMe soGiayToMe hoTenCha ngaySinhCha soGiayToCha nguoiYeuCau quanHe ghiChu"
).split()
DATES = ["ngayDangKy", "ngaySinh", "ngaySinhMe", "ngaySinhCha"]
NUMBERS = ["soGiayToMe", "soGiayToCha"]
TABLE = "CREATE TABLE khai_sinh(" + ",".join(name + " TEXT" for name in HEADERS) + ")"
PRAGMAS = ["PRAGMA page_size=16384", "PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"]
CHUNK = 20_000


def shell(source, target):
    commands = PRAGMAS + [TABLE, ".mode csv", f".import --skip 1 {source} khai_sinh"]
    subprocess.run(["sqlite3", target, *commands], check=True, stdout=subprocess.DEVNULL)


def opened(target):
    connection = sqlite3.connect(target, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def python(source, target):
    connection = opened(target)
    connection.execute(TABLE)
    dates = [HEADERS.index(name) for name in DATES]
    numbers = [HEADERS.index(name) for name in NUMBERS]
    is_number = re.compile("[0-9]{12}").fullmatch
    insert = "INSERT INTO khai_sinh VALUES(" + ",".join("?" * len(HEADERS)) + ")"
    bad, rows = 0, []

    def put():
        connection.execute("BEGIN")
        connection.executemany(insert, rows)
        connection.execute("COMMIT")
        rows.clear()

    with open(source, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        for row in reader:
            for index in dates:
                if row[index]:
                    day, month, year = row[index].split("/")
                    row[index] = f"{year}-{month}-{day}"
            bad += row[6] not in ("Nam", "Nữ") or any(
                row[index] and not is_number(row[index]) for index in numbers)
            rows.append([cell.strip() or None for cell in row])
            if len(rows) == CHUNK:
                put()
    put()


def polars(source, target):
    import polars

    frame = polars.read_csv(source, infer_schema=False)
    frame = frame.with_columns(
        [polars.col(name).str.to_date("%d/%m/%Y", strict=False).dt.strftime("%Y-%m-%d")
         for name in DATES]
        + [polars.col(name).str.strip_chars() for name in HEADERS if name not in DATES])
    frame.select(polars.col("gioiTinh").is_in(["Nam", "Nữ"]).sum()).item()
    frame.write_database("khai_sinh", "sqlite:///" + target, engine="adbc")


def pandas(source, target):
    import pandas

    connection = opened(target)
    # Otherwise every row would be a transaction of its own.
    connection.isolation_level = ""
    for frame in pandas.read_csv(source, dtype=str, chunksize=CHUNK):
        for name in DATES:
            days = pandas.to_datetime(frame[name], format="%d/%m/%Y", errors="coerce")
            frame[name] = days.dt.strftime("%Y-%m-%d")
        frame.gioiTinh.isin(["Nam", "Nữ"]).sum()
        frame.to_sql("khai_sinh", connection, if_exists="append", index=False)


def sqlite_utils(source, target):
    subprocess.run([sys.executable, "-m", "sqlite_utils", "insert", target, "khai_sinh", source,
                    "--csv", "--no-detect-types", "--silent", "--batch-size", str(CHUNK)],
                   check=True, stdout=subprocess.DEVNULL)


def dlt(source, target):
    os.environ.update({"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "ERROR"})
    import dlt

    @dlt.resource(name="khai_sinh", write_disposition="replace",
                  columns={name: {"data_type": "text"} for name in HEADERS})
    def rows():
        with open(source, newline="", encoding="utf-8") as file:
            chunk = []
            for row in csv.DictReader(file):
                for name in DATES:
                    row[name] = "-".join(reversed(row[name].split("/")))
                chunk.append(row)
                if len(chunk) == CHUNK:
                    yield chunk
                    chunk = []
            yield chunk

    pipeline = dlt.pipeline(
        "peer", pipelines_dir=os.path.dirname(target) + "/dlt", dataset_name="main",
        destination=dlt.destinations.sqlalchemy("sqlite:///" + target))
    pipeline.run(rows())


if __name__ == "__main__":
    peers = {"sqlite3": shell, "python": python, "polars": polars, "pandas": pandas,
             "sqlite-utils": sqlite_utils, "dlt": dlt}
    if len(sys.argv) != 4 or sys.argv[1] not in peers:
        sys.exit(__doc__)
    peers[sys.argv[1]](sys.argv[2], sys.argv[3])

#!/usr/bin/env python3
"""Writes the reference load as a workbook, and reads workbooks by other programs. See README.md."""

import csv
import io
import re
import sys
import zipfile
from datetime import date
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})$")
NUMBER = re.compile(r"[1-9]\d{0,8}$")


def letters(column):
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def cell(place, value, strings):
    """A cell as a spreadsheet program stores it: days and short numbers as such, texts shared."""
    if value == "":
        return ""
    day = DAY.match(value)
    if day:
        try:
            serial = date(int(day[3]), int(day[2]), int(day[1])) - date(1899, 12, 30)
            if serial.days > 60:
                return f'<c r="{place}" s="1"><v>{serial.days}</v></c>'
        except ValueError:
            pass
    if NUMBER.match(value):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'


def write(source, target, most):
    """Writes the CSV member of a ZIP archive as a workbook of at most so many rows."""
    strings = {}
    with zipfile.ZipFile(source) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".csv"))
        rows = csv.reader(io.TextIOWrapper(archive.open(name), "utf-8-sig"))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
            with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
                sheet.write(f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
                columns = [letters(column) for column in range(100)]
                for number, row in enumerate(rows, 1):
                    if number > most + 1:
                        break
                    cells = "".join(
                        cell(f"{column}{number}", value, strings)
                        for column, value in zip(columns, row))
                    sheet.write(f'<row r="{number}" spans="1:20">{cells}</row>'.encode())
                sheet.write(b"</sheetData></worksheet>")
            with book.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
                part.write(f'{HEAD}<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">'.encode())
                for text in strings:
                    part.write(f"<si><t>{escape(text)}</t></si>".encode())
                part.write(b"</sst>")
            book.writestr("xl/styles.xml", (
                f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/>'
                '<name val="Times New Roman"/></font></fonts><fills count="1"><fill><patternFill'
                ' patternType="none"/></fill></fills><borders count="1"><border/></borders>'
                '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
                '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'))
            book.writestr("xl/workbook.xml", (
                f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Khai sinh"'
                ' sheetId="1" r:id="rId1"/></sheets></workbook>'))
            links = "".join(
                f'<Relationship Id="rId{index}" Type="{OFFICE}/{kind}" Target="{part}"/>'
                for index, (kind, part) in enumerate([
                    ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
                    ("styles", "styles.xml")], 1))
            book.writestr("xl/_rels/workbook.xml.rels",
                          f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}'
                          '</Relationships>')
            book.writestr("_rels/.rels", (
                f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
                f' Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'))
            kinds = "".join(
                f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-'
                f'officedocument.spreadsheetml.{kind}+xml"/>'
                for part, kind in [("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"),
                                   ("styles", "styles"), ("sharedStrings", "sharedStrings")])
            book.writestr("[Content_Types].xml", (
                f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'))


def calamine(path):
    from python_calamine import CalamineWorkbook
    book = CalamineWorkbook.from_path(path)
    return sum(len(row) for row in book.get_sheet_by_index(0).to_python())


def openpyxl(path):
    import openpyxl as library
    book = library.load_workbook(path, read_only=True)
    return sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        print({"calamine": calamine, "openpyxl": openpyxl}[sys.argv[1]](sys.argv[2]))

"""Makes the workbooks beside this file and what openpyxl reads from them. See README.md."""

import datetime
import decimal
import sys

import openpyxl
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

ROWS = [
    ["001", "Nguyễn Thị Ánh", datetime.date(1999, 12, 31), 79123456789012.0, True, 0.1],
    ["002/2001", " giữ dấu cách ", datetime.date(1900, 2, 28), 123456789012, False, 38.45],
    ["", "dòng 1\ndòng 2", datetime.date(1900, 3, 1), 0, None, -1e-7],
    [None, "a \"b\", <c> & d", datetime.datetime(2020, 5, 6, 7, 8, 9), 1.5e11, True, 1 / 3],
    ["\u1ed9\u0323", "😀", datetime.time(6, 30), 999999999999999, False, 2.5],
]


def by_openpyxl(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sổ 1"
    sheet.append(["so", "ten", "ngay", "dinh_danh", "co", "so_thuc"])
    for row in ROWS:
        sheet.append(row)
        sheet.cell(sheet.max_row, 3).number_format = (
            "h:mm" if isinstance(row[2], datetime.time)
            else "dd/mm/yyyy hh:mm" if isinstance(row[2], datetime.datetime) else "dd/mm/yyyy")
    sheet.append([CellRichText("phần ", TextBlock(InlineFont(rFont=".VnTime"), "hai"))])
    sheet.cell(sheet.max_row, 2, "NguyÔn").font = Font(name=".VnTime")
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    hidden.append(["so"])
    book.save(path)


# Typed by hand as the fonts' keyboards do: what a cell holds, its font, and what is read on the screen.
FONTS = [
    ("NguyÔn V¨n An", ".VnTime", "Nguyễn Văn An"),
    ("nguyÔn v¨n b×nh", ".VnTimeH", "NGUYỄN VĂN BÌNH"),
    ("Traàn Thò Ñaøo", "VNI-Times", "Trần Thị Đào"),
    ("Lê Thị Hoa", "Times New Roman", "Lê Thị Hoa"),
    ("Phạm Đức", ".VnTime", "Phạm Đức"),
    ("Nam", ".VnArial", "Nam"),
    ("nam", ".VnArialH", "NAM"),
    ("Kuång", ".VnTime", "Kuồng"),
]


def with_fonts(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["so", "ten", "hien"])
    for number, (text, font, shown) in enumerate(FONTS, 1):
        sheet.append([number, text, shown])
        sheet.cell(number + 1, 2).font = Font(name=font)
    number = len(FONTS) + 1
    sheet.append([number, CellRichText(TextBlock(InlineFont(rFont=".VnTime"), "§ç M­êi")), "Đỗ Mười"])
    book.save(path)


def by_xlsxwriter(path, options):
    # A calendar that begins in 1904 has no days before.
    rows = ROWS[:1] + ROWS[3:] if "date_1904" in options else ROWS
    book = xlsxwriter.Workbook(path, options)
    day = book.add_format({"num_format": 14})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    hour = book.add_format({"num_format": "hh:mm"})
    sheet = book.add_worksheet("Sổ 1")
    for column, name in enumerate(["so", "ten", "ngay", "dinh_danh", "co", "so_thuc"]):
        sheet.write(0, column, name)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, datetime.datetime):
                sheet.write_datetime(number, column, value, moment)
            elif isinstance(value, datetime.time):
                sheet.write_datetime(number, column, value, hour)
            elif isinstance(value, datetime.date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            elif value is not None:
                sheet.write(number, column, value)
    sheet.write_formula(len(rows) + 1, 0, '="a"&"b"', None, "ab")
    sheet.write_rich_string(len(rows) + 1, 1, "một ", book.add_format({"bold": True}), "hai")
    book.close()


def text(value):
    """A value as SoHoa writes it, from what openpyxl says it is."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.isoformat() if value.time() != datetime.time() else value.date().isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat()
    if isinstance(value, (int, float)):
        digits = format(decimal.Decimal(repr(value)), "f")
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def expect(path):
    sheet = openpyxl.load_workbook(path, data_only=True)["Sổ 1"]
    with open(path.replace(".xlsx", ".tsv"), "w", encoding="utf-8") as target:
        for row in sheet.iter_rows(min_row=2, values_only=True):
            target.write("\t".join(text(value) for value in row) + "\n")


if __name__ == "__main__":
    folder = sys.argv[1]
    by_openpyxl(f"{folder}/openpyxl.xlsx")
    with_fonts(f"{folder}/fonts.xlsx")
    by_xlsxwriter(f"{folder}/xlsxwriter.xlsx", {})
    by_xlsxwriter(f"{folder}/xlsxwriter-inline.xlsx", {"constant_memory": True})
    by_xlsxwriter(f"{folder}/xlsxwriter-1904.xlsx", {"date_1904": True})
    for name in ["openpyxl", "xlsxwriter", "xlsxwriter-inline", "xlsxwriter-1904"]:
        expect(f"{folder}/{name}.xlsx")

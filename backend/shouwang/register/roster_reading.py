"""Workbooks and text tables as clerks send them, turned into sheets of cells. Nothing is understood here, only read."""

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from shouwang.apart import EndedError, apart
from shouwang.errors import Failure

Cell = str | int | float | bool | date | datetime | time | timedelta
Row = list[Cell]
Range = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged range, each as (row, column) from 0, both included."""

FILE_BYTES = 50 * 1024**2
UNPACKED_BYTES = 400 * 1024**2
SHEET_CELLS = 4_000_000
CHUNK = 1024**2
DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, NotImplementedError, EOFError, OSError,
    ValueError,
)  # fmt: skip
MAGIC_ZIP = b"PK\x03\x04"
MAGIC_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"GIF8")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s>/])([^>]*)>")
PLACE = re.compile(rb"""\br=["']([A-Za-z]{0,3})(\d{1,9})["']""")

SENTENCES = {
    "file_empty": ("文件是空的，没有内容。", "The file is empty."),
    "file_too_large": (
        "文件超过 50 MB，不像花名册；请只留花名册那张表，另存后再导入。",
        "The file is larger than 50 MB; keep only the roster's sheet and save it again.",
    ),
    "file_unpacks_too_large": (
        "文件展开后过大，已停止读取；请把花名册复制到新建的表格里，另存后再导入。",
        "The file unpacks to far too much; copy the roster into a new workbook and save that.",
    ),
    "file_wrong_type": (
        "这不是表格文件；请用 .xlsx、.xls、.et 或 .csv。",
        "This is not a table; use .xlsx, .xls, .et or .csv.",
    ),
    "file_save_as_xlsx": (
        "这种格式的表格读不了；请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。",
        "This kind of table cannot be read; open it in WPS or Excel and save it as .xlsx.",
    ),
    "file_password": (
        "文件设了打开密码；请去掉密码，另存后再导入。",
        "The file is protected by a password; remove it and save the file again.",
    ),
    "file_damaged": (
        "文件已损坏，打不开；请重新导出或另存一份再导入。",
        "The file is damaged; export or save it once more.",
    ),
    "file_quotes": (
        "第 {row} 行附近的引号不成对，后面的行会连在一起；请改正，或另存为 .xlsx 再导入。",
        "A quotation mark near row {row} has no partner; correct it or save the file as .xlsx.",
    ),
    "file_encoding": (
        "文字编码认不出来；请另存为 .xlsx，或“CSV UTF-8”后再导入。",
        'The encoding of the text is unknown; save the file as .xlsx or "CSV UTF-8".',
    ),
    "no_header": (
        "没有找到表头：需要一行写着“姓名”“身份证号”等列名。",
        "No header was found: a row with 姓名 (name), 身份证号 (ID number) and the like is needed.",
    ),
    "no_id_column": (
        "表里没有“身份证号”一列；没有身份证号分不清同名的人，请补上这一列。",
        "There is no column 身份证号 (ID number); without it namesakes cannot be told apart.",
    ),
    "no_name_column": ("表里没有“姓名”一列；请补上。", "There is no column 姓名 (name)."),
    "no_people": ("表头下面没有人员的行。", "There are no rows about people below the header."),
    "township_code": ("乡镇代码应为 9 位数字。", "A township's code has nine digits."),
    "township_unknown": (
        "系统里还没有这个乡镇；请同时给出乡镇名称（--name）。",
        "This township is not known yet; give its name too (--name).",
    ),
}


class RosterRefused(Failure):
    """A roster that cannot be taken at all; `zh` and `en` say in one sentence what to do."""

    status = 422

    def __init__(self, code: str, **facts: object) -> None:
        self.zh, self.en = (sentence.format(**facts) for sentence in SENTENCES[code])
        super().__init__(code, **facts, reason=self.zh, reason_en=self.en)


@dataclass(frozen=True)
class Sheet:
    """Cells from the first row and column on; `merged` is None where the format does not tell."""

    name: str
    rows: list[Row]
    merged: list[Range] | None = None


def read_sheets(content: bytes) -> list[Sheet]:
    """The visible sheets of a workbook, or the one table of a text file once per possible delimiter.

    The kind is told from the bytes, never from the name. Raises RosterRefused.
    """
    if not content.strip(b"\0\r\n\t \xef\xbb\xbf"):
        raise RosterRefused("file_empty")
    if len(content) > FILE_BYTES:
        raise RosterRefused("file_too_large")
    if content.startswith(MAGIC_ZIP):
        check_package(content)
        return read_workbook(content)
    if content.startswith(MAGIC_OLE):
        if ENCRYPTED in content:
            raise RosterRefused("file_password")
        return _read_old(content)
    if content.startswith(NO_TABLES):
        raise RosterRefused("file_wrong_type")
    return read_text(content)


def _read_old(content: bytes) -> list[Sheet]:
    # calamine believes the lengths that an .xls names, and where there is not so much memory it ends the process.
    try:
        told = apart(_sheets_or_code, content)
    except EndedError as problem:
        raise RosterRefused("file_damaged") from problem
    if isinstance(told, str):
        raise RosterRefused(told)
    return told


def _sheets_or_code(content: bytes) -> list[Sheet] | str:
    try:
        return read_workbook(content)
    except RosterRefused as refused:
        return refused.code


def check_package(content: bytes) -> None:
    """Refuses packages that are no .xlsx, are damaged, or would fill the memory once unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if "xl/workbook.xml" not in names:
                raise RosterRefused(_kind_of_package(names))
            if sum(member.file_size for member in package.infolist()) > UNPACKED_BYTES:
                raise RosterRefused("file_unpacks_too_large")
            for member in package.infolist():
                _check_member(package, member)
    except DAMAGE as problem:
        raise RosterRefused("file_damaged") from problem
    except RuntimeError as problem:  # what zipfile says of an encrypted member
        raise RosterRefused("file_password") from problem


def _kind_of_package(names: list[str]) -> str:
    tables = ("xl/workbook.bin", "content.xml")
    return "file_save_as_xlsx" if any(name in tables for name in names) else "file_wrong_type"


def _check_member(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    # Reading to the end also checks the declared size and the checksum: calamine trusts both.
    with package.open(member) as stream:
        chunks = iter(lambda: stream.read(CHUNK), b"")
        if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
            _check_extent(chunks)
        else:
            for _ in chunks:
                pass


def _check_extent(chunks: Iterator[bytes]) -> None:
    # calamine lays out the whole rectangle up to the last filled cell: one cell in the far corner would be 17
    # thousand million. Cells that are only formatted (<c …/>) do not count, and calamine skips them as well.
    row = column = last_row = last_column = 0
    for tag in _tags(chunks):
        kind, attributes = tag
        place = PLACE.search(attributes)
        if kind == b"row":
            row, column = (int(place[2]) if place else row + 1), 0
            continue
        column = _column_number(place[1]) if place and place[1] else column + 1
        if not attributes.endswith(b"/"):
            last_row, last_column = max(last_row, int(place[2]) if place else row), max(last_column, column)
    if last_row * last_column > SHEET_CELLS:
        raise RosterRefused("file_unpacks_too_large")


def _tags(chunks: Iterator[bytes]) -> Iterator[tuple[bytes, bytes]]:
    rest = b""
    for chunk in chunks:
        text = rest + chunk
        end = text.rfind(b"<")
        end = len(text) if end < 0 or len(text) - end > CHUNK else end
        yield from TAG.findall(text, 0, end)
        rest = text[end:]
    yield from TAG.findall(rest)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def read_workbook(content: bytes) -> list[Sheet]:
    """The visible worksheets of .xlsx, .xls and .et (WPS's own, which is .xls by another name)."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return [_read_sheet(workbook.get_sheet_by_name(name)) for name in _visible(workbook)]
    except (KeyboardInterrupt, SystemExit, RosterRefused):
        raise
    except PasswordError as problem:
        raise RosterRefused("file_password") from problem
    except BaseException as problem:  # a panic inside calamine is a BaseException, not an Exception
        raise RosterRefused("file_damaged") from problem


def _visible(workbook: CalamineWorkbook) -> list[str]:
    about = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = [sheet.name for sheet in about if sheet.visible == SheetVisibleEnum.Visible]
    return visible or [sheet.name for sheet in about]


def _read_sheet(sheet: CalamineSheet) -> Sheet:
    if sheet.total_height * sheet.total_width > SHEET_CELLS:
        raise RosterRefused("file_unpacks_too_large")
    return Sheet(sheet.name, sheet.to_python(skip_empty_area=False), sheet.merged_cell_ranges)


def read_text(content: bytes) -> list[Sheet]:
    """A text table, read once for each delimiter that its beginning holds; which one is right the header tells."""
    text = decode(content)
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype", "<?xml", "<table", "<meta")):
        raise RosterRefused("file_save_as_xlsx")
    beginning = text[:20_000]
    marks = sorted((mark for mark in ",\t;，|" if mark in beginning), key=lambda mark: -beginning.count(mark))
    return _split_by_any(text, marks[:2] or [","])


def _split_by_any(text: str, delimiters: list[str]) -> list[Sheet]:
    sheets, problem = [], RosterRefused("file_encoding")
    for delimiter in delimiters:
        try:
            sheets.append(Sheet("", _split(text, delimiter)))
        except RosterRefused as unreadable:  # with the wrong delimiter quotation marks seem not to match
            problem = unreadable
    if not sheets:
        raise problem
    return sheets


def decode(content: bytes) -> str:
    """Text in UTF-8 or UTF-16 with a byte order mark, UTF-8 without, or GB 18030 (what WPS writes)."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = [] if b"\0" in content else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterRefused("file_encoding" if encodings else "file_wrong_type")


def _split(text: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows.extend(list[Cell](cells) for cells in reader)
    except csv.Error as problem:
        raise RosterRefused("file_quotes", row=len(rows) + 1) from problem
    return rows

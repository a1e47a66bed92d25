"""Ledgers as a spreadsheet program prints them: LibreOffice opens them, and each page is like the picture kept here."""

import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from shouwang.exports.book import Book, Head
from shouwang.exports.ledgers import LAYOUTS
from shouwang.exports.rules import cells_of
from shouwang.exports.words import LedgerKind

pytestmark = pytest.mark.prove
PICTURES = Path(__file__).parent / "pictures"
"""Grey pictures at `DOTS` per inch. One that is not there is written, to be looked at larger and then kept."""
DOTS = 10
"""So few that the letters of another font come to the same grey."""
ALIKE = 6.0
"""Grey steps of 255 by which two pictures may differ on average: other fonts do by less, a lost column by more."""
ID_NUMBER = "990000195005011234"
VISITS = (
    *("石牛村", "8组", "=王强", "男", 76, "全失能", "沈天强", "199****0009"),
    *(30, 28, 28, 0, 0, 2, 1, "", "", "正常", ""),
)
PAGE = (
    *("罗桂英", "女", "1950-05-01", 76, ID_NUMBER, "石牛村", "8组", "石牛村8组12号", "199****0009"),
    *("特困供养", "分散供养", "全失能", "刘石云", "沈天强", "199****0001", "侄子 罗强 199****0002"),
    *("2020-01-01 起  救助类别：特困供养\n2024-01-01 起  自理能力：全失能", 30, 28, 2, "2026-10-30 上门 沈天强", ""),
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[LedgerKind, int], Path]:
    """Writes a ledger of some rows and prints it as a PDF file."""
    assert shutil.which("soffice"), "LibreOffice is missing: make engines"
    folder = tmp_path_factory.mktemp("printed")

    def pdf(kind: LedgerKind, rows: int) -> Path:
        book = folder / f"{kind}.xlsx"
        book.write_bytes(workbook(kind, rows, str(folder)))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return book.with_suffix(".pdf")

    return pdf


def workbook(kind: LedgerKind, rows: int, folder: str) -> bytes:
    """The same workbook each time."""
    out, layout = BytesIO(), LAYOUTS[kind]
    book = Book(out, folder)
    period = "2026-10-01 至 2026-10-31"
    sheet = book.begin(layout, Head("甲镇", f"2026年10月{layout.title}", "甲镇", period, "2026年11月05日"))
    said = PAGE if layout.form else VISITS
    for number in range(1, rows + 1):
        sheet.add((number, *cells_of(said, ZoneInfo("Asia/Shanghai"))))
    sheet.end(("版本：实时数据，截至 2026-11-05", "校验（SHA-256，2 行）：" + "0" * 64))
    book.close()
    return out.getvalue()


def test_the_ledger_of_visits_is_printed_as_it_was_when_somebody_looked_at_it(
    printed: Callable[[LedgerKind, int], Path],
) -> None:
    file = printed(LedgerKind.VISITS, 40)
    first, last = text_of(file, 1), text_of(file, 2)
    for page in (first, last):
        assert "2026年10月特困人员探访台账" in page
        assert "编制单位：甲镇" in page
        assert "照料服务人" in page
    assert "第1页共2页" in first
    assert "=王强" in first
    assert "（盖章）" not in first
    assert "（盖章）" in last
    assert "合计" in last
    assert "1200" in last
    alike(file, "visits", pages=2)


def test_a_person_s_file_is_a_page_each_with_her_number_whole(printed: Callable[[LedgerKind, int], Path]) -> None:
    file = printed(LedgerKind.FILES, 2)
    assert ID_NUMBER in text_of(file, 1)
    assert "罗桂英" in text_of(file, 2)
    alike(file, "files", pages=2)


def alike(file: Path, name: str, pages: int) -> None:
    """Compares the pages with those that are kept."""
    for page in range(1, pages + 1):
        wanted, now = PICTURES / f"{name}-{page}.pgm", picture_of(file, page)
        if not wanted.exists():
            wanted.write_bytes(now)
        before, after = grey(wanted.read_bytes()), grey(now)
        assert len(before) == len(after)
        apart = sum(abs(one - other) for one, other in zip(before, after, strict=True)) / len(after)
        assert apart < ALIKE, f"page {page} of {name} looks otherwise: {apart:.1f}"


def grey(picture: bytes) -> bytes:
    """The dots of a PGM file, one byte each."""
    magic, size, most, dots = picture.split(b"\n", 3)
    wide, high = map(int, size.split())
    assert (magic, most, len(dots)) == (b"P5", b"255", wide * high)
    return dots


def picture_of(file: Path, page: int) -> bytes:
    """A page as a grey picture."""
    numbers = ["-f", str(page), "-l", str(page), "-r", str(DOTS)]
    command = ["pdftoppm", "-gray", "-singlefile", *numbers, str(file), str(file.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return file.with_suffix(".pgm").read_bytes()


def text_of(file: Path, page: int) -> str:
    """What can be read on a page, without blanks."""
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(file), "-"]
    read = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    return "".join(read.split())

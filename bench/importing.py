"""A roster of 5,000 rows, as a workbook, by the command."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

from bench.figures import Figure
from bench.ground import Ground
from shouwang.demo.dice import dice
from shouwang.demo.names import IdNumbers, name_of, phone_number
from shouwang.register.models import Sex

ROWS = 5_000
HEADERS = (
    "序号",
    "村（社区）",
    "组",
    "姓名",
    "性别",
    "身份证号",
    "供养方式",
    "自理能力",
    "照料服务人",
    "照料人电话",
    "备注",
)
LEVELS = ("全自理", "全自理", "全自理", "半失能", "全失能")


def measure(ground: Ground) -> Iterator[Figure]:
    """From the start of the process to its end, then the same file again."""
    rows = ROWS // 10 if ground.quick else ROWS
    file, url = ground.folder / "roster.xlsx", ground.empty("sqlite")
    _write_roster(file, rows)
    command = ("import", str(file), "--township", "430321199", "--name", "测量镇", "--json")
    run = ground.shouwang(url, *command)
    yield Figure(f"import of {rows:,} rows", run.wall, "s", "5 s", f"{run.cpu:.1f} s of processor time")
    again = ground.shouwang(url, *command)
    yield Figure("  the same file again", again.wall, "s", remark=f"{again.cpu:.1f} s of processor time")


def _write_roster(file: Path, rows: int) -> None:
    chance, numbers = dice("roster"), IdNumbers()
    book = Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append(("测量镇分散供养特困人员花名册",))
    sheet.append(HEADERS)
    for n in range(1, rows + 1):
        sex = chance.choice(list(Sex))
        born = date(1930, 1, 1) + timedelta(days=chance.randrange(12_000))
        name, carer = name_of(chance, sex, born.year), name_of(chance, Sex.FEMALE, 1970)
        village, group = f"第{1 + n % 20}村", f"{1 + n % 12}组"
        number, level = numbers.new(chance, born, sex), chance.choice(LEVELS)
        said = "男" if sex is Sex.MALE else "女"
        sheet.append((n, village, group, name, said, number, "分散供养", level, carer, phone_number(chance), None))
    book.save(file)

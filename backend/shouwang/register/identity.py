"""Numbers and names by which people are known: read as clerks type them, checked, and masked for lists."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
EXACT_DIGITS = 15
"""Excel keeps this many digits of a number and turns the rest into noughts."""

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x202A, 0x202C, 0x202D, 0x200E, 0x200F))
PLAIN = FULL_WIDTH | INVISIBLE
DOTS = re.compile(r"\s*[·•・‧∙⋅᛫●．]\s*|(?<=[\u3400-\u9fff])\s*\.\s*(?=[\u3400-\u9fff])")
HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
MOBILE = re.compile(r"(?<![0-9])(?:86[\s-]?)?(1[3-9][0-9][\s-]?[0-9]{4}[\s-]?[0-9]{4})(?![0-9])")
LANDLINE = re.compile(r"(?<![0-9])(0[0-9]{2,3}[\s-]?[0-9]{7,8}|[2-8][0-9]{6,7})(?![0-9])")


class Sex(StrEnum):
    """Sex as an ID number tells it."""

    MALE = "male"
    FEMALE = "female"


class IdProblem(StrEnum):
    """Why an ID number cannot be taken."""

    MISSING = "id_missing"
    DAMAGED = "id_damaged"
    LENGTH = "id_length"
    CHARACTERS = "id_characters"
    DATE = "id_date"
    FUTURE = "id_future"
    CHECK_DIGIT = "id_check_digit"


@dataclass(frozen=True)
class IdNumber:
    """A sound number of 18 characters and what it tells; `extended` when it was written with 15."""

    number: str
    birth_date: date
    sex: Sex
    extended: bool = False


def read_id_number(cell: object, today: date) -> IdNumber | IdProblem:
    """The ID number in a cell (GB 11643), as a number of 18 characters, or what is wrong with it.

    Takes full-width digits, blanks, tabs, an apostrophe or `="…"` around it, a small x, and 15 digits (extended to 18).
    The birth date must be real and not after `today`. The area code is not judged: many in use were abolished.
    """
    if is_damaged(cell):
        return IdProblem.DAMAGED
    text = plain_id(cell)
    if not text:
        return IdProblem.MISSING
    if not re.fullmatch(r"[0-9]{17}[0-9X]|[0-9]{15}", text):
        return IdProblem.CHARACTERS if re.search(r"[^0-9X]|X.", text) else IdProblem.LENGTH
    number = text if len(text) == 18 else extend(text)
    born = real_date(number[6:10], number[10:12], number[12:14])
    if born is None or born > today:
        return IdProblem.DATE if born is None else IdProblem.FUTURE
    if number[17] != check_digit(number):
        return IdProblem.DAMAGED if number.endswith("000") else IdProblem.CHECK_DIGIT
    return IdNumber(number, born, Sex.MALE if int(number[16]) % 2 else Sex.FEMALE, extended=len(text) == 15)


def is_damaged(cell: object) -> bool:
    """Whether Excel has lost digits of a long number: a number cell beyond 15 digits, or the text 5.1E+17."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return not (abs(cell) < 10**EXACT_DIGITS and cell == int(cell))  # in this order: there are nan and inf
    return bool(re.fullmatch(r"\d(\.\d+)?[eE]\+?\d{2}", plain_id(cell, keep=".+")))


def plain_id(cell: object, keep: str = "") -> str:
    """A number without what surrounds it in sheets: blanks, tabs, apostrophes, `="…"`, full-width forms, small x."""
    text = half_width(cell_digits(cell))
    return re.sub(rf"[^\w{re.escape(keep)}]", "", text.replace("×", "X")).upper()


def cell_digits(cell: object) -> str:
    """A cell as text; a whole number without Excel's trailing `.0`."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def extend(number: str) -> str:
    """An ID number of 15 digits (not in use since 2013) as one of 18: the century 19 and the check digit are added."""
    longer = number[:6] + "19" + number[6:]
    return longer + check_digit(longer)


def check_digit(number: str) -> str:
    """The 18th character for the first 17 (ISO 7064 MOD 11-2, as in GB 11643)."""
    return CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)) % 11]


def real_date(year: str, month: str, day: str) -> date | None:
    """The date, if the calendar has it."""
    y, m, d = int(year), int(month), int(day)
    return date(y, m, d) if y > 0 and 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1] else None


def half_width(text: str) -> str:
    """Full-width letters, digits and blanks as plain ones; what cannot be seen is taken out."""
    return text if text.isascii() else text.translate(PLAIN)


def plain_name(cell: object) -> str:
    """A name as it is compared and shown: no blanks inside Chinese names, one form of the middle dot (U+00B7)."""
    name = " ".join(half_width(DOTS.sub("·", cell_digits(cell))).split())
    return name.replace(" ", "") if HAN.search(name) else name


def is_plausible_name(name: str) -> bool:
    """Whether a name holds only letters, characters and middle dots: 王强(已故) and 王强2 do not."""
    return all(letter.isalpha() or letter in "·. '-" or "\ue000" <= letter <= "\uf8ff" for letter in name)


def read_phones(cell: object) -> list[str]:
    """The telephone numbers in a cell, in order, as digits: mobile numbers, else landlines."""
    text = half_width(cell_digits(cell))
    found = MOBILE.findall(text) or LANDLINE.findall(text)
    return [re.sub(r"\D", "", number) for number in found]


def mask_id(number: str) -> str:
    """An ID number for lists: first three … last two."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}" if len(number) > 5 else "*" * len(number)


def mask_phone(number: str) -> str:
    """A telephone number for lists: 199****1234."""
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else f"****{number[-2:]}" if number else ""


def mask_account(number: str) -> str:
    """A bank account for lists: the last four digits only."""
    return f"****{number[-4:]}" if len(number) > 8 else "****" if number else ""

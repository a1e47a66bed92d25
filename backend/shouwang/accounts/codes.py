"""Codes of sign-in links: twelve digits that are read aloud and typed, and behind them letters that the picture holds.

What is typed is guessed at most so often (`typed_codes`); what the picture holds is too long to be guessed at all.
"""

import secrets
import unicodedata

TYPED_DIGITS = 12
"""The last one is the check digit: eleven are drawn."""
LETTERS = "abcdefghjkmnpqrstuvwxyz"
LETTERS_BEHIND = 10

# H. M. Damm's quasigroup: its check digit finds every single wrong digit and every two neighbours changed about.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


def new_code() -> str:
    """The code of a link: the typed code, and letters."""
    digits = "".join(secrets.choice("0123456789") for _ in range(TYPED_DIGITS - 1))
    return digits + check_digit(digits) + "".join(secrets.choice(LETTERS) for _ in range(LETTERS_BEHIND))


def typed_part(code: str) -> str:
    """What is typed of a link's code."""
    return code[:TYPED_DIGITS]


def as_made(text: str) -> str:
    """A code as it was made, however it was typed: with capitals, wide digits, blanks or hyphens between its groups."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(letter for letter in folded if letter.isascii() and letter.isalnum())


def is_typed(code: str) -> bool:
    """Whether it is digits alone, and so one that somebody could try at random."""
    return code.isdigit()


def is_whole(typed: str) -> bool:
    """Whether no digit is missing, wrong or in another's place, as far as the check digit tells."""
    return len(typed) == TYPED_DIGITS and check_digit(typed) == "0"


def check_digit(digits: str) -> str:
    """The digit that makes the check of all of them come to 0."""
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)

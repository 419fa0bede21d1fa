"""How wide a line of text stands, and where it may be broken: SVG text neither wraps nor shrinks by itself."""

import unicodedata

LETTER = 0.51  # mean width of a Thai or Latin letter of Sarabun, as a part of its size; a little generous
SIGNS = "■▲●✔○▨◆◇▬┄"


def wide(text: str, size: float) -> float:
    """About how many px a text takes at that size; tone marks and vowels above and below take none."""
    letters = sum(unicodedata.category(letter) != "Mn" for letter in text)
    signs = sum(letter in SIGNS for letter in text)
    return (letters * LETTER + signs * (1 - LETTER)) * size


def wrapped(text: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than `room` px, broken at spaces only: a word is never broken, however long."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and wide(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines

"""Text as it arrives from spreadsheets, made comparable: Unicode repairs, stray characters, Thai digits."""

import re
import unicodedata

# What Word, PDF and chat programs leave behind: zero-width and direction marks, soft hyphen, byte-order mark.
_STRAY = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF])
# Other controls go too; newline (10) stays, tab (9), return (13) and the many spaces become one plain space.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160)])
_SPACES = dict.fromkeys([9, 13, 0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_SPACES[0x2028] = _SPACES[0x2029] = _SPACES[0x85] = "\n"
_TABLE = {**_CONTROLS, **_STRAY, **_SPACES}

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TONES = "\u0e48-\u0e4b"
# Sara am typed as its two halves, in either order with a tone mark, or followed by the tone mark it must follow.
_SPLIT_AM = re.compile(f"([{_TONES}]?)\u0e4d([{_TONES}]?)\u0e32")
_AM_THEN_TONE = re.compile(f"\u0e33([{_TONES}])")
_RUNS_OF_SPACES = re.compile(r" {2,}")
_AROUND_NEWLINES = re.compile(r" *\n *")

# A lone dash is how a clerk writes "nothing here".
_NOTHING = {"", "-", "–", "—", "−", "--", "---"}


def clean(text: str) -> str:
    """Text in NFC, Thai typing repaired (ํา→ำ, เเ→แ, tone before ำ), stray characters out, spaces single, ends trimmed.

    Newlines stay. Nothing is folded that can be seen: NFKC would split ำ.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_TABLE))
    if "\u0e4d" in text:
        text = _SPLIT_AM.sub("\\1\\2\u0e33", text)
    text = _AM_THEN_TONE.sub("\\1\u0e33", text).replace("\u0e40\u0e40", "\u0e41")
    text = _RUNS_OF_SPACES.sub(" ", text)
    if "\n" in text:
        text = _AROUND_NEWLINES.sub("\n", text)
    return text.strip()


def arabic_digits(text: str) -> str:
    """The same text with Thai digits ๐–๙ written 0–9."""
    return text if text.isascii() else text.translate(_DIGITS)


def is_nothing(text: str) -> bool:
    """Whether cleaned text stands for an empty cell: nothing at all, or only a dash."""
    return text in _NOTHING


_NOT_LETTERS = re.compile(r"[\s_\-–—.,:;*/\\|·•'\"()\[\]{}]+")


def name_key(text: str) -> str:
    """What two names are compared by: cleaned, lower case, Thai digits as Arabic, no spaces, underscores or punctuation."""
    return _NOT_LETTERS.sub("", arabic_digits(clean(text)).casefold())

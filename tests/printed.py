"""What a browser prints: a paper as PDF, and the words of each of its pages, read here so that no other program is needed."""

import base64
import re
import zlib

WORDS = re.compile(rb"/(F\d+) [\d.]+ Tf|/ActualText <FEFF([0-9A-F]*)>|<([0-9A-F]+)> Tj|(EMC)")


def pdf(screen, file):
    """The file as Chromium prints it, by the paper's own page size and margins."""
    screen.driver.get(file.as_uri())
    screen.driver.execute_async_script("document.fonts.ready.then(arguments[arguments.length - 1])")
    return base64.b64decode(screen.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "displayHeaderFooter": False})["data"])


def pages(content):
    """The words of each page of a PDF that Chromium made, without any blanks: where a line ends is the printer's."""
    things = {int(found[1]): found[2] for found in re.finditer(rb"(\d+) 0 obj\s(.*?)endobj", content, re.S)}
    letters = {b"F%d" % number: _letters(things, thing) for number, thing in things.items() if b"/ToUnicode" in thing}
    sheets = [thing for thing in things.values() if re.search(rb"/Type\s*/Page\b", thing)]
    return [re.sub(r"\s+", "", _words(_stream(things, _number(sheet, b"Contents")), letters)) for sheet in sheets]


def _number(thing, name):
    return int(re.search(rb"/%s (\d+) 0 R" % name, thing)[1])


def _stream(things, number):
    inside = re.search(rb"stream\r?\n(.*)endstream", things[number], re.S)[1]
    return zlib.decompress(inside) if b"FlateDecode" in things[number] else inside


def _letters(things, font):
    """Glyph → letter of a font."""
    table, found = _stream(things, _number(font, b"ToUnicode")).decode(), {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        found |= {int(glyph, 16): bytes.fromhex(letter).decode("utf-16-be") for glyph, letter in re.findall(r"<(\w+)> <(\w+)>", block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, letter in re.findall(r"<(\w+)> <(\w+)> <(\w+)>", block):
            found |= {int(first, 16) + step: chr(int(letter, 16) + step) for step in range(int(last, 16) - int(first, 16) + 1)}
    return found


def _words(content, letters):
    """The words of a page: a glyph's letter, or what a span of glyphs says it stands for."""
    font, in_span, said = b"", False, []
    for new_font, actual, glyphs, ends in WORDS.findall(content):
        if new_font:
            font = new_font
        elif actual:
            in_span = True
            said.append(bytes.fromhex(actual.decode()).decode("utf-16-be"))
        elif ends:
            in_span = False
        elif not in_span:
            text = glyphs.decode()
            said += [letters[font].get(int(text[place : place + 4], 16), "") for place in range(0, len(text), 4)]
    return "".join(said)

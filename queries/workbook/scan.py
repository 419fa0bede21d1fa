"""Looks at a file before anything parses it: what it really is, how large it unpacks, and what its sheets hold at the edges.

The XML of each sheet is searched as a stream, with regular expressions and no parser: a cell far outside makes parsers
allocate the whole rectangle, and a parser drops Excel errors and formulas without a result in silence.
"""

import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from queries.workbook.limits import Limits, setting
from queries.workbook.problems import Problem, problem
from queries.workbook.raw import column_number

_CHUNK = 1 << 20
_MB = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RATIO, _RATIO_FROM = 200, 50 * _MB  # a sheet packs 10 to 50 times; 200 times of a large one is no workbook
_BYTES_A_CELL = 32  # what the parser holds for each cell of the rectangle, empty or not
MOST_BROKEN = 20_000  # cells a sheet may list as broken before they are told one by one

_N = rb"(?:\w+:)?"  # some programs write x:row for row
_ROW = re.compile(rb"<" + _N + rb"row\b([^>]*)>")
_ROW_NUMBER = re.compile(rb"\br=[\"'](\d+)")
_VALUE = re.compile(rb"<" + _N + rb"(?:v|is|f)\b")
_FAR = re.compile(rb"<" + _N + rb"c\b[^>]*?\br=[\"']([A-Z]{2,3}\d+|[A-Z]\d{6,})[\"'][^>]*[^/]?>(?<!/>)(?!</)")
_FORMULA = re.compile(rb"<" + _N + rb"c\b([^>]*)>\s*<" + _N + rb"f\b([^>]*)>([^<]*)")
_ERROR = re.compile(rb"<" + _N + rb"c\b([^>]*\bt=[\"']e[\"'][^>]*)>")
_CELL_END = re.compile(rb"</" + _N + rb"c>")
_HAS_VALUE = re.compile(rb"<" + _N + rb"(?:v>[^<]|is>)")
_ERROR_TEXT = re.compile(rb"<" + _N + rb"v>([^<]*)")
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]+)(\d+)")

_WORD, _SLIDES, _WEB = ("เอกสาร Word", "a Word document"), ("งานนำเสนอ PowerPoint", "a PowerPoint presentation"), ("หน้าเว็บ (HTML)", "a web page (HTML)")
_ZIP_KINDS = (
    ("word/", _WORD), ("ppt/", _SLIDES), ("xl/workbook.bin", ("สมุดงานแบบไบนารี (.xlsb)", "a binary workbook (.xlsb)")),
    ("mimetype", ("เอกสาร OpenDocument (.ods)", "an OpenDocument file (.ods)")),
)
_KINDS = (
    (b"%PDF", ("เอกสาร PDF", "a PDF document")), (b"{\\rtf", ("เอกสาร RTF", "an RTF document")), (b"\x89PNG", ("รูปภาพ", "a picture")),
    (b"\xff\xd8\xff", ("รูปภาพ", "a picture")), (b"GIF8", ("รูปภาพ", "a picture")), (b"Rar!", ("ไฟล์บีบอัด RAR", "a RAR archive")),
    (b"7z\xbc\xaf", ("ไฟล์บีบอัด 7z", "a 7z archive")), (b"\x1f\x8b", ("ไฟล์บีบอัด gzip", "a gzip archive")), (b"SQLite format 3", ("ฐานข้อมูล SQLite", "an SQLite database")),
)
_HTML = re.compile(rb"<(?:!doctype html|html|head|meta|body|table)\b", re.IGNORECASE)


@dataclass
class SheetScan:
    """What a sheet's XML told: how many rows, how far it reaches, the cells without a usable value."""

    rows: int = 0
    last_row: int = 0
    last_column: int = 0  # counted from 1, known where it is beyond Z
    corner: str = ""  # the cell furthest right
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def kind_of(path: Path) -> tuple[str, list[Problem]]:
    """"xlsx" or "csv", and why it is neither. By what is in the file; the name only tells text from text."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(_OLE):
        return "", [_compound(path)]
    if head.startswith(b"PK"):
        return "xlsx", []
    kind = next((words for start, words in _KINDS if head.startswith(start)), None)
    if not kind and _HTML.search(head.lstrip()[:1024]) and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        kind = _WEB
    if not kind and head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml"):
        kind = ("ไฟล์ XML", "an XML file")
    if not kind and path.suffix.lower() not in (".csv", ".txt", ".tsv", ""):
        kind = ("ไฟล์ชนิดอื่น", "some other kind of file")
    return ("", [_not_a_workbook(path, kind)]) if kind else ("csv", [])


def scan(path: Path, limits: Limits) -> tuple[dict[str, SheetScan], list[Problem]]:
    """What each sheet of a workbook (by name) holds at its edges, and every problem of the package and its sheets."""
    try:
        with zipfile.ZipFile(path) as package:
            problems = _package(path, package, limits)
            return ({}, problems) if problems else _sheets(path, package, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, ElementTree.ParseError, UnicodeDecodeError, OSError):
        return {}, [problem("file_truncated", value=path.name)]
    except (NotImplementedError, KeyError) as error:
        return {}, [problem("file_unreadable", value=path.name, reason_th="โครงสร้างภายในไม่ถูกต้อง", reason_en=f"its inner structure is not right ({error})")]
    except RuntimeError:  # zipfile's word for a part that needs a password
        return {}, [problem("file_encrypted", value=path.name)]


def _compound(path: Path) -> Problem:
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        return problem("file_encrypted", value=path.name)
    if "WordDocument".encode("utf-16-le") in content:
        return _not_a_workbook(path, _WORD)
    if "PowerPoint Document".encode("utf-16-le") in content:
        return _not_a_workbook(path, _SLIDES)
    return problem("file_is_old_excel", value=path.name)


def _not_a_workbook(path: Path, kind: tuple[str, str]) -> Problem:
    return problem("file_is_not_a_workbook", value=path.name, kind_th=kind[0], kind_en=kind[1])


def _package(path: Path, package: zipfile.ZipFile, limits: Limits) -> list[Problem]:
    parts = package.infolist()
    names = {part.filename for part in parts}
    unpacked, packed = sum(part.file_size for part in parts), path.stat().st_size
    if unpacked > limits.max_unzipped_mb * _MB or (unpacked > _RATIO_FROM and unpacked > packed * _RATIO):
        return [problem("file_is_zip_bomb", value=path.name, size_mb=-(-unpacked // _MB), max_mb=limits.max_unzipped_mb,
                        setting=setting("max_unzipped_mb"))]
    if any(part.flag_bits & 1 for part in parts):
        return [problem("file_encrypted", value=path.name)]
    if "xl/workbook.xml" not in names:
        kind = next((words for start, words in _ZIP_KINDS if any(name.startswith(start) for name in names)), ("ไฟล์ zip", "a zip archive"))
        return [_not_a_workbook(path, kind)]
    return []


def _sheets(path: Path, package: zipfile.ZipFile, limits: Limits) -> tuple[dict[str, SheetScan], list[Problem]]:
    parts = _sheet_parts(package)
    scans, problems = {}, []
    for part in package.namelist():  # every part is read to its end: a damaged one shows in its checksum
        chunks = _chunks(package, part)
        if part in parts:
            scans[parts[part]] = scanned = scan_sheet(parts[part], chunks, limits)
            problems += scanned.problems
        elif part.endswith((".xml", ".rels")):
            head = next(chunks, b"")
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                return {}, [problem("file_unreadable", value=path.name, reason_th="มีคำสั่ง XML ที่ไม่อนุญาต", reason_en="it holds XML declarations that are not allowed")]
            for _ in chunks:
                pass
    return scans, problems


def _chunks(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of the package each sheet is in, part -> sheet name."""
    targets = {}
    for relation in ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels")):
        target = relation.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        targets[relation.get("Id")] = part
    parts = {}
    for element in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            id_ = next((value for name, value in element.attrib.items() if name.rpartition("}")[2] == "id"), None)
            if id_ in targets and "worksheets" in targets[id_].lower():
                parts[targets[id_]] = element.get("name", "")
    return parts


def scan_sheet(name: str, chunks: Iterator[bytes], limits: Limits) -> SheetScan:
    """What the XML of one sheet holds at its edges, from a stream cut anywhere."""
    found = SheetScan()
    far: list[str] = []
    for block in _whole_rows(chunks):
        if not found.rows and b"<!DOCTYPE" in block[:_CHUNK]:
            found.problems.append(problem("file_unreadable", sheet=name, reason_th="มีคำสั่ง XML ที่ไม่อนุญาต", reason_en="it holds XML declarations that are not allowed"))
            return found
        _rows_of(block, found, limits, far)
        _edges_of(block, found, limits, far)
        _broken_in(name, block, found)
    found.problems += _outside(name, found, far, limits)
    return found


def _whole_rows(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The stream cut after the end of a row, so that no row is searched in two halves."""
    rest = b""
    for chunk in chunks:
        block = rest + chunk
        end = max(block.rfind(b"</row>"), block.rfind(b":row>"))
        cut = block.find(b">", end) + 1 if end >= 0 else 0
        rest = block[cut:]
        if cut:
            yield block[:cut]
    yield rest


def _rows_of(block: bytes, found: SheetScan, limits: Limits, far: list[str]) -> None:
    for match in _ROW.finditer(block):
        number = _ROW_NUMBER.search(match[1])
        found.last_row = int(number[1]) if number else found.last_row + 1
        if found.last_row <= limits.max_rows:
            found.rows += 1
            continue
        body = block[match.end() : block.find(b"row>", match.end())] if not match[1].endswith(b"/") else b""
        if value := _VALUE.search(body):
            found.rows += 1
            cell = _REFERENCE.search(body[: value.start()])
            far.append(f"{cell[1].decode()}{cell[2].decode()}" if cell else f"A{found.last_row}")
            del far[3:]


def _edges_of(block: bytes, found: SheetScan, limits: Limits, far: list[str]) -> None:
    for match in _FAR.finditer(block):
        column, row = re.fullmatch(r"([A-Z]+)(\d+)", match[1].decode()).groups()
        number = column_number(column) + 1
        if number > max(found.last_column, 26):
            found.last_column, found.corner = number, column + row
        if number > limits.max_columns or int(row) > limits.max_rows:
            far.insert(0, column + row)
            del far[3:]


def _broken_in(name: str, block: bytes, found: SheetScan) -> None:
    for match in _FORMULA.finditer(block):
        body = block[match.end() : _end_of_cell(block, match.end())]
        if not _HAS_VALUE.search(body) and not re.search(rb"\bt=[\"']str[\"']", match[1]):
            _note(name, found, match[1], "=" + html.unescape(match[3].decode("utf-8", "replace"))[:60])
    for match in _ERROR.finditer(block):
        text = _ERROR_TEXT.search(block, match.end(), _end_of_cell(block, match.end()))
        _note(name, found, match[1], text[1].decode("utf-8", "replace") if text else "#")


def _end_of_cell(block: bytes, start: int) -> int:
    end = _CELL_END.search(block, start)
    return end.start() if end else len(block)


def _note(name: str, found: SheetScan, attributes: bytes, text: str) -> None:
    at = _REFERENCE.search(attributes)
    if at and len(found.broken) < MOST_BROKEN:
        found.broken[int(at[2]), column_number(at[1].decode())] = text
    else:
        code = "formula_without_value" if text.startswith("=") else "excel_error_value"
        found.problems.append(problem(code, sheet=name, row=int(at[2]) if at else 0, value=text, cell="".join(g.decode() for g in at.groups()) if at else ""))


def _outside(name: str, found: SheetScan, far: list[str], limits: Limits) -> list[Problem]:
    if found.rows > limits.max_rows:
        return [problem("too_many_rows", sheet=name, rows=f"{found.rows:,}", max_rows=f"{limits.max_rows:,}", setting=setting("max_rows"))]
    # Half the memory for the rectangle the parser lays out, even where nearly all of it is empty.
    if not far and found.last_row * found.last_column * _BYTES_A_CELL > limits.memory_mb * _MB // 2:
        far = [found.corner]
    return [problem("cell_far_outside", sheet=name, row=int(re.sub(r"\D", "", cell)), cell=cell, max_rows=f"{limits.max_rows:,}",
                    max_columns=f"{limits.max_columns:,}", setting=f"{setting('max_rows')}, {setting('max_columns')}") for cell in far[:1]]

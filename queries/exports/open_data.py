"""The public tables as open data: each as CSV, JSON and Parquet, all in one workbook, described by a Data Package, and catalogued.

  tables/<table>.csv   what can be loaded again as it is: `scrutiny load tables --province 56 --as-of …`, into a database of its own
  counts/<table>.csv   counts of people, where a count that would tell somebody is withheld and its cell empty; those cannot be loaded again
  record/<table>.csv   the committee's own record, which no file may bring in: only the committee confirms it
  json/, parquet/      the same rows; open-data.xlsx all of them as sheets
  datapackage.json     columns with type, unit, limits and words; licence, sources, as of, chain, what is withheld and what is never published
  catalogue.json       the record of the Thai government data catalogue; dcat.jsonld the same in DCAT
  and the packages of OCDS and OC4IDS, where the release holds their facts

A partner who is an individual is named by sector and district, in the words of the screens. A text that a spreadsheet would run has a ' before it.
"""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from queries import public_rows, tables
from queries.answers import dicts
from queries.errors import UsageError
from queries.exports import oc4ids, ocds, published, withheld
from queries.exports.heading import data_release, iso_3166_2, uri
from queries.exports.mapped import file_of
from queries.exports.open_data_about import catalogue, dcat, readme
from queries.exports.open_data_files import parquet, workbook
from queries.exports.published import DataRelease, Given
from queries.tables import Column, Table

PACKAGE, WORKBOOK, CATALOGUE, DCAT, README = "datapackage.json", "open-data.xlsx", "catalogue.json", "dcat.jsonld", "README.md"
LOADABLE, COUNTS, RECORD = "tables", "counts", "record"  # folders of the CSVs
NOT_LOADABLE = {COUNTS: "Counts of people, some withheld: what is left would load as other facts.", RECORD: "The committee's own record: it is confirmed in the product, and no file may bring it in."}
TYPES = {"money": "number", "number": "number", "integer": "integer", "fiscal_year": "integer", "date": "date", "boolean": "boolean"}  # ours → Table Schema's; all else is text
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a text that starts so would run as a formula in a spreadsheet
POLLS = {  # what of a poll's answers, which are no public table, may be told: name → (question, Thai, English)
    "poll_change": ("participation.poll_changes", ("ผลสำรวจก่อน–หลัง", "Poll: change of the mean"), ("participation_code", "question_number", "question_text", "matched_people", "mean_before", "mean_after", "mean_change", "standard_error", "people_up", "people_same", "people_down")),
    "poll_distribution": ("participation.poll_distribution", ("การกระจายคำตอบก่อน–หลัง", "Poll: answers before and after"), ("participation_code", "question_number", "score_from", "score_to", "people_before", "people_after")),
}
WHOLE = ("question_number", "matched_people", "people_up", "people_same", "people_down", "score_from", "score_to", "people_before", "people_after")  # of a poll's columns, those that are whole numbers
COUNTED = {name: next(iter(renamed.values())) for name, (_, renamed) in withheld.COUNTED.items()}  # table → its column of people


@dataclass(frozen=True)
class Sheet:
    """One table as it is published: its columns in order, its rows, and where its CSV lies."""

    name: str
    label: tuple[str, str]
    meaning: tuple[str, str]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Sequence[Mapping[str, Any]]
    folder: str

    @property
    def path(self) -> str:
        """Where its CSV lies in the package."""
        return f"{self.folder}/{self.name}.csv"

    @property
    def is_loadable(self) -> bool:
        """Whether the importer takes it as it lies."""
        return self.folder == LOADABLE

    @property
    def withheld(self) -> int:
        """How many of its counts are withheld."""
        counts = [c.name for c in self.columns if c.name in WHOLE[1:]] if self.name in POLLS else [COUNTED[self.name]] if self.name in COUNTED else []
        return sum(row[name] is None for row in self.rows for name in counts)


def files(connection: Connection, *, release: int, province: str, given: Given) -> dict[str, bytes]:
    """Every file of the package by its path; the same bytes for the same release. UsageError where the release holds no province."""
    at = published.data_release(connection, release, province)
    sheets = tables_of(connection, release=release, province=province)
    place = next((row for sheet in sheets if sheet.name == "province" for row in sheet.rows), None)
    if place is None:
        raise UsageError("export_empty", standard="open-data", number=release)
    made = {sheet.path: csv_of(sheet) for sheet in sheets}
    about = {"licence": given.licence, "asOf": at.as_of.isoformat(), "release": at.number, "chain": at.chain, "source": place["office_name"]}
    for sheet in sheets:
        made[f"json/{sheet.name}.json"] = file_of({"table": sheet.name, **about, "rows": [{name: _plain(value) for name, value in row.items()} for row in sheet.rows]})
        made[f"parquet/{sheet.name}.parquet"] = parquet(sheet.columns, sheet.rows, about)
    made[WORKBOOK] = workbook(sheets, about, at.saved_at)
    made |= _standards(connection, release, province, given)
    descriptor = package(sheets, made, place, province, at, given)
    told = {PACKAGE: file_of(descriptor), CATALOGUE: file_of(catalogue(descriptor, place, at)), DCAT: file_of(dcat(descriptor, place, at)), README: readme(descriptor, place, at).encode()}
    return dict(sorted({**made, **told}.items()))


def tables_of(connection: Connection, *, release: int, province: str) -> list[Sheet]:
    """Every public table with its public rows, those that hold any, in the order a clerk meets them; then what may be told of polls."""
    at = {"release": release, "province": province}
    read = {name: published.rows(connection, name, **at) for name, table in tables.TABLES.items() if table.is_public}
    read["organisation"] = public_rows.renamed(read["organisation"], {row["district_code"]: (row["district_name_th"], row["district_name_en"] or row["district_name_th"]) for row in read["district"]})
    sheets = [Sheet(name, table.label, table.meaning, columns_of(table), table.key, read[name], folder_of(table)) for name, table in tables.TABLES.items() if read.get(name)]
    return sheets + [sheet for name in POLLS if (sheet := _poll(name, connection, at)).rows]


def folder_of(table: Table) -> str:
    """Where a public table's CSV lies: with those that can be loaded again, with the counts some of which are withheld, or with the committee's record."""
    return COUNTS if table.name in withheld.COUNTED else RECORD if table.name not in tables.FED else LOADABLE


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns that the public may see, in order."""
    return tuple(column for column in table.columns if column.is_public)


def _poll(name: str, connection: Connection, at: Mapping) -> Sheet:
    question, label, names = POLLS[name]
    found = withheld.told(question, connection, **at)
    kinds = {"participation_code": "code", "question_text": "text"}
    columns = tuple(Column(of, kinds.get(of, "integer" if of in WHOLE else "number"), _words(of), _words(of), unit=("คน", "people") if "people" in of else ("", "")) for of in names)
    return Sheet(name, label, label, columns, names[:2] if name == "poll_change" else names[:3], dicts(found[list(names)]), COUNTS)


def _words(name: str) -> tuple[str, str]:
    known = {column.name: column.label for table in tables.TABLES.values() for column in table.columns}
    return known.get(name, POLL_WORDS.get(name, (name, name)))


POLL_WORDS = {
    "matched_people": ("ผู้ตอบทั้งก่อนและหลัง", "People who answered both times"), "mean_before": ("ค่าเฉลี่ยก่อน", "Mean before"), "mean_after": ("ค่าเฉลี่ยหลัง", "Mean after"), "mean_change": ("เปลี่ยนไป", "Change of the mean"),
    "standard_error": ("ความคลาดเคลื่อนมาตรฐาน", "Standard error of the change"), "people_up": ("ให้คะแนนเพิ่ม", "Gave more after"), "people_same": ("ให้คะแนนเท่าเดิม", "Gave the same"), "people_down": ("ให้คะแนนลด", "Gave less after"),
    "score_from": ("คะแนนจาก", "Score from"), "score_to": ("คะแนนถึง", "Score to"), "people_before": ("จำนวนคนก่อน", "People before"), "people_after": ("จำนวนคนหลัง", "People after"),
}


def _standards(connection: Connection, release: int, province: str, given: Given) -> dict[str, bytes]:
    """The packages of the field's standards, those whose facts the release holds."""
    made = {}
    for standard in (ocds, oc4ids):
        try:
            made |= standard.files(connection, release=release, province=province, given=given)
        except UsageError as nothing:
            if nothing.code != "export_empty":
                raise
    return made


# --- rows as text -----------------------------------------------------------------------------------------------------


def csv_of(sheet: Sheet) -> bytes:
    """A table as CSV: UTF-8 with its mark, so that Excel shows Thai; days as ISO dates, exact amounts, true and false, nothing for what is empty or withheld."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = [column.name for column in sheet.columns]
    writer.writerow(names)
    writer.writerows([_cell(row[name]) for name in names] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return format(value, "f") if isinstance(value, Decimal) else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


# --- the package ------------------------------------------------------------------------------------------------------


def package(sheets: Sequence[Sheet], made: Mapping[str, bytes], place: Mapping, province: str, at: DataRelease, given: Given) -> dict[str, Any]:
    """The Data Package's descriptor: every CSV with its schema, the other files beside it, and what is withheld or never published."""
    iso = iso_3166_2(province)
    held = {sheet.name: sheet.withheld for sheet in sheets if sheet.withheld}
    return {
        "profile": "data-package", "name": f"joint-scrutiny-{iso.lower()}", "id": uri("open-data", province, at),
        "title": f"ข้อมูลเปิดของเครือข่ายบริหารกิจการสาธารณะ จังหวัด{place['province_name_th']}", "title_en": f"Open data of the provincial governance network, {place['province_name_en']}",
        "description": "สัญญา โครงการ สัดส่วนงบประมาณ งานส่งมอบ ตัวชี้วัด และการมีส่วนร่วม ตามที่เปิดเผยได้", "created": at.saved_at,
        **({"licenses": [{"name": given.licence.rstrip("/").rpartition("/")[2] or "licence", "path": given.licence}]} if given.licence else {}), "sources": [{"title": place["office_name"]}],
        "x_dataRelease": data_release(at, place["is_sample"]), "countryCode": "TH", "regionCode": iso,
        "x_withheld": {"rule": "A count of one to four people is withheld, and every count that would give one away. Its cell is empty, as is the number of participants of an activity to which so few came.", "counts": held},
        "x_notPublished": never_published(), "resources": [_resource(sheet, made[sheet.path], at, given) for sheet in sheets],
        "x_files": [{"path": path, "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"} for path, data in sorted(made.items()) if not path.endswith(".csv")]
        + [{"path": path} for path in (CATALOGUE, DCAT, README)],  # which say what this says
    }


def never_published() -> dict[str, Any]:
    """The tables, columns and rows that are kept and never published."""
    known = tables.TABLES.values()
    return {
        "tables": [table.name for table in known if not table.is_public],
        "columns": {table.name: [c.name for c in table.columns if not c.is_public] for table in known if table.is_public and any(not c.is_public for c in table.columns)},
        "rows": {table.name: f"only where {table.public_rows[0]} is {', '.join(map(str, table.public_rows[1])).lower()}" for table in known if table.is_public and table.public_rows},
        "names": "A partner who is an individual is named by sector and district only.",
    }


def _resource(sheet: Sheet, data: bytes, at: DataRelease, given: Given) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource", "name": sheet.name, "path": sheet.path, "title": sheet.label[0], "title_en": sheet.label[1], "description": sheet.meaning[0], "description_en": sheet.meaning[1], "format": "csv", "mediatype": "text/csv",
        "encoding": "utf-8-sig", "bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "x_asOf": at.as_of.isoformat(), **({"licenses": [{"path": given.licence}]} if given.licence else {}),
        "x_rows": len(sheet.rows), "x_withheldCounts": sheet.withheld, "x_canBeLoadedAgain": sheet.is_loadable, **({} if sheet.is_loadable else {"x_whyNot": NOT_LOADABLE[sheet.folder]}),
        "schema": {"fields": [field(column, sheet) for column in sheet.columns], **({"primaryKey": list(sheet.key)} if sheet.key else {}), "missingValues": [""]},
    }


def field(column: Column, sheet: Sheet) -> dict[str, Any]:
    """A column as the Table Schema tells it: type, words, unit and what the importer holds it to."""
    unit = {"money": "THB", "fiscal_year": "BE"}.get(column.kind, column.unit[1])
    limits = {"required": True} if column.required and column.name != COUNTED.get(sheet.name) else {}
    limits |= {name: int(value) for name, value in (("minimum", column.minimum), ("maximum", column.maximum)) if value is not None}
    limits |= {"enum": list(tables.CHOICES[column.choices])} if column.choices and column.kind == "choice" else {}
    return {"name": column.name, "type": TYPES.get(column.kind, "string"), "title": column.label[0], "title_en": column.label[1], "description": column.meaning[0], "description_en": column.meaning[1], **({"unit": unit} if unit and column.kind != "date" else {}),
            **({"example": column.example} if column.example and column.kind not in ("date", "money", "boolean") else {}), **({"constraints": limits} if limits else {})}

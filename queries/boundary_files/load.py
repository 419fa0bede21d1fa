"""A file of boundaries becomes the next load, whole or not at all; or, with `check`, is shown what it would become."""

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError

from queries import boundaries, releases
from queries.boundary_files import outlines
from queries.boundary_files.match import Area, Match, Office, Place, judged, match
from queries.boundary_files.problems import Problem, problem
from queries.boundary_files.read import BROKEN, Layer, Refused, attributes, opened, shapes
from queries.database import unreachable, writing
from queries.errors import UsageError
from queries.tables import boundary_load_table, boundary_table
from queries.workbook.limits import Limits
from queries.workbook.problems import has_errors


@dataclass(frozen=True)
class Given:
    """What whoever loads says about a file: who drew it, under which terms it may be used, which part of it is meant."""

    source: str = ""
    terms: str = ""
    note: str = ""
    level: str = "district"
    column: str = ""  # of the codes; found where it is not said
    layer: str = ""


@dataclass(frozen=True)
class Report:
    """What a file is: its problems, and, when it may be loaded, its outlines."""

    file_name: str
    file_sha256: str = ""
    level: str = "district"
    problems: tuple[Problem, ...] = ()
    column: str = ""  # by which rows were told apart
    areas: int = 0  # found with just one row
    expected: int = 0
    ignored: int = 0  # rows of other provinces
    drawn: outlines.Drawn | None = None  # none when the file is refused
    number: int | None = None  # the load that now holds the file
    is_new: bool = False  # whether it was just made

    @property
    def is_refused(self) -> bool:
        """Whether an error keeps the whole file out."""
        return has_errors(self.problems)


def check(engine: Engine, path: Path, *, province: str, release: int, given: Given = Given(), limits: Limits | None = None) -> Report:
    """What loading the file would do, and everything wrong with it. Nothing is kept.

    UsageError when the release has no districts to hold the file against."""
    try:
        with engine.connect() as connection:
            place = _place(connection, province, release, given.level)
    except DBAPIError as trouble:
        raise unreachable(engine, trouble) from trouble
    report = Report(path.name, level=given.level, expected=len(place.areas))
    try:
        with opened(path, limits or Limits()) as layers:
            return _read(replace(report, file_sha256=hashlib.sha256(path.read_bytes()).hexdigest()), layers, place, given)
    except Refused as refusal:
        return replace(report, problems=(refusal.problem,))
    except BROKEN as trouble:
        return replace(report, problems=(problem("file_unreadable", value=path.name, reason=" ".join(str(trouble).split())),))


def load(engine: Engine, path: Path, *, province: str, release: int, given: Given, limits: Limits | None = None) -> Report:
    """Load the file as the province's next boundaries, all or nothing. The same file told the same way is the load that already holds it.

    UsageError without source and terms; DatabaseError when the database fails on the way: what it held is then untouched."""
    if not given.source.strip() or not given.terms.strip():
        raise UsageError("boundary_terms_needed")
    report = check(engine, path, province=province, release=release, given=given, limits=limits)
    if report.is_refused:
        return report
    try:
        with engine.connect() as connection, writing(connection):
            return _kept(connection, report, province, given)
    except DBAPIError as trouble:
        raise unreachable(engine, trouble) from trouble


def _place(connection: Connection, province: str, release: int, level: str) -> Place:
    """The areas a file of that level must cover, by the setup as at a release."""
    own = connection.execute(select(releases.at("province", province, release))).mappings().first() or {}
    districts = connection.execute(select(releases.at("district", province, release))).mappings().all()
    if not districts:
        raise UsageError("boundary_no_districts", province=province)
    names = own.get("province_name_th", province), own.get("province_name_en", province)
    offices = {d["district_code"]: Office(d["district_name_th"], d["district_name_en"], float(d["longitude"]), float(d["latitude"])) for d in districts}
    if level == "province":
        areas = [Area(province, *names, tuple(offices.values()))]
    else:
        areas = [Area(code, office.name_th, office.name_en, (office,)) for code, office in sorted(offices.items())]
    return Place(province, *names, level, {area.code: area for area in areas})


def _read(report: Report, layers: list[Layer], place: Place, given: Given) -> Report:
    chosen = _layer(layers, place, given)
    if isinstance(chosen, Problem):
        return replace(report, problems=(chosen,))
    layer, found = chosen
    single = {code: rows[0] for code, rows in found.rows.items() if len(rows) == 1}
    frame = shapes(layer).loc[list(single.values()), ["geometry"]].assign(row=list(single.values()))
    frame.index = list(single)
    drawn = outlines.drawn(frame, place.areas, place.level)
    problems = tuple(sorted((*judged(found, place), *drawn.problems), key=lambda p: (p.severity, p.row)))
    return replace(report, problems=problems, column=found.column, areas=found.found, ignored=found.ignored, drawn=None if has_errors(problems) else drawn)


def _layer(layers: list[Layer], place: Place, given: Given) -> tuple[Layer, Match] | Problem:
    """The layer that covers the place best, and how; or why none does."""
    if given.layer and given.layer not in {layer.name for layer in layers}:
        return problem("layer_unknown", value=given.layer, layers=", ".join(layer.name for layer in layers))
    tried = [(layer, match(attributes(layer), place, given.column)) for layer in layers if given.layer in ("", layer.name)]
    matched = [one for one in tried if isinstance(one[1], Match)]
    if not matched:
        return tried[0][1]
    most = max(found.found for _, found in matched)
    best = [one for one in matched if one[1].found == most]
    if len(best) > 1:
        return problem("layer_ambiguous", value=", ".join(layer.name for layer, _ in best))
    return best[0]


def _kept(connection: Connection, report: Report, province: str, given: Given) -> Report:
    told = {"level": given.level, "file_sha256": report.file_sha256, "source": given.source.strip(), "terms": given.terms.strip(), "note": given.note.strip() or None}
    newest = select(boundary_load_table).where(boundary_load_table.c.province_code == province,
                                               boundary_load_table.c.number == boundaries.newest_number(connection, province, given.level))
    standing = connection.execute(newest).mappings().first()
    if standing and all(standing[name] == value for name, value in told.items()) and _is_same(connection, province, standing["number"], report):
        return replace(report, number=standing["number"])
    number = boundaries.newest_number(connection, province) + 1
    drawn = report.drawn
    connection.execute(insert(boundary_load_table).values(
        province_code=province, number=number, loaded_at=datetime.now(UTC).isoformat(timespec="seconds"), file_name=report.file_name,
        points_in_file=drawn.points_in_file, points_kept=drawn.points_kept, moved_metres=drawn.moved_metres, **told))
    connection.execute(insert(boundary_table), [{"province_code": province, "number": number, "code": code, "geometry": text} for code, text in drawn.geometries.items()])
    return replace(report, number=number, is_new=True)


def _is_same(connection: Connection, province: str, number: int, report: Report) -> bool:
    """Whether that load holds these very outlines: another column or layer of the same file draws others."""
    held = select(boundary_table.c.code, boundary_table.c.geometry).where(boundary_table.c.province_code == province, boundary_table.c.number == number)
    return {row.code: row.geometry for row in connection.execute(held)} == report.drawn.geometries



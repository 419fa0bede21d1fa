"""Official boundaries: real map files of invented outlines, judged, simplified, kept with their source and terms."""

import json
import zipfile
from datetime import date
from string import Formatter

import geopandas
import pytest
import shapely
from conftest import PROVINCE_ROW
from invented_outlines import OFFICES, districts, with_another_province
from sqlalchemy import func, select, text
from streamlit.testing.v1 import AppTest
from worked_example import load_into

from dashboard import serving
from queries import boundaries, releases
from queries.boundary_files.load import Given, check, load
from queries.boundary_files.outlines import MOST_BYTES
from queries.boundary_files.problems import TEXTS, problem
from queries.errors import DatabaseError, UsageError
from queries.tables import boundary_load_table, boundary_table
from queries.workbook.limits import Limits

PLACE = {"province": [PROVINCE_ROW], "district": [
    {"district_code": code, "district_name_th": th, "district_name_en": en, "latitude": str(y), "longitude": str(x)} for code, (th, en, x, y) in OFFICES.items()]}
OCHA = {"source": "OCHA COD-AB 2022", "terms": "CC BY 3.0 IGO"}
COARSE, FINE = districts(step=0.02), districts()


def with_districts(engine, folder):
    """The database with Phayao's nine districts, through the real importer, as release 1."""
    load_into(engine, folder / "place", PLACE, as_of=date(2024, 9, 30))
    return engine


@pytest.fixture(scope="module")
def place(new_database, tmp_path_factory):
    """A database to check files against; nothing is loaded into it."""
    return with_districts(new_database(), tmp_path_factory.mktemp("place"))


@pytest.fixture
def own(engine, tmp_path):
    """A database of one's own, to load into."""
    return with_districts(engine, tmp_path)


def written(frame, path, **how):
    """The frame as a map file of the kind its name says."""
    frame.to_file(path, **how)
    return path


def checked(engine, path, limits=None, **given):
    return check(engine, path, province="56", release=1, given=Given(**given), limits=limits)


def loaded(engine, path, **given):
    report = load(engine, path, province="56", release=1, given=Given(**{**OCHA, **given}))
    assert report.number, [p.message("en") for p in report.problems]
    return report


def codes(report):
    return [p.code for p in report.problems]


def asked(engine, question=boundaries.current, **picks):
    with engine.connect() as connection:
        return question(connection, release=1, province="56", **picks)


def outlines(report):
    return {code: shapely.from_geojson(text) for code, text in report.drawn.geometries.items()}


def as_shapefile(path, encoding="UTF-8", says=True, frame=COARSE):
    written(frame, path, encoding=encoding)
    if not says:
        path.with_suffix(".cpg").unlink()
    return path


def as_zip(path, frame=COARSE):
    """A zip as offices send them: in a folder, with what a Mac adds, and with subdistricts' points beside."""
    written(frame, path.with_suffix(".shp"))
    points = frame.set_geometry(frame.geometry.representative_point())
    written(points, path.with_name("points.shp"))
    with zipfile.ZipFile(path, "w") as packed:
        for part in path.parent.glob("*.*"):
            if part.suffix != ".zip":
                packed.write(part, f"ขอบเขต/{part.name}")
                packed.writestr(f"__MACOSX/ขอบเขต/._{part.name}", b"x")
    return path


def with_odd_cells(frame):
    """GeoJSON whose properties are of every kind, not all of them there."""
    whole = json.loads(frame.to_json())
    for n, feature in enumerate(whole["features"]):
        feature["properties"] |= {"validOn": "2022-01-22", "tags": [5601, 5602], "more": {"code": 5601}, "is_open": n % 2 == 0, "count": None if n % 3 else n}
    return json.dumps(whole).encode()


KINDS = {
    "geojson": lambda folder: written(COARSE, folder / "a.geojson"),
    "shapefile": lambda folder: as_shapefile(folder / "อำเภอ.shp"),
    "shapefile of Thai Windows": lambda folder: as_shapefile(folder / "a.shp", "cp874", says=False),
    "shapefile that hides its UTF-8": lambda folder: as_shapefile(folder / "a.shp", says=False),
    "zip": lambda folder: as_zip(folder / "a.zip"),
    "geopackage": lambda folder: written(COARSE, folder / "a.gpkg", layer="อำเภอ"),
    "in UTM": lambda folder: written(COARSE.to_crs(32647), folder / "a.shp"),
    "in Indian 1975": lambda folder: written(COARSE.to_crs(24047), folder / "a.gpkg"),
    "with dates, lists and gaps beside": lambda folder: broken(folder / "a.geojson", with_odd_cells(COARSE)),
    "by district code as a number": lambda folder: written(COARSE.assign(ADM2_PCODE=[float(c) for c in OFFICES]), folder / "a.gpkg"),
    "by Thai names of Thai Windows": lambda folder: as_shapefile(folder / "a.shp", "cp874", says=False, frame=COARSE[["ADM2_TH", "geometry"]]),
    "by Thai names in hidden UTF-8": lambda folder: as_shapefile(folder / "a.shp", says=False, frame=COARSE[["ADM2_TH", "geometry"]]),
    "by English names": lambda folder: written(COARSE[["geometry"]].assign(name=["Muang District", *(f"Amphoe {n}" for n in COARSE["ADM2_EN"][1:])]), folder / "a.geojson"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_gives_the_same_nine_outlines(place, tmp_path, kind):
    report = checked(place, KINDS[kind](tmp_path))
    assert (codes(report), report.areas, report.ignored) == ([], 9, 0)
    for shape, expected in zip(outlines(report).values(), COARSE.geometry, strict=True):
        assert shape.symmetric_difference(expected).area < 1e-4 * expected.area


def test_rows_of_other_provinces_are_left_and_counted_even_of_the_same_name(place, tmp_path):
    national = with_another_province(COARSE)
    by_code = checked(place, written(national, tmp_path / "a.gpkg"))
    by_name = checked(place, written(national[["ADM2_TH", "ADM1_TH", "geometry"]], tmp_path / "b.gpkg"))
    assert (by_code.column, by_code.areas, by_code.ignored, codes(by_code)) == ("ADM2_PCODE", 9, 2, [])
    assert (by_name.column, by_name.areas, by_name.ignored, codes(by_name)) == ("ADM2_TH", 9, 2, [])
    assert by_code.drawn.geometries == by_name.drawn.geometries


def test_fine_outlines_are_simplified_to_what_a_screen_can_fetch_and_neighbours_still_touch(place, tmp_path):
    report = checked(place, written(FINE, tmp_path / "a.geojson"))
    kept = outlines(report)
    assert report.drawn.points_in_file == shapely.get_num_coordinates(FINE.geometry.values).sum() > 3 * report.drawn.points_kept
    assert report.drawn.bytes == sum(map(len, report.drawn.geometries.values())) <= MOST_BYTES
    whole = shapely.union_all(list(kept.values()))
    assert whole.geom_type == "Polygon" and not whole.interiors  # no slit, no hole
    assert whole.area == pytest.approx(sum(shape.area for shape in kept.values()), rel=1e-12)  # and no overlap
    for (a, one), (b, other) in zip(kept.items(), list(kept.items())[1:], strict=False):
        if one.touches(other):
            assert shapely.shared_paths(one.exterior, other.exterior).geoms[1].length == pytest.approx(one.intersection(other).length), (a, b)
    assert all(kept[code].contains(shapely.Point(x, y)) for code, (_, _, x, y) in OFFICES.items())


def test_the_lines_are_no_further_from_the_file_s_than_is_said(place, tmp_path):
    report = checked(place, written(FINE, tmp_path / "a.geojson"))
    there = FINE.to_crs(32647)
    here = geopandas.GeoSeries(list(outlines(report).values()), crs=4326).to_crs(32647)
    moved = max(one.boundary.hausdorff_distance(other.boundary) for one, other in zip(there.geometry, here, strict=True))
    assert 1 < moved <= report.drawn.moved_metres + 1  # rounding to a hundred-thousandth of a degree is a metre


def test_slits_and_slips_of_a_few_metres_between_neighbours_are_closed(place, tmp_path):
    metric = COARSE.to_crs(32647)
    metric["geometry"] = [shape.buffer(5 if n % 2 else -5, join_style="mitre") for n, shape in enumerate(metric.geometry)]
    report = checked(place, written(metric, tmp_path / "a.gpkg"))
    whole = shapely.union_all(list(outlines(report).values()))
    assert not any(p.severity == "error" for p in report.problems)
    assert whole.geom_type == "Polygon" and not whole.interiors
    assert whole.area == pytest.approx(sum(shape.area for shape in outlines(report).values()), rel=1e-9)


def moved(frame, row, shape):
    """The frame with another shape in a row counted from 1."""
    shapes = [*frame.geometry[: row - 1], shape, *frame.geometry[row:]]
    return frame.set_geometry(shapes, crs=frame.crs)


def swapped(frame):
    return frame.set_geometry(shapely.transform(frame.geometry.values, lambda points: points[:, ::-1]), crs=frame.crs)


def without_crs(frame, path):
    """Written so that the file names no coordinate system."""
    written(frame, path)
    path.with_suffix(".prj").unlink()
    return path


def two_columns(frame):
    return frame.assign(OLD_CODE=[*frame["ADM2_PCODE"][1:], frame["ADM2_PCODE"][0]])


def bow_tie(shape):
    """A shape with a small loop hanging from its southernmost corner."""
    points = list(shape.exterior.coords)[:-1]
    lowest = min(range(len(points)), key=lambda n: points[n][1])
    x, y = points[lowest]
    return shapely.Polygon([*points[: lowest + 1], (x - 0.002, y - 0.002), (x + 0.002, y - 0.002), *points[lowest:]])


def with_islets(frame, count, side):
    """The outlines, the first with so many square islets far west of them, `side` degrees wide."""
    islets = [shapely.box(x, y, x + side, y + side) for x, y in ((98 + n % 40 / 30, 18 + n // 40 / 30) for n in range(count))]
    return moved(frame, 1, shapely.MultiPolygon([frame.geometry[0], *islets]))


def broken(path, content):
    path.write_bytes(content)
    return path


def without_part(path, suffix):
    written(COARSE, path)
    path.with_suffix(suffix).unlink()
    return path


def two_layers(path):
    written(COARSE, path, layer="ปี 2565")
    return written(COARSE, path, layer="ปี 2566")


WEST = shapely.box(99.9, 19, 99.99, 19.3)
LAKE = shapely.box(99.96, 19.26, 99.98, 19.28)
WRONG = {  # the one problem told → (the file, what is given beside it, what the message must name)
    "file_missing": (lambda f: f / "none.gpkg", {}, "none.gpkg"),
    "file_kind_unknown": (lambda f: broken(f / "a.gpkg", b"<OGRVRTDataSource/>"), {}, "a.gpkg"),
    "file_unreadable": (lambda f: broken(f / "a.geojson", b'{"type": "FeatureCollection", "features": [{'), {}, "a.geojson"),
    "shapefile_incomplete": (lambda f: without_part(f / "a.shp", ".dbf"), {}, ".dbf"),
    "no_areas": (lambda f: written(COARSE.set_geometry(COARSE.representative_point()), f / "a.gpkg"), {}, "a.gpkg"),
    "layer_unknown": (lambda f: two_layers(f / "a.gpkg"), {"layer": "ปี 2567"}, "ปี 2567"),
    "layer_ambiguous": (lambda f: two_layers(f / "a.gpkg"), {}, "ปี 2565, ปี 2566"),
    "crs_missing": (lambda f: without_crs(COARSE.to_crs(32647), f / "a.shp"), {}, "x 5"),
    "crs_assumed": (lambda f: without_crs(COARSE, f / "a.shp"), {}, "WGS84"),
    "axes_swapped": (lambda f: written(swapped(COARSE), f / "a.gpkg"), {}, "x 18.697"),
    "outside_thailand": (lambda f: written(COARSE.to_crs(32647).set_crs(32655, allow_override=True), f / "a.gpkg"), {}, "UTM zone 55N"),
    "column_unknown": (lambda f: written(COARSE, f / "a.gpkg"), {"column": "AMP"}, "AMP"),
    "code_column_missing": (lambda f: written(COARSE[["ADM1_TH", "geometry"]], f / "a.gpkg"), {}, "districts"),
    "code_columns_disagree": (lambda f: written(two_columns(COARSE), f / "a.gpkg"), {}, "ADM2_PCODE, OLD_CODE"),
    "districts_missing": (lambda f: written(COARSE[:8], f / "a.gpkg"), {}, "Phu Kamyao (5609)"),
    "district_repeated": (lambda f: written(COARSE.iloc[[0, 1, 1, *range(2, 9)]], f / "a.gpkg"), {}, "2, 3"),
    "district_unknown": (lambda f: written(with_another_province(COARSE).replace("TH5503", "TH5610"), f / "a.gpkg"), {}, "5610"),
    "geometry_missing": (lambda f: written(moved(COARSE, 4, None), f / "a.gpkg"), {}, "Chiang Muan (5604)"),
    "geometry_not_area": (lambda f: written(moved(COARSE, 4, COARSE.geometry[3].representative_point()), f / "a.geojson"), {}, "Point"),
    "geometry_repaired": (lambda f: written(moved(COARSE, 4, bow_tie(COARSE.geometry[3])), f / "a.gpkg"), {}, "Self-intersection"),
    "size_unbelievable": (lambda f: written(moved(COARSE, 4, shapely.Point(100.3059, 18.8897).buffer(0.002)), f / "a.gpkg"), {}, "0.15 km²"),
    "districts_overlap": (lambda f: written(moved(COARSE, 9, COARSE.geometry[8].union(COARSE.geometry[4].intersection(WEST))), f / "a.gpkg"), {}, "Phu Kamyao (5609)"),
    "overlap_cleaned": (lambda f: written(moved(COARSE, 9, COARSE.geometry[8].buffer(0.0008)), f / "a.gpkg"), {}, "Phu Kamyao (5609)"),
    "office_far": (lambda f: written(COARSE.assign(ADM2_PCODE=[*COARSE["ADM2_PCODE"][:7], "TH5609", "TH5608"]), f / "a.gpkg"), {"column": "ADM2_PCODE"}, "within that of Phu Sang"),
    "offices_elsewhere": (lambda f: written(COARSE.assign(ADM2_PCODE=[*COARSE["ADM2_PCODE"][1:], "TH5601"]), f / "a.gpkg"), {"column": "ADM2_PCODE"}, "9 of 9"),
    "land_uncovered": (lambda f: written(moved(COARSE, 9, COARSE.geometry[8].difference(LAKE)), f / "a.gpkg"), {}, "1 in number, 4.6"),
    "specks_dropped": (lambda f: written(with_islets(FINE, 100, 0.0001), f / "a.geojson"), {}, "100 specks"),
    "still_large": (lambda f: written(with_islets(COARSE, 800, 0.02), f / "a.geojson"), {}, "At most 60 kB"),
}
ELSEWHERE = {"file_too_large", "cannot_simplify"}  # a test of its own; no file is known that does it
MANY = {"overlap_cleaned", "office_far"}  # one for each pair or office


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_told_and_nothing_else(place, tmp_path, code):
    make, given, named = WRONG[code]
    report = checked(place, make(tmp_path), **given)
    assert set(codes(report)) == {code} and (len(report.problems) == 1 or code in MANY)
    assert any(named in p.message("en") + p.allowed("en") for p in report.problems), [p.message("en") for p in report.problems]
    assert report.is_refused == (TEXTS[code].severity == "error") == (report.drawn is None)


def test_another_kind_of_json_is_not_taken_though_the_reader_knows_it(place, tmp_path):
    topology = {"type": "Topology", "objects": {"a": {"type": "Polygon", "arcs": [[0]]}}, "arcs": [[[99.7, 19], [99.8, 19], [99.8, 19.1], [99.7, 19]]]}
    assert codes(checked(place, broken(tmp_path / "a.geojson", json.dumps(topology).encode()))) == ["file_kind_unknown"]


def test_every_problem_has_its_file():
    assert set(WRONG) | ELSEWHERE == set(TEXTS)


@pytest.mark.parametrize("code", TEXTS)
def test_every_problem_is_told_in_full_in_both_languages(code):
    words = TEXTS[code]
    used = {name for pair in (words.what, words.allowed, words.action) for said in pair for _, name, _, _ in Formatter().parse(said) if name}
    assert used - {"value"} == set(words.details)
    one = problem(code, row=3, column="ADM2_PCODE", value="ค่า", **dict.fromkeys(words.details, "7"))
    assert one.where("th") == "แถวที่ 3 คอลัมน์ ADM2_PCODE"
    for told in (one.message, one.allowed, one.action):
        assert told("th") and told("en") and "…" not in told("th") + told("en")
        assert any("ก" <= letter <= "๛" for letter in one.message("th")) and not any("ก" <= letter <= "๛" for letter in told("en").replace("ค่า", ""))


def test_all_that_is_wrong_is_told_at_once(place, tmp_path):
    frame = with_another_province(COARSE.iloc[[0, 1, 1, *range(2, 8)]]).replace("TH5503", "TH5610")
    frame = moved(frame, 6, shapely.box(100.2, 18.8, 100.205, 18.805))
    report = checked(place, written(moved(frame, 7, None), tmp_path / "a.gpkg"))
    assert codes(report) == ["districts_missing", "district_unknown", "district_repeated", "size_unbelievable", "geometry_missing", "office_far"]


def test_a_file_beyond_the_limit_is_not_opened(place, tmp_path):
    path = written(FINE, tmp_path / "a.geojson")
    assert codes(checked(place, path, limits=Limits(max_unzipped_mb=0))) == ["file_too_large"]
    assert codes(checked(place, as_zip(tmp_path / "b.zip", FINE), limits=Limits(max_unzipped_mb=0))) == ["file_too_large"]


def test_the_province_s_outline_is_a_level_of_its_own(own, tmp_path):
    whole = geopandas.GeoDataFrame({"ADM1_PCODE": ["TH56", "TH55"]}, geometry=[COARSE.union_all(), shapely.box(100.6, 18.7, 101.2, 19.75)], crs=4326)
    loaded(own, written(COARSE, tmp_path / "d.gpkg"))
    report = loaded(own, written(whole, tmp_path / "p.gpkg"), level="province")
    assert (report.number, report.areas, report.ignored) == (2, 1, 1)
    (row,) = asked(own, boundaries.outline).to_dict("records")
    assert (row["province_code"], row["number"]) == ("56", 2)
    assert set(asked(own)["number"]) == {1}


def test_a_load_is_kept_with_its_source_and_terms_and_an_earlier_one_stays(own, tmp_path):
    first, second = written(COARSE, tmp_path / "a.gpkg"), written(FINE, tmp_path / "b.gpkg")
    assert asked(own).empty and asked(own, boundaries.loads).empty
    loaded(own, first, note="ฉบับปี 2565")
    before = asked(own)
    assert loaded(own, second, source="จังหวัดพะเยา", terms="เผยแพร่ได้").number == 2
    now = asked(own)
    assert list(now["district_code"]) == list(OFFICES) and set(zip(now["number"], now["source"], now["terms"], strict=True)) == {(2, "จังหวัดพะเยา", "เผยแพร่ได้")}
    assert all(json.loads(text)["type"] == "Polygon" for text in now["geometry"])
    assert asked(own, number=1).equals(before)
    listed = asked(own, boundaries.loads)
    assert list(zip(listed["number"], listed["areas"], listed["is_current"], listed["note"], strict=True)) == [(2, 9, True, None), (1, 9, False, "ฉบับปี 2565")]
    with own.connect() as connection:
        assert releases.verify(connection) == [] and releases.latest(connection) == 1  # the chain of releases is not touched


def test_the_same_file_told_the_same_way_is_the_same_load(own, tmp_path):
    path = written(COARSE, tmp_path / "a.gpkg")
    assert loaded(own, path).is_new
    again = loaded(own, path)
    assert (again.number, again.is_new) == (1, False)
    assert loaded(own, path, terms="CC BY 4.0").number == 2


def stored(engine):
    with engine.connect() as connection:
        return [connection.scalar(select(func.count()).select_from(table)) for table in (boundary_load_table, boundary_table)]


@pytest.mark.parametrize("given", [{"source": " "}, {"terms": ""}])
def test_nothing_is_kept_without_source_and_terms(own, tmp_path, given):
    with pytest.raises(UsageError) as told:
        loaded(own, written(COARSE, tmp_path / "a.gpkg"), **given)
    assert told.value.code == "boundary_terms_needed" and stored(own) == [0, 0]


def test_a_refused_file_and_a_check_keep_nothing(own, tmp_path):
    assert load(own, written(COARSE[:8], tmp_path / "a.gpkg"), province="56", release=1, given=Given(**OCHA)).is_refused
    assert not checked(own, written(COARSE, tmp_path / "b.gpkg"), **OCHA).is_refused
    assert stored(own) == [0, 0]


FAILS_AT_THE_FIFTH = {
    "sqlite": ["CREATE TRIGGER full BEFORE INSERT ON boundary WHEN NEW.code = '5605' BEGIN SELECT RAISE(ABORT, 'disk full'); END"],
    "postgresql": ["CREATE FUNCTION full_disk() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'disk full'; END $$ LANGUAGE plpgsql",
                   "CREATE TRIGGER full_disk BEFORE INSERT ON boundary FOR EACH ROW WHEN (NEW.code = '5605') EXECUTE FUNCTION full_disk()"],
}


def test_a_load_that_fails_on_the_way_leaves_nothing_behind(own, tmp_path):
    with own.begin() as connection:
        for statement in FAILS_AT_THE_FIFTH[own.dialect.name]:
            connection.execute(text(statement))
    with pytest.raises(DatabaseError, match="disk full"):
        loaded(own, written(COARSE, tmp_path / "a.gpkg"))
    assert stored(own) == [0, 0]


def test_without_districts_in_the_setup_there_is_nothing_to_hold_a_file_against(engine, tmp_path):
    with pytest.raises(UsageError) as told:
        checked(engine, written(COARSE, tmp_path / "a.gpkg"))
    assert told.value.code == "boundary_no_districts"


def test_a_screen_sees_a_new_load_at_once(own, tmp_path):
    def page():
        import streamlit

        from dashboard.ask import ask, begin

        begin()
        found = ask("boundaries.current")
        streamlit.text(f"{len(found)} {set(found['number'])}")

    serving.begin(own.url.render_as_string(hide_password=False))
    try:
        app = AppTest.from_function(page, default_timeout=60)
        seen = [app.run().text[0].value]
        for number, frame in enumerate((COARSE, FINE)):
            loaded(own, written(frame, tmp_path / f"{number}.gpkg"))
            seen.append(app.run().text[0].value)
    finally:
        serving.begin("")
    assert not app.exception and seen == ["0 set()", "9 {1}", "9 {2}"]

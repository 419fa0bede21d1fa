"""From the shapes of a file to outlines that are right and fit for a screen: placed, repaired, judged, simplified."""

import json
import math
from dataclasses import dataclass, replace

import geopandas
import numpy
import shapely
from pyproj.exceptions import ProjError

from queries.boundary_files.match import Area, Office, named
from queries.boundary_files.problems import Problem, problem

WGS84 = "EPSG:4326"
LONGITUDES, LATITUDES = (97, 106), (5, 21)  # of Thailand, as the sheet of districts allows
SIZES = {"district": (1, 6_000), "province": (300, 26_000)}  # km²: Samphanthawong has 1.4, Umphang 4,325; Samut Songkhram 416, Nakhon Ratchasima 20,736
OFFICE_WITHIN_KM = 3
OVERLAP_TOLD_KM2, OVERLAP_REFUSED = 0.1, 0.05  # of the smaller of the two
GAP_METRES = 30  # narrower slits between neighbours are slips of drawing, not land
SNAPS = (-1, 1, 3, 5, 10, 15, 20, 30)  # metres within which corners become one, as few as close the slits; -1 is a hair's breadth
MOST_BYTES = 60_000  # of all outlines together, as GeoJSON
TOLERANCES = (0, 10, 20, 35, 50, 75, 100, 150, 200, 300, 450, 700, 1000)  # metres
DECIMALS = 5  # of a degree: a metre


@dataclass(frozen=True)
class Drawn:
    """Outlines as they are kept, and what became of their lines."""

    geometries: dict[str, str]  # code → GeoJSON
    points_in_file: int
    points_kept: int
    moved_metres: int
    problems: tuple[Problem, ...] = ()

    @property
    def bytes(self) -> int:
        """How much a screen has to fetch."""
        return sum(len(text) for text in self.geometries.values())


def drawn(shapes: geopandas.GeoDataFrame, areas: dict[str, Area], level: str) -> Drawn:
    """The outlines of one row an area (indexed by code, `row` its place in the file); none where an area is lacking or a problem is an error."""
    problems = _not_areas(shapes, areas)
    usable = shapes[~shapes.index.isin([code for code, _ in problems])]
    told = [p for _, p in problems]
    placed, where = _placed(usable)
    told += where
    if placed is None or placed.empty:
        return Drawn({}, 0, 0, 0, tuple(told))
    metric = placed.to_crs(placed.estimate_utm_crs())
    metric, repaired = _repaired(metric, areas)
    told += [*repaired, *_sizes(metric, areas, level), *_offices(metric, areas), *_overlaps(metric, areas)]
    if len(metric) < len(areas) or any(p.severity == "error" for p in told):
        return Drawn({}, 0, 0, 0, tuple(told))
    return _simplified(metric, shapely.get_num_coordinates(placed.geometry.values).sum(), tuple(told))


def _not_areas(shapes: geopandas.GeoDataFrame, areas: dict[str, Area]) -> list[tuple[str, Problem]]:
    """Rows without a shape, or with points and lines for one, by code."""
    found = []
    for code, shape in shapes.geometry.items():
        row = int(shapes.loc[code, "row"])
        if shape is None or shape.is_empty:
            found.append((code, problem("geometry_missing", row=row, **named(areas[code]))))
        elif _areas_of(shape).is_empty:
            found.append((code, problem("geometry_not_area", row=row, kind=shape.geom_type, **named(areas[code]))))
    return found


def _areas_of(shape):
    """The polygons of a shape, whatever else it is made of."""
    parts = [p for p in shapely.get_parts(shapely.get_parts(shape)) if p.geom_type == "Polygon"]
    return shapely.multipolygons(parts) if parts else shapely.Polygon()


def _placed(shapes: geopandas.GeoDataFrame) -> tuple[geopandas.GeoDataFrame | None, list[Problem]]:
    """The shapes in longitude and latitude, flat; None with a problem where nobody can say where they lie."""
    if shapes.empty:
        return shapes, []
    shapes = shapes.set_geometry([_areas_of(shapely.force_2d(shape)) for shape in shapes.geometry], crs=shapes.crs)
    bounds, problems = shapes.total_bounds, []
    if _is_swapped(bounds) and (shapes.crs is None or shapes.crs.is_geographic):
        return None, [problem("axes_swapped", value=_said(bounds))]
    if shapes.crs is None:
        if not _is_in_thailand(bounds):
            return None, [problem("crs_missing", value=_said(bounds))]
        problems = [problem("crs_assumed", value=_said(bounds))]
        shapes = shapes.set_crs(WGS84)
    named_crs = shapes.crs.name
    try:
        shapes = shapes.to_crs(WGS84)
    except ProjError:
        return None, [problem("outside_thailand", value=_said(bounds), crs=named_crs)]
    if not _is_in_thailand(shapes.total_bounds):
        return None, [problem("outside_thailand", value=_said(shapes.total_bounds), crs=named_crs)]
    return shapes, problems


def _is_in_thailand(bounds) -> bool:
    west, south, east, north = bounds
    return LONGITUDES[0] <= west <= east <= LONGITUDES[1] and LATITUDES[0] <= south <= north <= LATITUDES[1]


def _is_swapped(bounds) -> bool:
    return _is_in_thailand((bounds[1], bounds[0], bounds[3], bounds[2]))


def _said(bounds) -> str:
    west, south, east, north = (f"{value:,.5g}" if abs(value) < 1000 else f"{value:,.0f}" for value in bounds)
    return f"x {west} – {east}, y {south} – {north}"


def _repaired(metric: geopandas.GeoDataFrame, areas: dict[str, Area]) -> tuple[geopandas.GeoDataFrame, list[Problem]]:
    """All shapes valid, and what was repaired."""
    shapes, problems = [], []
    for code, shape in metric.geometry.items():
        sound = shape
        if not shape.is_valid:
            sound = _areas_of(shapely.make_valid(shape, method="structure", keep_collapsed=False))
            reason = shapely.is_valid_reason(shape).partition("[")[0].strip()
            change = (sound.area - shape.area) / 1e6
            problems.append(problem("geometry_repaired", row=int(metric.loc[code, "row"]), reason=reason, change=f"{change:+,.2f}", **named(areas[code])))
        shapes.append(sound)
    return metric.set_geometry(shapes, crs=metric.crs), problems


def _sizes(metric: geopandas.GeoDataFrame, areas: dict[str, Area], level: str) -> list[Problem]:
    smallest, largest = SIZES[level]
    sizes = (metric.area / 1e6).items()
    return [problem("size_unbelievable", row=int(metric.loc[code, "row"]), km2=f"{size:,.2f}", smallest=f"{smallest:,}", largest=f"{largest:,}", **named(areas[code]))
            for code, size in sizes if not smallest <= size <= largest]


def _offices(metric: geopandas.GeoDataFrame, areas: dict[str, Area]) -> list[Problem]:
    """District offices that stand outside their own boundary; most of them: the file is of elsewhere, or its codes are mixed up."""
    placed = [(code, office) for code in metric.index for office in areas[code].offices]
    points = geopandas.GeoSeries.from_xy([o.longitude for _, o in placed], [o.latitude for _, o in placed], crs=WGS84).to_crs(metric.crs)
    far = []
    for (code, office), point in zip(placed, points, strict=True):
        if (distance := metric.geometry[code].distance(point) / 1000) > OFFICE_WITHIN_KM:
            within = next((areas[other] for other, shape in metric.geometry.items() if shape.contains(point)), None)
            far.append((office, _office_far(office, distance, within, int(metric.loc[code, "row"]))))
    if len(far) * 2 > len(placed):
        th, en = (", ".join(office[n] for office, _ in far) for n in (0, 1))
        return [problem("offices_elsewhere", districts_th=th, districts_en=en, found=len(far), expected=len(placed), limit=OFFICE_WITHIN_KM)]
    return [told for _, told in far]


def _office_far(office: Office, distance: float, within: Area | None, row: int) -> Problem:
    where = {"within_th": f" อยู่ในขอบเขตของ{within.name_th}", "within_en": f", within that of {within.name_en}"} if within else {"within_th": "", "within_en": ""}
    return problem("office_far", row=row, distance=f"{distance:,.1f}", limit=OFFICE_WITHIN_KM, district_th=office.name_th, district_en=office.name_en, **where)


def _overlaps(metric: geopandas.GeoDataFrame, areas: dict[str, Area]) -> list[Problem]:
    """Pairs of areas that claim the same land: much of it is refused, a little is told."""
    codes, shapes, found = list(metric.index), metric.geometry.values, []
    for a, b in zip(*shapely.STRtree(shapes).query(shapes, predicate="intersects"), strict=True):
        if a >= b:
            continue
        common = shapes[a].intersection(shapes[b]).area
        share = common / min(shapes[a].area, shapes[b].area)
        if share > OVERLAP_REFUSED or common / 1e6 >= OVERLAP_TOLD_KM2:
            found.append(_overlap(areas[codes[a]], areas[codes[b]], int(metric.loc[codes[a], "row"]), common / 1e6, share))
    return found


def _overlap(one: Area, other: Area, row: int, km2: float, share: float) -> Problem:
    told = {"other_th": other.said[0], "other_en": other.said[1], "km2": f"{km2:,.2f}", **named(one)}
    if share > OVERLAP_REFUSED:
        return problem("districts_overlap", row=row, percent=f"{share * 100:.1f}", **told)
    return problem("overlap_cleaned", row=row, **told)


def _simplified(metric: geopandas.GeoDataFrame, points_in_file: int, told: tuple[Problem, ...]) -> Drawn:
    """The finest outlines that a screen can fetch quickly. Neighbours are simplified as one, so that their common line stays common."""
    as_filed = metric.geometry.values
    clean = _closed(as_filed)
    told = (*told, *_uncovered(clean))
    best = None
    for tolerance in TOLERANCES:
        kept, specks = _without_specks(clean, tolerance)
        kept = shapely.coverage_simplify(kept, tolerance) if tolerance else kept
        geometries = _rounded(kept, metric.crs)
        if not shapely.is_valid(geometries).all() or not shapely.coverage_is_valid(geometries):
            continue
        best = tolerance, kept, specks, geometries, _texts(metric.index, geometries)
        if sum(map(len, best[-1].values())) <= MOST_BYTES:
            break
    if best is None:
        return Drawn({}, 0, 0, 0, (*told, problem("cannot_simplify")))
    tolerance, kept, specks, geometries, texts = best
    moved = _moved(_without_specks(as_filed, tolerance)[0], kept)
    outcome = Drawn(texts, int(points_in_file), int(shapely.get_num_coordinates(geometries).sum()), moved)
    return replace(outcome, problems=(*told, *_given_up(outcome, specks)))


def _given_up(outcome: Drawn, specks: list[float]) -> list[Problem]:
    """What was left out, and whether the outlines are still more than a screen fetches quickly."""
    found = [problem("specks_dropped", value=len(specks), area=f"{sum(specks) / 1e6:,.2f}")] if specks else []
    if outcome.bytes > MOST_BYTES:
        found.append(problem("still_large", value=math.ceil(outcome.bytes / 1000), limit=MOST_BYTES // 1000))
    return found


def _closed(shapes):
    """Neighbours with one line between them: slits closed, overlaps given to whom they border longest."""
    if shapely.coverage_is_valid(shapes, gap_width=GAP_METRES):
        return shapes
    tried = (shapely.coverage_clean(shapes, gap_width=GAP_METRES, snapping_distance=distance) for distance in SNAPS)
    first = next(tried)
    return next((one for one in (first, *tried) if shapely.coverage_is_valid(one, gap_width=GAP_METRES)), first)


def _uncovered(shapes) -> list[Problem]:
    """Land within the province that no area covers: a lake, or a gap that is too wide to be a slip of drawing."""
    whole = shapely.union_all(shapes)
    sizes = [shapely.Polygon(ring).area / 1e6 for part in shapely.get_parts(whole) for ring in part.interiors]
    return [problem("land_uncovered", value=len(sizes), area=f"{sum(sizes):,.2f}")] if sizes else []


def _without_specks(shapes, tolerance: int) -> tuple[numpy.ndarray, list[float]]:
    """Without islands smaller than a square of twice the tolerance, which simplifying would leave as triangles; and their areas in m².

    The largest part of an area stays, and so does a part that borders on another area: without it a hole would open."""
    parts, whose = shapely.get_parts(shapes, return_index=True)
    sizes = shapely.area(parts)
    largest = {numpy.flatnonzero(whose == n)[sizes[whose == n].argmax()] for n in range(len(shapes))}
    small = numpy.array([n for n in numpy.flatnonzero(sizes < (2 * tolerance) ** 2) if n not in largest], dtype=int)
    asked, met = shapely.STRtree(parts).query(parts[small], predicate="intersects")
    touched = {small[n] for n, other in zip(asked, met, strict=True) if whose[small[n]] != whose[other]}
    dropped = [n for n in small if n not in touched]
    kept = numpy.setdiff1d(numpy.arange(len(parts)), dropped)
    return shapely.multipolygons(parts[kept], indices=whose[kept]), [float(sizes[n]) for n in dropped]


def _rounded(shapes, crs):
    """Back in longitude and latitude, to a metre; the outer ring of a polygon counter-clockwise, as GeoJSON wants it."""
    there = geopandas.GeoSeries(shapes, crs=crs).to_crs(WGS84).values
    return shapely.orient_polygons(shapely.transform(there, lambda points: points.round(DECIMALS)), exterior_cw=False)


def _texts(codes, geometries) -> dict[str, str]:
    return {code: json.dumps(json.loads(shapely.to_geojson(_plain(shape))), separators=(",", ":")) for code, shape in zip(codes, geometries, strict=True)}


def _plain(shape):
    """A Polygon where one part is all there is."""
    return shape.geoms[0] if shapely.get_num_geometries(shape) == 1 else shape


def _moved(before, after) -> int:
    """How far a corner of the file's lines is from the line that is kept, at most; in metres, rounded up."""
    farthest = 0.0
    for one, other in zip(before, after, strict=True):
        lines = shapely.boundary(other)
        shapely.prepare(lines)
        farthest = max(farthest, shapely.distance(shapely.points(shapely.get_coordinates(shapely.boundary(one))), lines).max())
    return math.ceil(farthest)

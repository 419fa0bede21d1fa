"""Invented outlines of Phayao's nine districts: each the land nearest to its district office, in a box round all of them, with
wavy lines of many corners. No real boundary: only the offices stand where the sample has them.
"""

import geopandas
import numpy
import shapely
from shapely.ops import polygonize

OFFICES = {  # code: (Thai name, English name, longitude, latitude), as in the sample
    "5601": ("เมืองพะเยา", "Mueang Phayao", 99.8788, 19.192),
    "5602": ("จุน", "Chun", 100.1348, 19.337),
    "5603": ("เชียงคำ", "Chiang Kham", 100.3, 19.5233),
    "5604": ("เชียงม่วน", "Chiang Muan", 100.3059, 18.8897),
    "5605": ("ดอกคำใต้", "Dok Khamtai", 99.9934, 19.1624),
    "5606": ("ปง", "Pong", 100.2752, 19.1493),
    "5607": ("แม่ใจ", "Mae Chai", 99.7878, 19.3766),
    "5608": ("ภูซาง", "Phu Sang", 100.3244, 19.599),
    "5609": ("ภูกามยาว", "Phu Kamyao", 99.9701, 19.2705),
}
BOX = shapely.box(99.6, 18.7, 100.6, 19.75)
ACROSS = shapely.box(100.6, 18.7, 101.2, 19.75)  # a neighbouring province


def wavy(shape, step: float = 0.0008):
    """The lines of a shape with a corner every `step` degrees, shaken by an amount that only depends on the place."""
    def shaken(points):
        x, y = points[:, 0], points[:, 1]
        away = 0.003 * numpy.sin(100 * x + 30 * y) + 0.0002 * numpy.sin(1000 * x - 700 * y)
        return numpy.column_stack([x + away, y - away]).round(7)

    return shapely.transform(shapely.segmentize(shape, step), shaken)


def districts(step: float = 0.0008) -> geopandas.GeoDataFrame:
    """One row a district in order of code: ADM2_PCODE, ADM2_TH, ADM2_EN, ADM1_PCODE, ADM1_TH; WGS84, neighbours with one line between them."""
    points = shapely.multipoints([(x, y) for *_, x, y in OFFICES.values()])
    cells = shapely.get_parts(shapely.voronoi_polygons(points, extend_to=BOX))
    faces = list(polygonize(wavy(shapely.unary_union([shapely.boundary(cell.intersection(BOX)) for cell in cells]), step)))
    rows = [{"ADM2_PCODE": f"TH{code}", "ADM2_TH": th, "ADM2_EN": en, "ADM1_PCODE": "TH56", "ADM1_TH": "พะเยา",
             "geometry": next(face for face in faces if face.contains(shapely.Point(x, y)))} for code, (th, en, x, y) in OFFICES.items()]
    return geopandas.GeoDataFrame(rows, crs="EPSG:4326")


def with_another_province(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The same among two districts of the province across the line, one of them with a name that Phayao has too."""
    west, south, east, north = ACROSS.bounds
    others = [("TH5503", "ปง", "Pong", shapely.box(west, south, east, 19.2)), ("TH5504", "บ้านหลวง", "Ban Luang", shapely.box(west, 19.2, east, north))]
    rows = [{"ADM2_PCODE": code, "ADM2_TH": th, "ADM2_EN": en, "ADM1_PCODE": "TH55", "ADM1_TH": "น่าน", "geometry": shape} for code, th, en, shape in others]
    whole = [*rows[:1], *frame.to_dict("records"), *rows[1:]]
    return geopandas.GeoDataFrame(whole, crs=frame.crs)

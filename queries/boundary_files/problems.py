"""What can be wrong with a file of boundaries, in Thai and English. To add a problem, add one entry to TEXTS.

`row` is the feature's place in the file, counted from 1, as the attribute table of a map program counts; `column` its attribute.
"""

from dataclasses import dataclass

from queries.workbook import problems as workbook
from queries.workbook.problems import Words

_KINDS = ("GeoJSON, shapefile (.shp หรือ .zip ที่รวม .shp .shx .dbf .prj) หรือ GeoPackage (.gpkg)", "GeoJSON, a shapefile (.shp, or a .zip of .shp .shx .dbf .prj) or GeoPackage (.gpkg)")
_AGAIN = ("ส่งออกจากโปรแกรมแผนที่ใหม่ แล้วสั่งอีกครั้ง", "Export it again from the map program, then repeat the command")
_AREAS = ("อำเภอละหนึ่งแถว ครบทุกอำเภอของจังหวัด", "One row a district, for every district of the province")

_FILE_TEXTS = {
    "file_missing": Words("error", ("ไม่พบไฟล์ {value}", "There is no file {value}"), _KINDS, ("ตรวจชื่อไฟล์และโฟลเดอร์", "Check the name and the folder"), refuses_reading=True),
    "file_kind_unknown": Words("error", ("{value} ไม่ใช่ไฟล์แผนที่ที่รู้จัก", "{value} is no map file that is known"), _KINDS, _AGAIN, refuses_reading=True),
    "file_too_large": Words("error", ("{value} ใหญ่ {size} MB", "{value} is of {size} MB"), ("ไม่เกิน {limit} MB ({setting})", "At most {limit} MB ({setting})"), ("ตัดให้เหลือเฉพาะจังหวัด หรือตั้งค่า {setting}", "Cut it down to the province, or raise {setting}"), ("size", "limit", "setting"), refuses_reading=True),
    "file_unreadable": Words("error", ("อ่าน {value} ไม่ได้: {reason}", "{value} cannot be read: {reason}"), _KINDS, _AGAIN, ("reason",), refuses_reading=True),
    "shapefile_incomplete": Words("error", ("shapefile {value} ขาดไฟล์ {missing}", "The shapefile {value} lacks {missing}"), (".shp .shx .dbf อยู่ด้วยกัน ควรมี .prj ด้วย", ".shp .shx .dbf side by side, better with .prj"), ("นำทุกไฟล์ของชุดมาไว้ด้วยกัน หรือใช้ .zip ที่รวมครบ", "Bring all parts together, or use a .zip that holds them all"), ("missing",), refuses_reading=True),
    "no_areas": Words("error", ("{value} ไม่มีชั้นข้อมูลที่เป็นพื้นที่", "{value} holds no layer of areas"), ("ชั้นข้อมูลรูปหลายเหลี่ยม (Polygon)", "A layer of polygons"), ("ใช้ไฟล์ขอบเขตอำเภอ ไม่ใช่จุดหรือเส้น", "Use a file of district boundaries, not of points or lines"), refuses_reading=True),
    "layer_unknown": Words("error", ("ไม่มีชั้นข้อมูลชื่อ {value}", "There is no layer {value}"), ("มี: {layers}", "There are: {layers}"), ("ระบุ --layer ใหม่", "Give another --layer"), ("layers",)),
    "layer_ambiguous": Words("error", ("หลายชั้นข้อมูลในไฟล์ใช้ได้เท่ากัน: {value}", "Several layers of the file would do: {value}"), ("ชั้นข้อมูลเดียว", "One layer"), ("เลือกด้วย --layer ชื่อชั้น", "Choose with --layer NAME")),
}
_PLACE_TEXTS = {
    "crs_missing": Words("error", ("ไฟล์ไม่บอกระบบพิกัด และค่าพิกัด {value} ไม่ใช่ลองจิจูด ละติจูดในประเทศไทย", "The file names no coordinate system, and {value} are not longitude and latitude in Thailand"), (".prj หรือระบบพิกัดในไฟล์ เช่น EPSG:4326, EPSG:32647", "A .prj, or the system named within the file: EPSG:4326, EPSG:32647"), ("ขอไฟล์ .prj จากเจ้าของข้อมูล หรือกำหนดระบบพิกัดในโปรแกรมแผนที่แล้วส่งออกใหม่", "Ask the owner for the .prj, or set the system in a map program and export again")),
    "crs_assumed": Words("warning", ("ไฟล์ไม่บอกระบบพิกัด ถือเป็น WGS84 เพราะพิกัด {value} อยู่ในประเทศไทย", "The file names no coordinate system; taken as WGS84, for {value} lie in Thailand"), ("ระบบพิกัดที่ไฟล์บอกเอง", "A system the file names itself"), ("ยืนยันกับเจ้าของข้อมูล หากเป็น Indian 1975 เส้นจะคลาดราว 400 เมตร", "Confirm with the owner: were it Indian 1975, lines would be some 400 metres off")),
    "axes_swapped": Words("error", ("พิกัดสลับแกน: {value} เป็นละติจูดก่อนลองจิจูด", "The axes are swapped: {value} have latitude before longitude"), ("ลองจิจูด (97–106) ก่อนละติจูด (5–21)", "Longitude (97–106) before latitude (5–21)"), ("สลับแกนในโปรแกรมแผนที่แล้วส่งออกใหม่", "Swap the axes in a map program and export again")),
    "outside_thailand": Words("error", ("แปลงจาก {crs} แล้วพิกัดเป็น {value} ซึ่งอยู่นอกประเทศไทย", "Converted from {crs}, the coordinates are {value}: not in Thailand"), ("ลองจิจูด 97–106 ละติจูด 5–21 หรือระบบพิกัดที่แปลงแล้วอยู่ในช่วงนี้", "Longitude 97–106, latitude 5–21, or a system that converts to these"), ("ตรวจว่าระบบพิกัดที่ไฟล์บอกตรงกับค่าพิกัดจริง (UTM 47N คือ EPSG:32647)", "See that the system named is that of the figures (UTM 47N is EPSG:32647)"), ("crs",)),
}
_ROW_TEXTS = {
    "column_unknown": Words("error", ("ไฟล์ไม่มีคอลัมน์ {value}", "The file has no column {value}"), ("มี: {columns}", "There are: {columns}"), ("ระบุ --code-column ใหม่", "Give another --code-column"), ("columns",)),
    "code_column_missing": Words("error", ("ไม่มีคอลัมน์ใดมีรหัสหรือชื่อของ{level}", "No column holds the codes or names of the {level}"), ("รหัสราชการ ({example}) รหัส P-code (TH{example}) หรือชื่อภาษาไทยหรืออังกฤษ คอลัมน์ในไฟล์: {columns}", "Official codes ({example}), P-codes (TH{example}), or names in Thai or English. Columns of the file: {columns}"), ("ตรวจว่าเป็นไฟล์ของจังหวัดนี้และระดับนี้ หรือเพิ่มคอลัมน์รหัส", "See that the file is of this province and level, or add a column of codes"), ("level", "example", "columns")),
    "code_columns_disagree": Words("error", ("คอลัมน์ {value} มีรหัสครบเท่ากันแต่ไม่ตรงกัน", "The columns {value} hold equally many codes but differ"), ("คอลัมน์รหัสเดียว", "One column of codes"), ("เลือกด้วย --code-column ชื่อคอลัมน์", "Choose with --code-column NAME")),
    "districts_missing": Words("error", ("พบ {found} จาก {expected} พื้นที่ ขาด: {districts}", "{found} of {expected} areas are there; missing: {districts}"), _AREAS, ("เพิ่มพื้นที่ที่ขาด หรือใช้ไฟล์ที่ครบ", "Add what is missing, or use a file that has all"), ("districts", "found", "expected")),
    "district_repeated": Words("error", ("{district} มี {count} แถว ({rows})", "{district} has {count} rows ({rows})"), _AREAS, ("ใช้ชั้นข้อมูลระดับที่ถูกต้อง (ไม่ใช่ตำบล) หรือรวมแถวเดียวกัน (dissolve) ถ้าชื่อซ้ำกับจังหวัดอื่นให้ใช้คอลัมน์รหัส", "Use the layer of the right level (not subdistricts), or dissolve the rows into one; where another province has the same name, use a column of codes"), ("district", "count", "rows")),
    "district_unknown": Words("error", ("{value} เป็นพื้นที่ของจังหวัด แต่ข้อมูลตั้งต้นไม่มี", "{value} is of the province, but the setup does not have it"), ("พื้นที่ในแผ่นงานอำเภอ: {known}", "Those of the sheet of districts: {known}"), ("เพิ่มในแผ่นงานอำเภอก่อน หรือใช้ไฟล์ของปีที่ตรงกัน", "Add it to the sheet of districts first, or use a file of the same year"), ("known",)),
    "geometry_missing": Words("error", ("{district} ไม่มีรูปพื้นที่", "{district} has no shape"), ("รูปหลายเหลี่ยม", "A polygon"), _AGAIN, ("district",)),
    "geometry_not_area": Words("error", ("{district} เป็น {kind} ไม่ใช่พื้นที่", "{district} is a {kind}, not an area"), ("Polygon หรือ MultiPolygon", "Polygon or MultiPolygon"), ("ใช้ชั้นข้อมูลขอบเขต ไม่ใช่จุดหรือเส้น", "Use the layer of boundaries, not of points or lines"), ("district", "kind")),
    "geometry_repaired": Words("warning", ("ซ่อมรูปของ {district} ({reason}) พื้นที่เปลี่ยน {change} ตร.กม.", "The shape of {district} was repaired ({reason}); its area changed by {change} km²"), ("รูปที่เส้นไม่ตัดกันเอง", "A shape whose line does not cross itself"), ("ดูบนแผนที่ว่ายังถูกต้อง", "See on the map that it is still right"), ("district", "reason", "change")),
    "size_unbelievable": Words("error", ("{district} มีพื้นที่ {km2} ตร.กม.", "{district} has an area of {km2} km²"), ("{smallest}–{largest} ตร.กม.", "{smallest}–{largest} km²"), ("ตรวจระดับของไฟล์ ระบบพิกัด และหน่วย", "Check the level of the file, its coordinate system and units"), ("district", "km2", "smallest", "largest")),
    "districts_overlap": Words("error", ("{district} กับ {other} ทับกัน {km2} ตร.กม. (ร้อยละ {percent} ของพื้นที่ที่เล็กกว่า)", "{district} and {other} overlap by {km2} km² ({percent} % of the smaller)"), ("ทับกันไม่เกินร้อยละ 5", "At most 5 % of overlap"), ("แก้เส้นร่วมในโปรแกรมแผนที่", "Correct the common line in a map program"), ("district", "other", "km2", "percent")),
    "overlap_cleaned": Words("warning", ("{district} กับ {other} ทับกัน {km2} ตร.กม. ให้ฝ่ายที่มีเส้นร่วมยาวกว่าแล้ว", "{district} and {other} overlapped by {km2} km², given to whom it borders longest"), ("พื้นที่ไม่ทับกัน", "Areas that do not overlap"), ("แจ้งเจ้าของข้อมูล", "Tell the owner of the data"), ("district", "other", "km2")),
    "office_far": Words("warning", ("ที่ว่าการอำเภอ{district} อยู่นอกขอบเขตของตน {distance} กม.{within}", "The district office of {district} is {distance} km outside its own boundary{within}"), ("ในขอบเขต หรือห่างไม่เกิน {limit} กม.", "Within it, or at most {limit} km away"), ("ตรวจรหัสในไฟล์ และพิกัดที่ว่าการในแผ่นงานอำเภอ", "Check the code in the file, and the office's place in the sheet of districts"), ("district", "distance", "limit", "within")),
    "offices_elsewhere": Words("error", ("ที่ว่าการ {found} จาก {expected} แห่งอยู่นอกขอบเขตของตน: {districts}", "{found} of {expected} district offices are outside their own boundary: {districts}"), ("ที่ว่าการอยู่ในขอบเขตของตน หรือห่างไม่เกิน {limit} กม.", "An office within its own boundary, or at most {limit} km away"), ("รหัสอาจสลับกันหรือเป็นไฟล์ของที่อื่น ตรวจคอลัมน์รหัสและระบบพิกัด", "Codes may be mixed up, or the file is of elsewhere: check the column of codes and the coordinate system"), ("districts", "found", "expected", "limit")),
    "specks_dropped": Words("warning", ("ไม่เก็บเกาะเล็ก {value} แห่ง รวม {area} ตร.กม. เพราะเล็กกว่าที่จอแสดงได้", "{value} specks of {area} km² in all are left out: smaller than a screen can show"), ("ขอบเขตที่แสดงบนจอได้", "Outlines that a screen can show"), ("ใช้ไฟล์เดิมในงานที่ต้องการความละเอียด", "Use the file itself where detail matters"), ("area",)),
    "land_uncovered": Words("warning", ("ภายในจังหวัดมีที่ว่าง {value} แห่ง รวม {area} ตร.กม. ที่ไม่อยู่ในพื้นที่ใด", "Land within the province belongs to no area: {value} in number, {area} km² in all"), ("แหล่งน้ำ หรือพื้นที่ที่อยู่ติดกันสนิท", "A lake, or neighbours without a gap"), ("ดูบนแผนที่ว่าเป็นแหล่งน้ำจริง มิฉะนั้นแก้เส้นร่วมในโปรแกรมแผนที่", "See on the map that it is water; else correct the common lines in a map program"), ("area",)),
    "still_large": Words("warning", ("ลดจุดแล้วยังมี {value} kB", "Simplified, it still has {value} kB"), ("ไม่เกิน {limit} kB เพื่อให้หน้าจอเปิดเร็ว", "At most {limit} kB, so that screens open quickly"), ("ใช้ไฟล์ที่ละเอียดน้อยกว่า ถ้าหน้าจอช้า", "Use a coarser file if screens are slow"), ("limit",)),
    "cannot_simplify": Words("error", ("ลดจุดของขอบเขตไม่ได้โดยไม่ทำให้รูปเสีย", "The outlines cannot be simplified without breaking a shape"), ("ขอบเขตที่ไม่ทับกันและเส้นไม่ตัดกันเอง", "Outlines that neither overlap nor cross themselves"), ("ซ่อมรูปในโปรแกรมแผนที่ (Fix geometries) แล้วส่งออกใหม่", "Repair it in a map program (Fix geometries) and export again")),
}
TEXTS: dict[str, Words] = {**_FILE_TEXTS, **_PLACE_TEXTS, **_ROW_TEXTS}


@dataclass(frozen=True, slots=True)
class Problem(workbook.Problem):
    """A problem of a file of boundaries, told like one of a workbook."""

    @property
    def words(self) -> Words:
        """What there is to say about it."""
        return TEXTS[self.code]


def problem(code: str, /, *, row: int = 0, column: str = "", value: object = "", **details: object) -> Problem:
    """A problem with its details given by name, all turned into text."""
    return Problem(code, "", row, column, str(value), tuple((name, str(text)) for name, text in details.items()))

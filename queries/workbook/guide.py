"""The words of a blank workbook: its guide sheet, its about sheet and what a heading says when the pointer rests on it."""

from decimal import Decimal

from queries.tables import CHOICES, TABLES
from queries.tables.spec import Column, Table

KINDS = {"setup": "ข้อมูลตั้งต้น", "monthly": "ข้อมูลรายเดือน"}
SUBJECTS = {
    "place": ("พื้นที่", "#6B7280"), "network": ("เครือข่าย", "#1F5FA8"), "contract": ("สัญญา", "#7A4FA3"),
    "programme": ("แผนงานและโครงการ", "#1B7F5C"), "budget": ("งบประมาณ", "#B26A00"),
    "deliverables": ("งานส่งมอบ", "#B3261E"), "indicators": ("ตัวชี้วัด", "#0F7C8A"),
    "participation": ("การมีส่วนร่วม", "#8A5A2B"),
}
# What to write beside each fact of the about sheet, where the field's own meaning is not enough.
ABOUT_MORE = {
    "as_of": "มักเป็นวันสิ้นเดือน เช่น 31 พ.ค. 2568", "province_code": "รหัสสองหลักของกรมการปกครอง เช่น 56 คือจังหวัดพะเยา",
    "prepared_by": "ชื่อหน่วยงานหรือกลุ่มงาน ไม่ใช่ชื่อบุคคล", "workbook_kind": "เติมไว้แล้ว ไม่ต้องแก้",
}
HOW_TO_FILL = (
    ("แถวหนึ่งคือข้อเท็จจริงหนึ่งข้อ", "เริ่มกรอกที่แถวแรกใต้หัวคอลัมน์ ห้ามผสานเซลล์ในส่วนข้อมูล และไม่ต้องใส่แถวรวม"),
    ("หัวคอลัมน์ที่มี *", "ต้องกรอกทุกแถว คอลัมน์อื่นเว้นว่างได้ วางเมาส์ที่หัวคอลัมน์เพื่ออ่านความหมาย หน่วย และตัวอย่าง"),
    ("วันที่", "พิมพ์เป็น พ.ศ. เช่น 1 ต.ค. 2567 หรือ 1/10/2567 (วัน/เดือน/ปี) ใช้เลขไทยได้ ช่องวันที่เป็นข้อความ เพื่อให้ปี พ.ศ. อยู่ตามที่พิมพ์"),
    ("จำนวนเงิน", "เป็นบาทเต็มจำนวน ทศนิยมไม่เกินสองตำแหน่ง เช่น 1,250,000.00 ไม่ใช้ “ล้านบาท”"),
    ("รหัส", "อักษรอังกฤษ ตัวเลข และ - _ . / ไม่เว้นวรรค ใช้รหัสเดิมตลอดไป รหัสผูกแถวของเดือนนี้กับข้อมูลเดิม"),
    ("รหัสของแถวใหม่", "ตั้งเองไม่ให้ซ้ำ เมื่อหลายภาคีส่งแยกกัน ให้ขึ้นต้นด้วยรหัสภาคีและเดือน เช่น ORG-002-6806-01"),
    ("ช่องที่มีรายการให้เลือก", "เลือกจากรายการ หรือพิมพ์เฉพาะรหัส เช่น ORG-001 รายการทั้งหมดอยู่ในแผ่นงาน “รายการรหัส”"),
    ("ช่องที่ใส่ได้หลายรหัส", "คั่นด้วยเครื่องหมาย ; เช่น ORG-001; ORG-002"),
    ("ใช่ หรือ ไม่ใช่", "เลือกจากรายการ ถ้าไม่ทราบให้เว้นว่าง"),
    ("แก้ข้อมูลเดิม", "ส่งแถวที่มีรหัสเดิมพร้อมค่าใหม่ครบทุกช่อง ระบบเก็บค่าเก่าไว้เป็นประวัติ แถวที่ไม่ได้ส่งมาคงเดิม"),
    ("ยุติข้อมูล", "อย่าลบแถว ให้เลือก ใช่ ในคอลัมน์ “สิ้นสุด” และเขียน “เหตุผลที่สิ้นสุด”"),
    ("คอลัมน์สีเทาที่ขึ้นต้นด้วย ⓘ", "เป็นข้อมูลช่วยกรอก เช่น ค่าครั้งก่อน ระบบไม่อ่าน"),
    ("แถวที่เติมรหัสไว้ให้", "กรอกเฉพาะแถวที่มีข้อมูลเดือนนี้ แถวที่มีแต่รหัสปล่อยไว้ได้ ระบบไม่นำเข้า"),
    ("ข้อมูลส่วนบุคคล", "ใช้ชื่อตำแหน่งหรือชื่อหน่วยงานเท่านั้น ห้ามใส่ชื่อบุคคล เลขประจำตัวประชาชน โทรศัพท์ หรือที่อยู่บ้าน"),
)
HOW_TO_SEND = (
    ("ตรวจก่อนส่ง", "สั่ง scrutiny check ตามด้วยชื่อไฟล์ หรืออัปโหลดที่หน้า “ข้อมูล” ระบบบอกทุกข้อผิดพลาดพร้อมตำแหน่งช่อง และยังไม่บันทึกอะไร"),
    ("ส่งให้ใคร", "ภาคีเครือข่ายส่งไฟล์ให้สำนักงานจังหวัดภายในวันที่กำหนดของเดือนถัดไป สำนักงานจังหวัดตรวจ รวม และนำเข้า"),
    ("ผิดพลาดกับข้อเตือน", "ข้อผิดพลาด: ไม่นำเข้าทั้งไฟล์จนกว่าจะแก้ ข้อเตือน: นำเข้าได้ และคณะกรรมการจะเห็นข้อสังเกตนั้น"),
    ("ส่งซ้ำ", "ไฟล์เดิมส่งซ้ำได้ ไม่เกิดข้อมูลซ้ำ"),
)
SETUP_ORDER = "กรอกจากซ้ายไปขวา แผ่นงานหลังอ้างรหัสจากแผ่นงานก่อน: พื้นที่ → ภาคีและคณะ → สัญญา → โครงการ → งบประมาณ → งานส่งมอบ → ตัวชี้วัด"
MONTHLY_ORDER = "กรอกเฉพาะแผ่นงานที่มีเรื่องในเดือนนี้ แผ่นงานที่ไม่มีข้อมูลปล่อยว่างไว้"
PURPOSE = {
    "setup": "กรอกปีละครั้งและเมื่อมีการเปลี่ยนแปลง: ภาคี คณะ สัญญา โครงการ สัดส่วนงบประมาณ งวดงาน ตัวชี้วัดและค่าเป้าหมาย MOU",
    "monthly": "กรอกทุกเดือน: รายการเงิน งานที่ส่งและการตรวจรับ ค่าตัวชี้วัด การประสานงาน และกิจกรรมการมีส่วนร่วม",
}

LEGEND = (
    ("required", ("หัวคอลัมน์ *", "ต้องกรอกทุกแถว")),
    ("optional", ("หัวคอลัมน์", "กรอกเมื่อมีข้อมูล")),
    ("ended", ("สิ้นสุด", "กรอกเฉพาะแถวที่ต้องการยุติ พร้อมเหตุผล")),
    ("helper", ("ⓘ ค่าครั้งก่อน", "ข้อมูลช่วยกรอก ระบบไม่อ่าน")),
)


def chapters(workbook_kind: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The guide sheet's chapters for that workbook: heading and (name, text) lines."""
    order = SETUP_ORDER if workbook_kind == "setup" else MONTHLY_ORDER
    return (("วิธีกรอก", (("ลำดับการกรอก", order), *HOW_TO_FILL)), ("ตรวจและส่ง", HOW_TO_SEND))


def limits(column: Column) -> str:
    """What a cell of the column may hold, in one Thai sentence; "" when anything of its kind may."""
    if column.choices:
        names = " / ".join(words[0] for words in CHOICES[column.choices].values())
        return f"เลือกจาก: {names}"
    if column.references:
        return f"รหัสจากแผ่นงาน {' หรือ '.join(TABLES[t].label[0] for t in column.references.split('|'))}"
    low, high = (None if limit is None else f"{Decimal(limit):,}" for limit in (column.minimum, column.maximum))
    if low is not None and high is not None:
        return f"ตั้งแต่ {low} ถึง {high}"
    if low is not None:
        return f"ไม่ต่ำกว่า {low}"
    return f"ไม่เกิน {column.longest} ตัวอักษร" if column.kind == "text" else ""


def example(column: Column) -> str:
    """A good value as a clerk would write it."""
    if column.kind == "choice":
        return next(iter(CHOICES[column.choices].values()))[0]
    return "" if column.kind == "text" and column.example.startswith("ข้อความไม่เกิน") else column.example


def hover(column: Column) -> str:
    """What the heading says on hover: meaning, unit, example, a bad one, limits, whether it must be filled, its code."""
    lines = [column.meaning[0]]
    if column.unit[0]:
        lines.append(f"หน่วย: {column.unit[0]}")
    if example(column):
        lines.append(f"ตัวอย่าง: {example(column)}")
    if column.bad_example:
        lines.append(f"ไม่รับ: {column.bad_example}")
    lines += [line for line in (limits(column), "ต้องกรอก" if column.required else "เว้นว่างได้") if line]
    if not column.is_public:
        lines.append("ไม่เผยแพร่ต่อสาธารณะ")
    return "\n".join([*lines, f"รหัสคอลัมน์: {column.name}"])


def hover_of_mark(column: Column) -> str:
    """What the heading of an end mark says on hover."""
    more = {"is_ended": "ระบบเก็บประวัติไว้ ไม่ลบ", "end_reason": "ต้องเขียนเมื่อเลือก ใช่ ในช่อง สิ้นสุด"}[column.name]
    return f"{column.meaning[0]}\n{more}\nรหัสคอลัมน์: {column.name}"


def prompt(column: Column) -> str:
    """The short note beside a cell while it is being filled, at most 255 characters; "" where the heading says enough."""
    if column.kind == "text":
        return ""
    parts = [column.meaning[0]]
    if column.kind == "codes":
        parts.append("หลายรหัสคั่นด้วย ;")
    if example(column) and column.kind != "choice":
        parts.append(f"ตัวอย่าง {example(column)}")
    return "\n".join(parts)[:255]


def sheet_note(table: Table) -> str:
    """The title line of a sheet: what one row of it is."""
    return f"{table.label[0]} – {table.meaning[0]}"

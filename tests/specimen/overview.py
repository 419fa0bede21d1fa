"""A page of the tests' own: every piece that `dashboard.show` offers, with answers small enough to check by eye."""

from datetime import date
from decimal import Decimal

import pandas as pd

from dashboard import show
from dashboard.markup import Figure

NAMES = ("รายงานผลการเชื่อมโยงภาคีรายอำเภอ ช่วงที่ 3", "ฐานข้อมูลภาคีเครือข่าย", "ผลสำรวจความไว้วางใจ", "บันทึกเวทีปรึกษาหารือ")
LATE = pd.DataFrame(
    {
        "deliverable_title": [*NAMES, *(f"งานส่งมอบที่ {n}" for n in range(5, 33))],
        "state": ["off_track", "watch", "no_evidence", "not_due", *["on_track"] * 27, "done"],
        "due_on": [date(2025, 7, 20)] * 32,
        "late_days": [41, 12, *[0] * 30],
        "amount_baht": [Decimal("1250000.50"), *[Decimal("20000")] * 31],
    },
    dtype=object,
)


def worst():
    show.question("งานใดล่าช้า และใครต้องทำอะไร")
    show.answer("งานส่งมอบ 3 จาก 32 รายการล่าช้า มากสุด 41 วัน", "off_track", names=("ผู้จัดการเครือข่าย",))
    show.figures([
        Figure("งานส่งมอบที่ล่าช้า", "3 จาก 32", "มากสุด 41 วัน", "off_track"),
        Figure("เบิกจ่ายเทียบเป้าหมายไตรมาส", "−3.1 จุดร้อยละ", "เป้าหมาย 94%", "watch"),
        Figure("วงเงินตามสัญญา", "412.5 ล้านบาท", "24 โครงการ", exact="412,500,000.00 บาท"),
        Figure("ภาคีที่ยังไม่รายงาน", "5", "ณ เดือน ก.ย. 2568", "no_evidence"),
    ])
    show.source(files=["สมุดงานรายเดือน.xlsx"], rule="ล่าช้าเกิน 30 วันถือว่าต่ำกว่าแผน")


def rows():
    show.question("รายการที่ต้องติดตาม เรียงจากหนักที่สุด")
    show.answer("ค้างส่งหนึ่งรายการ", "watch")
    show.table(LATE, "late", columns=("deliverable_title", "state", "late_days"))
    show.source()


def bars():
    of = show.colours()
    show.question("ล่าช้ากี่วัน")
    show.answer("มากสุด 41 วัน", "off_track")
    marks = [of.states[state][0] for state in LATE["state"][:4]]
    figure = {"data": [{"type": "bar", "orientation": "h", "y": list(NAMES), "x": [41, 12, 3, 1], "marker": {"color": marks}}]}
    show.chart(figure, "ล่าช้ากี่วันในสี่รายการแรก", LATE[:4], "bars")
    show.method("นับจากวันครบกำหนดถึงวันส่ง")
    show.source()


show.scenes(("worst", worst), ("rows", rows), show.Scene("bars", bars, half=True))

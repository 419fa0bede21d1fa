"""Small invented answers for the two provisional pages, until the questions exist."""

from datetime import date
from decimal import Decimal

import pandas as pd

LATE = [
    ("D-07", "รายงานผลการเชื่อมโยงภาคีรายอำเภอ ช่วงที่ 3", "off_track", date(2025, 7, 20), date(2025, 6, 30), 41, 20, "ผู้จัดการเครือข่าย"),
    ("D-11", "ฐานข้อมูลภาคีเครือข่ายและทรัพยากรที่แลกเปลี่ยน", "off_track", date(2025, 7, 31), date(2025, 7, 31), 33, 0, "ผู้จัดการเครือข่าย"),
    ("D-09", "ผลสำรวจความไว้วางใจระหว่างภาคี รอบที่ 2", "watch", date(2025, 8, 15), date(2025, 8, 15), 12, 0, "มหาวิทยาลัยในพื้นที่"),
    ("D-10", "บันทึกเวทีปรึกษาหารือในพื้นที่เก้าอำเภอ", "no_evidence", date(2025, 8, 20), date(2025, 8, 20), None, 0, "สำนักงานจังหวัดพะเยา"),
    ("D-12", "แผนการประชุมร่วมรายไตรมาส", "not_due", date(2025, 10, 31), date(2025, 10, 31), None, 0, "คณะทำงานสนับสนุนการบริหารงานจังหวัด"),
    ("D-08", "หลักสูตรชุมชนนักปฏิบัติ", "on_track", date(2025, 9, 15), date(2025, 9, 15), 0, 0, "ผู้จัดการเครือข่าย"),
    ("D-06", "ทะเบียนบันทึกข้อตกลงร่วมกัน (MOU)", "done", date(2025, 5, 31), date(2025, 5, 31), 0, 0, "ผู้จัดการเครือข่าย"),
    ("D-05", "แบบจำลองการจัดสรรงบประมาณตามสัญญา", "done", date(2025, 4, 30), date(2025, 4, 30), 0, 0, "ผู้จัดการเครือข่าย"),
]
COLUMNS = ["deliverable_code", "deliverable_title", "state", "due_on", "original_due_on", "late_days", "slip_days", "responsible_name"]
SHARES = [
    ("องค์การบริหารส่วนจังหวัดพะเยา", "local_government", "48500000", "48500000", "31200000", "21750000", "-12.4", "off_track"),
    ("สำนักงานจังหวัดพะเยา", "regional_administration", "62000000", "60000000", "48250000", "39000000", "-3.1", "watch"),
    ("มหาวิทยาลัยพะเยา", "academia", "18250000", "18250000", "15000000", "14600000", "4.5", "on_track"),
    ("หอการค้าจังหวัดพะเยา", "business", "6400000", "6400000", "5100000", "4900000", "1.2", "on_track"),
    ("เครือข่ายองค์กรชุมชนตำบลแม่ใจ", "community", "820000", "400000", "220000", "20000", "-5.5", "off_track"),
]
SHARE_COLUMNS = ["partner_name", "sector", "pledged_baht", "allocated_baht", "committed_baht", "disbursed_baht", "gap_points", "state"]


def late() -> pd.DataFrame:
    """Deliverables, worst first."""
    return pd.DataFrame(LATE, columns=COLUMNS, dtype=object)


def shares() -> pd.DataFrame:
    """Budget shares by partner, worst first."""
    rows = [(*r[:2], *(Decimal(v) for v in r[2:6]), Decimal(r[6]), r[7]) for r in SHARES]
    return pd.DataFrame(rows, columns=SHARE_COLUMNS, dtype=object)


def plan(of) -> dict:
    """Original due date, current due date and slip of each deliverable."""
    frame = late().iloc[::-1]
    names = [f"<b>{r.deliverable_code}</b> {r.deliverable_title}" for r in frame.itertuples()]
    slips = [v for r in frame.itertuples() for v in (r.original_due_on, r.due_on, None)]
    return {
        "data": [
            {"type": "scatter", "mode": "lines", "x": slips, "y": [n for n in names for _ in range(3)], "line": {"color": of.muted, "width": 3}, "hoverinfo": "skip"},
            {"type": "scatter", "mode": "markers", "x": list(frame["due_on"]), "y": names,
             "marker": {"size": 16, "color": [of.states[s][0] for s in frame["state"]]}},
        ],
        "layout": {"xaxis": {"showgrid": True, "tickvals": [date(2025, m, 1) for m in range(4, 12)], "ticktext": ["เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย."]}},
    }


def bars(of) -> dict:
    """Pledged, allocated, committed, disbursed by partner in million baht."""
    frame = shares().iloc[::-1]
    data = [
        {"type": "bar", "orientation": "h", "name": name, "y": list(frame["partner_name"]), "x": [float(v) / 1e6 for v in frame[f"{step}_baht"]], "marker": {"color": of.money[step]}}
        for step, name in (("disbursed", "เบิกจ่าย"), ("committed", "ก่อหนี้ผูกพัน"), ("allocated", "จัดสรร"), ("pledged", "ผูกพันตามสัญญา"))
    ]
    return {"data": data, "layout": {"barmode": "group", "showlegend": True, "legend": {"traceorder": "reversed"}, "xaxis": {"title": "ล้านบาท", "showgrid": True}}}

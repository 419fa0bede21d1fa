"""Write mistakes/: one tiny file for every problem a file can have, named like the problem. `python sample_data/make_mistakes.py`.

A test checks each against the loaded sample: it must give exactly its problem. They are also the quickest way to see what
a clerk is told: `scrutiny check sample_data/mistakes/<problem>.csv --as-of 30/06/2568`.
"""

import csv
import io
import zipfile
from datetime import datetime
from pathlib import Path

import xlsxwriter

FOLDER = Path(__file__).with_name("mistakes")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EVENT = {"money_event_code": "M-X", "share_code": "S-010", "money_event_kind": "เบิกจ่าย", "event_on": "15 มิ.ย. 2568", "amount_baht": "1,000.00"}
PARTNER = {"organisation_code": "ORG-X", "organisation_name": "กลุ่มทดลอง", "sector": "องค์กรชุมชน", "actor_level": "กลุ่มบุคคล", "district_code": "5601", "start_on": "1 ต.ค. 2567"}
EVIDENCE = {"evidence_code": "DOC-X", "subject_kind": "สิ่งส่งมอบ", "subject_code": "D-01", "evidence_title": "รายงาน", "dated_on": "15 มิ.ย. 2568"}
MEMBERSHIP = {"body_code": "JSC", "seat_number": "400", "organisation_code": "ORG-001", "membership_role": "กรรมการ", "start_on": "1 ต.ค. 2567"}
TARGET = {"indicator_code": "KPI-01", "fiscal_year": "2568", "target_value": "65"}
INDICATOR = {
    "indicator_code": "KPI-X", "indicator_name": "ตัวชี้วัดทดลอง", "definition": "นิยาม", "measure_unit": "ร้อยละ", "direction": "ยิ่งมากยิ่งดี", "is_cumulative": "ไม่ใช่",
    "aggregation": "ค่าล่าสุด", "frequency": "รายเดือน", "theme": "มิติการพัฒนาคน", "indicator_scope": "ระดับประชากร (ไม่มีภาคีใดเป็นเจ้าของผู้เดียว)",
    "baseline_value": "50", "baseline_on": "30 ก.ย. 2566", "final_target_value": "60", "final_target_on": "30 ก.ย. 2568",
}
PROJECT = {
    "project_code": "P-X", "contract_code": "TC-2567", "plan_code": "PL-1", "project_name": "โครงการทดลอง", "theme": "มิติการพัฒนาคน", "carried_by": "งบประมาณของส่วนราชการ",
    "origin_plan": "แผนชุมชน", "district_codes": "5601", "budget_baht": "0", "start_on": "1 ต.ค. 2567", "end_on": "30 ก.ย. 2568", "project_status": "ยังไม่เริ่ม",
}
ACTIVITY = {
    "participation_code": "PA-X", "participation_name": "สนทนากลุ่ม", "participation_tool": "การสนทนากลุ่ม", "start_on": "1 มิ.ย. 2568", "end_on": "1 มิ.ย. 2568",
    "district_codes": "5601", "organiser_organisation_code": "ORG-001", "scope": "บริการสาธารณะ", "days_held": "1",
}
REVIEW = {"deliverable_code": "D-16", "review_kind": "ตรวจรับ", "review_number": "50", "reviewed_on": "15 มิ.ย. 2568", "body_code": "IMT", "review_decision": "รับ/เห็นชอบ"}
PAYMENT = {"payment_code": "PAY-X", "phase_code": "PH-5", "paid_on": "15 มิ.ย. 2568", "amount_baht": "1.00"}

# problem -> rows of one CSV; the headings tell which table it is
ROWS: dict[str, list[dict]] = {
    "heading_missing": [{k: v for k, v in EVENT.items() if k != "amount_baht"}],
    "heading_unknown": [EVENT | {"ผู้บันทึก": "งานการเงิน"}],
    "heading_twice": [EVENT | {"จำนวนเงิน": "1,000.00"}],
    "province_mixed": [EVENT | {"province_code": "57"}],
    "value_missing": [EVENT | {"amount_baht": ""}],
    "code_malformed": [EVENT | {"money_event_code": "รหัส หนึ่ง"}],
    "date_impossible": [EVENT | {"event_on": "31 มิ.ย. 2568"}],
    "year_unclear": [EVENT | {"event_on": "15/6/24"}],
    "year_out_of_range": [EVENT | {"event_on": "15 มิ.ย. 2868"}],
    "date_era_wrong": [TARGET | {"fiscal_year": "2025"}],
    "number_not_a_number": [EVENT | {"amount_baht": "หนึ่งพันบาท"}],
    "number_not_whole": [MEMBERSHIP | {"seat_number": "1.5"}],
    "number_out_of_range": [EVENT | {"amount_baht": "-1,000.00"}],
    "amount_not_exact": [EVENT | {"amount_baht": "1,000.005"}],
    "choice_unknown": [EVENT | {"money_event_kind": "จ่ายเช็ค"}],
    "boolean_unknown": [INDICATOR | {"is_cumulative": "บางที"}],
    "url_malformed": [EVIDENCE | {"document_url": "เอกสาร.pdf"}],
    "text_too_long": [PARTNER | {"organisation_name": "ก" * 2001}],
    "reference_unknown": [EVENT | {"share_code": "S-999"}],
    "key_twice": [EVENT, EVENT | {"amount_baht": "2,000.00"}],
    "rows_not_filled": [EVENT, dict.fromkeys(EVENT, "") | {"money_event_code": "M-Y"}],
    "end_without_reason": [{**dict.fromkeys(PARTNER, ""), "organisation_code": "ORG-060", "is_ended": "ใช่", "end_reason": ""}],
    "end_of_unknown_row": [{**dict.fromkeys(PARTNER, ""), "organisation_code": "ORG-999", "is_ended": "ใช่", "end_reason": "ยุบเลิก"}],
    "dates_out_of_order": [PARTNER | {"end_on": "1 ก.ย. 2567"}],
    "date_outside_contract": [PROJECT | {"end_on": "30 ก.ย. 2570"}],
    "target_equals_baseline": [INDICATOR | {"final_target_value": "50"}],
    "target_against_direction": [INDICATOR | {"final_target_value": "40"}],
    "sum_not_cumulative": [INDICATOR | {"aggregation": "รวม"}],
    "share_exceeds_budget": [PROJECT | {"budget_baht": "1,000.00"}],
    "disbursed_over_allocated": [EVENT | {"amount_baht": "99,000,000.00"}],
    "participation_fact_missing": [ACTIVITY | {"is_structured": "ไม่ใช่"}],
    "accepted_without_evidence": [REVIEW],
    "paid_before_accepted": [PAYMENT],
}


def write() -> None:
    """Write every file anew."""
    FOLDER.mkdir(exist_ok=True)
    for code, rows in ROWS.items():
        (FOLDER / f"{code}.csv").write_bytes(_csv(rows).encode("utf-8-sig"))
    for name, content in _odd_files().items():
        (FOLDER / name).write_bytes(content)


def _csv(rows: list[dict]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _odd_files() -> dict[str, bytes]:
    """Files that are wrong as files, or need a workbook to be wrong."""
    event = {"รายการเงิน": [EVENT]}
    good = _workbook(event)
    return {
        "file_is_empty.xlsx": b"",
        "file_unreadable.xlsx": _zip({"xl/workbook.xml": "<workbook/>"}),
        "file_encrypted.xlsx": OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        "file_is_old_excel.xls": OLE + bytes(504) + "Workbook".encode("utf-16-le"),
        "file_is_not_a_workbook.xlsx": "<!DOCTYPE html><html><table><tr><td>รายการเงิน</td></tr></table></html>".encode(),
        "file_truncated.xlsx": good[: len(good) // 2],
        "csv_encoding_unknown.csv": b"money_event_code,share_code\r\n\xff\xfe\xdb\xfc,S-001\r\n",
        "csv_broken_row.csv": b'money_event_code,share_code,money_event_kind,event_on,amount_baht\r\nM-X,"S-010,disbursement,2025-06-15,1\r\n',
        "cell_far_outside.xlsx": _far(good),
        "no_sheet_known.xlsx": _workbook({}),
        "sheet_unknown.xlsx": _workbook({**event, "รายการเงินเดิม": [{"ก": "ข"}]}),
        "sheet_ambiguous.csv": b"amendment_code,dispute_code,contract_code\r\nAM-X,DIS-X,TC-2567\r\n",
        "sheet_twice.xlsx": _workbook({**event, "money_event": [EVENT | {"money_event_code": "M-Y"}]}),
        "cells_merged.xlsx": _workbook({"รายการเงิน": [EVENT, EVENT | {"money_event_code": "M-Y"}]}, merged="B2:B3"),
        "about_missing.xlsx": _workbook(event, about={"province_code": "56"}),
        "province_unknown.xlsx": _workbook(event, about={"province_code": "99", "as_of": "30 มิ.ย. 2568"}),
        "province_not_introduced.xlsx": _workbook({"คำสั่งแต่งตั้ง": []}, about={"province_code": "57", "as_of": "30 มิ.ย. 2568"}),
        "value_not_text.xlsx": _workbook({"ภาคีเครือข่าย": [PARTNER | {"short_name": datetime(2025, 6, 1)}]}),
        "excel_error_value.xlsx": _workbook({"รายการเงิน": [EVENT | {"amount_baht": ("=1/0", "#DIV/0!")}]}),
        "formula_without_value.xlsx": _workbook({"รายการเงิน": [EVENT | {"amount_baht": ("=500+500", "")}]}),
    }


def _workbook(sheets: dict[str, list[dict]], about: dict | None = None, merged: str = "") -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2025, 6, 1)})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        _rows(book.add_worksheet("เกี่ยวกับไฟล์นี้"), [list(p) for p in (about or {"province_code": "56", "as_of": "30 มิ.ย. 2568"}).items()], day)
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            _rows(sheet, [list(rows[0]), *(list(r.values()) for r in rows)] if rows else [["order_code", "order_number", "ordered_on", "body_code"]], day)
            if merged:
                sheet.merge_range(merged, EVENT["share_code"])
    return content.getvalue()


def _rows(sheet, rows: list[list], day) -> None:
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, tuple):
                sheet.write_formula(at, column, value[0], None, value[1])
            elif isinstance(value, datetime):
                sheet.write_datetime(at, column, value, day)
            else:
                sheet.write_string(at, column, value)


def _zip(parts: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (2025, 6, 1, 0, 0, 0)), text)
    return content.getvalue()


def _far(book: bytes) -> bytes:
    """The workbook with one more cell, at XFD1048576 of its second sheet, as Excel's Solver leaves behind."""
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    parts[sheet] = parts[sheet].replace("</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    return _zip(parts)


if __name__ == "__main__":
    write()

"""What a small province's partners agreed besides money, to be checked with pencil and paper. As at 30 September 2567 BE (2024-09-30).

Undertakings    who    kind          due         done        by 30 Sep 2567
  UN-1          ORG-A  personnel     31 Aug 67   -           30 days overdue; ORG-A lists it
  UN-2          ORG-B  equipment     30 Sep 67   -           due today, nobody responsible; ORG-B does not list it
  UN-3          ORG-C  local wisdom  30 Jun 67   10 Jul 67   fulfilled
  UN-6          ORG-C  local wisdom  31 Oct 67   15 Oct 67   not yet: that day has not come
  UN-4          ORG-D  place         -           -           open; ORG-D lists no resource at all
  UN-5          ORG-X  equipment     31 Dec 67   -           open; ORG-X left the network on 31 Dec 2566
Money of worked_example.MONEY by then, all years together:
  ORG-A in P-1  S1 + S6  pledged 1,500,000.00  allocated 1,300,000.00  disbursed 300,000.25 + 500,000.00 = 800,000.25
  ORG-A in P-2  S2       pledged   400,000.00  allocated   400,000.00  disbursed 260,000.00 + 77,777.77 = 337,777.77 (by 15 Apr 67: 260,000.00)
  ORG-C in P-2  S4       in kind 250,000.00, no money
"""

from datetime import date

from worked_example import CONTRACT, MONEY, ORGANISATIONS, PLACE, load_into, rows

AS_OF = date(2024, 9, 30)
LEFT = {**ORGANISATIONS[3], "organisation_code": "ORG-X", "organisation_name": "ชมรมที่ออกไปแล้ว", "sector": "civil_society", "resource_kinds": "equipment", "end_on": "2023-12-31"}
AGREED = {
    **PLACE, "organisation": [{**row, "organisation_name_en": f"{row['organisation_code'][-1]} in English"} for row in (*ORGANISATIONS, LEFT)], **CONTRACT,
    "budget_share": MONEY["budget_share"], "money_event": MONEY["money_event"],
    "undertaking": rows(
        "undertaking_code | contract_code | organisation_code | project_code | resource_kind | description | responsible_post | due_on | fulfilled_on",
        "UN-1 | TC | ORG-A | P-1 | personnel | ช่างสำรวจ | เกษตรจังหวัด | 2024-08-31 | -", "UN-2 | TC | ORG-B | P-2 | equipment | เต็นท์และเวที | - | 2024-09-30 | -",
        "UN-3 | TC | ORG-C | P-2 | local_wisdom | ครูภูมิปัญญา | ประธานเครือข่าย | 2024-06-30 | 2024-07-10", "UN-4 | TC | ORG-D | - | place | ห้องประชุม | ประมงจังหวัด | - | -",
        "UN-5 | TC | ORG-X | - | equipment | รถรับส่ง | ประธานชมรม | 2024-12-31 | -", "UN-6 | TC | ORG-C | P-2 | local_wisdom | หลักสูตรท้องถิ่น | ประธานเครือข่าย | 2024-10-31 | 2024-10-15"),
    "mou": rows(
        "mou_code | mou_title | organisation_codes | signed_on | start_on | end_on",
        "MOU-1 | สิ้นอายุวันนี้ | ORG-A; ORG-B | 2023-10-01 | 2023-10-01 | 2024-09-30", "MOU-2 | ลงนามแล้วยังไม่เริ่ม | ORG-A; ORG-D | 2024-09-01 | 2024-10-01 | 2026-09-30",
        "MOU-3 | เริ่มแล้วยังไม่ลงนาม | ORG-A; ORG-P | 2024-10-10 | 2024-01-01 | 2026-12-31", "MOU-4 | สิ้นอายุเมื่อวาน | ORG-B; ORG-X | 2023-10-01 | 2023-10-01 | 2024-09-29",
        "MOU-5 | อีกเก้าสิบเอ็ดวัน | ORG-A; ORG-C; ORG-M | 2023-12-31 | 2023-12-31 | 2024-12-30", "MOU-6 | อีกเก้าสิบวัน | ORG-B; ORG-M | 2023-12-31 | 2023-12-31 | 2024-12-29"),
    "mou_obligation": rows(
        "mou_code | obligation_number | organisation_code | obligation | project_code | due_on",
        "MOU-1 | 1 | ORG-A | ส่งข้อมูลน้ำ | P-1 | 2024-09-30", "MOU-1 | 2 | ORG-B | เปิดตลาด | - | 2024-09-29", "MOU-5 | 1 | ORG-C | ปลูกป่า | P-2 | -",
        "MOU-5 | 2 | ORG-M | วิจัยดิน | P-1 | 2024-12-31", "MOU-5 | 3 | ORG-A | อบรมเกษตรกร | P-2 | 2024-09-01"),
    "sub_network": rows(
        "sub_network_code | sub_network_name | network_purpose | organisation_codes | start_on | end_on | successor_code | outcome",
        "SUB-1 | ไฟป่า | problem_solving | ORG-A; ORG-C | 2023-01-01 | 2024-06-30 | SUB-2 | ขยายทั้งจังหวัด", "SUB-2 | อากาศสะอาด | problem_solving | ORG-A; ORG-C; ORG-M | 2024-10-01 | - | - | -",
        "SUB-3 | ข้อมูลพื้นที่ | area_data | ORG-A; ORG-X | 2023-01-01 | - | - | -", "SUB-4 | ตลาดชุมชน | service_delivery | ORG-B | 2023-10-01 | 2024-09-30 | - | -",
        "SUB-5 | น้ำท่วม | problem_solving | ORG-D | 2023-01-01 | 2023-12-31 | - | -", "SUB-6 | ขยะ | service_delivery | ORG-D | 2022-10-01 | 2023-09-30 | SUB-4 | รวมกับตลาดชุมชน"),
    "community_of_practice": rows(
        "community_code | community_name | topic | organisation_codes | start_on | end_on",
        "COP-1 | ข้าวอินทรีย์ | การตลาด | ORG-A; ORG-B; ORG-M; ORG-X | 2023-10-01 | -", "COP-2 | บัญชี | บัญชีกลุ่ม | ORG-A; ORG-C | 2022-10-01 | 2023-09-30",
        "COP-3 | ดิจิทัล | แผนที่ | ORG-M; ORG-P | 2024-10-01 | -", "COP-4 | งานราชการ | ระเบียบพัสดุ | ORG-A; ORG-D | - | -"),
    "resource_exchange": rows(
        "exchange_code | from_organisation_code | to_organisation_code | resource_kind | description | given_on | project_code | value_baht",
        "EX-1 | ORG-M | ORG-B | knowledge | อบรม | 2024-06-01 | P-2 | 45000.25", "EX-2 | ORG-M | ORG-C | technology | เครื่องวัดดิน | 2023-09-30 | - | 90000.00",
        "EX-3 | ORG-X | ORG-C | equipment | เต็นท์ | 2023-10-01 | - | -", "EX-4 | ORG-A | ORG-B | personnel | วิทยากร | 2024-10-05 | - | -",
        "EX-5 | ORG-M | ORG-B | place | ห้องอบรม | 2024-06-15 | - | 4000.00"),
}


def loaded(engine, folder, tables=AGREED):
    """The agreements as release 1 of an empty database."""
    load_into(engine, folder, tables, AS_OF)
    return engine

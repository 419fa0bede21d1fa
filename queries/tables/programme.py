"""Plans, projects, activities and the outputs the contract promises."""

from queries.tables.contract import contract_code
from queries.tables.network import end_on, organisation_code, project_code, start_on
from queries.tables.spec import Table, choice, code, codes, day, money, note, number, text

PLAN = Table("plan", "programme", "setup", ("แผนงาน", "Plan"), ("แผนงานภายใต้ยุทธศาสตร์จังหวัด", "A plan under the provincial strategy"), ("plan_code",), (
    code("plan_code", "รหัสแผนงาน", "Plan code", "รหัสแผนงาน", "Code of the plan", required=True, example="PL-1"),
    text("plan_name", "ชื่อแผนงาน", "Plan name", "ชื่อแผนงาน", "Its name", required=True),
    choice("theme", "theme", "มิติการพัฒนา", "Theme", "มิติการพัฒนา", "Theme", required=True),
    code("master_plan_code", "เป้าหมายแผนแม่บท", "Master-plan target", "รหัสเป้าหมายย่อยแผนแม่บท", "Sub-target of the master plan", example="200301"),
))
PROJECT = Table("project", "programme", "setup", ("โครงการ", "Project"), ("โครงการในสัญญา", "A project of the contract"), ("project_code",), (
    code("project_code", "รหัสโครงการ", "Project code", "รหัสโครงการ", "Code of the project", required=True, example="P-01"), contract_code(required=True),
    code("plan_code", "รหัสแผนงาน", "Plan code", "แผนงานที่สังกัด", "The plan it belongs to", references="plan", required=True, example="PL-1"),
    text("project_name", "ชื่อโครงการ", "Project name", "ชื่อโครงการ", "Its name", required=True), text("project_name_en", "ชื่อโครงการภาษาอังกฤษ", "Project name in English", "ชื่อภาษาอังกฤษ", "Name in English"),
    text("objective", "วัตถุประสงค์", "Objective", "วัตถุประสงค์", "What it is for"),
    choice("theme", "theme", "มิติการพัฒนา", "Theme", "มิติการพัฒนา", "Theme", required=True),
    choice("carried_by", "carried_by", "ผู้ขับเคลื่อน", "Carried by", "ดำเนินการด้วยงบของใคร", "Who carries it", required=True),
    choice("origin_plan", "origin_plan", "ที่มาของโครงการ", "Origin", "แผนที่โครงการเกิดขึ้น", "The plan it came up from", required=True),
    organisation_code("responsible_organisation_code", "ผู้รับผิดชอบ", "Responsible party", "ภาคีผู้รับผิดชอบ เว้นว่างถ้ายังไม่มี", "The responsible partner, empty when there is none"),
    codes("district_codes", "อำเภอ", "Districts", "รหัสอำเภอ คั่นด้วย ;", "District codes separated by ;", references="district", required=True, example="5601; 5602"),
    money("budget_baht", "งบประมาณโครงการ", "Project budget", "วงเงินโครงการ ไม่รวม in-kind", "Its budget, in-kind apart", required=True),
    start_on(required=True), end_on(required=True),
    choice("project_status", "project_status", "สถานะ", "Status", "สถานะโครงการ", "Where it stands", required=True),
    code("emenscr_code", "รหัส eMENSCR", "eMENSCR number", "รหัสในระบบ eMENSCR", "Its number in eMENSCR"), code("egp_code", "รหัส e-GP", "e-GP number", "รหัสในระบบ e-GP", "Its number in e-GP"),
    code("gfmis_code", "รหัส GFMIS", "GFMIS number", "รหัสในระบบ GFMIS", "Its number in GFMIS"), note(),
))
ACTIVITY = Table("activity", "programme", "setup", ("กิจกรรม", "Activity"), ("กิจกรรมของโครงการ", "An activity of a project"), ("activity_code",), (
    code("activity_code", "รหัสกิจกรรม", "Activity code", "รหัสกิจกรรม", "Code of the activity", required=True, example="A-001"), project_code(required=True),
    text("activity_name", "ชื่อกิจกรรม", "Activity name", "ชื่อกิจกรรม", "Its name", required=True), organisation_code("responsible_organisation_code", "ผู้รับผิดชอบ", "Responsible party"),
    money("budget_baht", "งบประมาณกิจกรรม", "Activity budget", "วงเงินกิจกรรม", "Its budget"), start_on(), end_on(),
))
OUTPUT = Table("output", "programme", "setup", ("ผลผลิต", "Output"), ("ผลผลิตที่สัญญาให้ไว้", "What the contract promises to produce"), ("output_code",), (
    code("output_code", "รหัสผลผลิต", "Output code", "รหัสผลผลิต", "Code of the output", required=True, example="OUT-01"), project_code(required=True),
    text("output_name", "ชื่อผลผลิต", "Output name", "ชื่อผลผลิต", "Its name", required=True), number("planned_quantity", "จำนวนตามแผน", "Planned quantity", "จำนวนที่สัญญาไว้", "How much was promised", required=True, minimum=0),
    text("quantity_unit", "หน่วยนับ", "Unit", "หน่วยนับ", "Unit of the quantity", required=True, example="แห่ง"), day("due_on", "วันครบกำหนด", "Due on", "วันครบกำหนด", "When it is due"),
))
OUTPUT_REPORT = Table("output_report", "programme", "monthly", ("รายงานผลผลิต", "Output report"), ("ผลผลิตสะสมถึงวันที่รายงาน", "What has been delivered up to a day"), ("output_code", "period_on"), (
    code("output_code", "รหัสผลผลิต", "Output code", "ผลผลิต", "The output", references="output", required=True, example="OUT-01"),
    day("period_on", "ข้อมูลถึงวันที่", "As of", "วันสิ้นงวด", "Last day of the period", required=True),
    number("delivered_quantity", "จำนวนสะสม", "Delivered so far", "จำนวนสะสมที่ส่งมอบแล้ว", "Cumulative quantity delivered", required=True, minimum=0), note(),
))
TABLES = (PLAN, PROJECT, ACTIVITY, OUTPUT, OUTPUT_REPORT)

"""Indicators set together, their targets and how those moved, values, thresholds, which red flags are raised, and ratings."""

from queries.tables.budget import year
from queries.tables.network import body_code, organisation_code, organisation_codes, project_code
from queries.tables.spec import Table, boolean, choice, code, day, integer, note, number, text


def indicator_code(**more):
    """An indicator, by its code."""
    return code("indicator_code", "รหัสตัวชี้วัด", "Indicator code", "ตัวชี้วัด", "The indicator", references="indicator", example="KPI-01", **more)


INDICATOR = Table("indicator", "indicators", "setup", ("ตัวชี้วัด", "Indicator"), ("ตัวชี้วัดที่ภาคีกำหนดร่วมกัน", "An indicator the partners set together"), ("indicator_code",), (
    code("indicator_code", "รหัสตัวชี้วัด", "Indicator code", "รหัสตัวชี้วัด", "Code of the indicator", required=True, example="KPI-01"), text("indicator_name", "ชื่อตัวชี้วัด", "Indicator name", "ชื่อตัวชี้วัด", "Its name", required=True),
    text("indicator_name_en", "ชื่อตัวชี้วัดภาษาอังกฤษ", "Indicator name in English", "ชื่อภาษาอังกฤษ", "Name in English"), text("definition", "นิยาม", "Definition", "นิยามและวิธีคำนวณ", "Definition and how it is worked out", required=True),
    text("measure_unit", "หน่วยวัด", "Unit", "หน่วยวัด", "Unit of measure", required=True, example="ร้อยละ"), text("measure_unit_en", "หน่วยวัดภาษาอังกฤษ", "Unit in English", "หน่วยวัดภาษาอังกฤษ", "Unit in English", example="per cent"),
    choice("direction", "direction", "ทิศทาง", "Direction", "ยิ่งมากหรือยิ่งน้อยยิ่งดี", "Whether more or less is better", required=True), boolean("is_cumulative", "เป็นค่าสะสม", "Is cumulative", "ค่าที่รายงานเป็นค่าสะสม", "Whether the reported value is cumulative", required=True),
    choice("aggregation", "aggregation", "การรวมค่า", "Aggregation", "วิธีรวมค่าระหว่างงวด", "How periods add up", required=True), choice("frequency", "frequency", "ความถี่", "Frequency", "ความถี่ของการรายงาน", "How often it is reported", required=True),
    choice("theme", "theme", "มิติการพัฒนา", "Theme", "มิติการพัฒนา", "Theme", required=True), choice("indicator_scope", "indicator_scope", "ระดับตัวชี้วัด", "Scope", "ระดับประชากรหรือระดับภาคี", "Population or partner", required=True),
    organisation_code("owner_organisation_code", "ผู้รับผิดชอบ", "Owner", "ภาคีผู้รับผิดชอบ", "The partner that owns it"), project_code(), code("output_code", "รหัสผลผลิต", "Output code", "ผลผลิตที่ตอบ", "The output it serves", references="output", example="OUT-01"),
    text("data_source", "แหล่งข้อมูล", "Data source", "แหล่งข้อมูล", "Where values come from"), text("evaluator", "ผู้ประเมิน", "Evaluator", "ผู้ประเมินตามสัญญาส่วนที่ 4", "Who evaluates, contract part four"),
    day("agreed_on", "วันที่ตกลงร่วมกัน", "Agreed on", "วันที่ภาคีตกลงร่วมกัน", "When the partners agreed it"), organisation_codes("ภาคีที่ร่วมกำหนด", "Set by"),
    number("baseline_value", "ค่าฐาน", "Baseline", "ค่าฐาน", "Value at the start", required=True), day("baseline_on", "วันที่ของค่าฐาน", "Baseline date", "วันที่ของค่าฐาน", "Date of the baseline", required=True),
    number("final_target_value", "ค่าเป้าหมายสุดท้าย", "Final target", "ค่าเป้าหมาย ณ สิ้นสัญญา", "Target at the end", required=True), day("final_target_on", "วันที่ของเป้าหมาย", "Target date", "วันที่ต้องถึงเป้าหมาย", "When it must be reached", required=True),
    integer("decimals", "ทศนิยม", "Decimals", "จำนวนทศนิยมที่แสดง", "Decimals shown", minimum=0, maximum=6, example="1"), code("master_plan_code", "เป้าหมายแผนแม่บท", "Master-plan target", "รหัสเป้าหมายย่อยแผนแม่บท", "Sub-target of the master plan", example="200301"),
))
INDICATOR_TARGET = Table("indicator_target", "indicators", "setup", ("ค่าเป้าหมายรายปี", "Yearly target"), ("ค่าเป้าหมาย ณ สิ้นปีงบประมาณ", "Target at the end of a fiscal year"), ("indicator_code", "fiscal_year"), (
    indicator_code(required=True), year(), number("target_value", "ค่าเป้าหมาย", "Target", "ค่าเป้าหมาย", "The target", required=True),
))
TARGET_CHANGE = Table("target_change", "indicators", "setup", ("การเปลี่ยนค่าเป้าหมาย", "Moved target"), ("บันทึกการเปลี่ยนเป้าหมาย", "Log of a moved target"), ("change_code",), (
    code("change_code", "รหัสการเปลี่ยน", "Change code", "รหัสการเปลี่ยน", "Code of the change", required=True, example="TCH-01"), indicator_code(required=True), year(),
    day("changed_on", "วันที่เปลี่ยน", "Changed on", "วันที่มีมติ", "When it was decided", required=True), number("before_value", "เดิม", "Before", "ค่าเป้าหมายเดิม", "The old target", required=True), number("after_value", "ใหม่", "After", "ค่าเป้าหมายใหม่", "The new target", required=True),
    text("reason", "เหตุผล", "Reason", "เหตุผล", "Why", required=True), organisation_code("requested_by_organisation_code", "ผู้ขอเปลี่ยน", "Requested by"), text("resolution_reference", "มติอ้างอิง", "Resolution", "มติที่ให้เปลี่ยน", "The resolution behind it", required=True),
))
OBSERVATION = Table("observation", "indicators", "monthly", ("ผลตัวชี้วัด", "Observation"), ("ค่าของตัวชี้วัดในงวดหนึ่ง", "An indicator's value for one period"), ("indicator_code", "period_on", "area_code", "population_group"), (
    indicator_code(required=True), day("period_on", "ข้อมูลถึงวันที่", "As of", "วันสิ้นงวด", "Last day of the period", required=True),
    code("area_code", "พื้นที่", "Area", "รหัสอำเภอ เว้นว่างหมายถึงทั้งจังหวัด", "District code; empty is the whole province", references="district|province", default="province", example="5601"),
    choice("population_group", "population_group", "กลุ่มประชากร", "Population group", "เว้นว่างหมายถึงทุกกลุ่ม", "Empty is everybody", default="all"),
    number("actual_value", "ค่าจริง", "Actual", "ผลการดำเนินงาน", "The value", required=True), choice("observation_status", "observation_status", "สถานะข้อมูล", "Status", "เฉพาะที่รับรองแล้วจึงนับ", "Only approved values count", required=True),
    day("reported_on", "วันที่รายงาน", "Reported on", "วันที่รายงาน", "When it was reported", required=True), organisation_code("reported_by_organisation_code", "ผู้รายงาน", "Reported by"),
    text("correction_reason", "เหตุที่แก้ไขค่า", "Reason for correction", "กรอกเมื่อแก้ค่าที่เคยรายงาน", "When an earlier value is corrected"), text("story", "เรื่องราวเบื้องหลัง", "Story behind it", "คำอธิบายเบื้องหลังค่า", "The story behind the number"), text("next_action", "สิ่งที่จะทำต่อ", "Next action", "สิ่งที่จะทำต่อ", "What will be done next"), note(),
), public_rows=("observation_status", ("approved",)))
THRESHOLD = Table("threshold", "indicators", "setup", ("เกณฑ์สี", "Threshold"), ("เกณฑ์ที่คณะกรรมการกำหนด มีวันที่และมติ", "A limit the committee set, with date and resolution"), ("threshold_rule", "effective_on"), (
    choice("threshold_rule", "threshold_rule", "เกณฑ์", "Rule", "เกณฑ์", "Which limit", required=True), day("effective_on", "มีผลตั้งแต่", "Effective on", "วันที่มีผล", "From when it holds", required=True),
    number("threshold_value", "ค่า", "Value", "ค่าของเกณฑ์", "The limit", required=True), text("resolution_reference", "มติอ้างอิง", "Resolution", "มติที่กำหนด", "The resolution behind it"),
))
FLAG_SWITCH = Table("flag_switch", "indicators", "setup", ("การเปิดปิดธงแดง", "Red flag switch"), ("กฎของธงแดงที่คณะกรรมการสั่งเปิดหรือปิด มีวันที่และมติ กฎที่ไม่มีแถวถือว่าเปิด", "A red flag the committee switched on or off, with date and resolution; one without a row is on"), ("flag", "effective_on"), (
    choice("flag", "flag", "ธงแดง", "Red flag", "กฎใด", "Which rule", required=True), day("effective_on", "มีผลตั้งแต่", "Effective on", "วันที่มีผล", "From when it holds", required=True),
    boolean("is_on", "เปิดใช้", "Is on", "เปิด (ใช่) หรือปิด (ไม่ใช่)", "Whether it is raised", required=True), text("resolution_reference", "มติอ้างอิง", "Resolution", "มติที่กำหนด", "The resolution behind it"),
    text("reason", "เหตุผล", "Reason", "เหตุที่เปิดหรือปิด", "Why", required=True),
))
RATING = Table("rating", "indicators", "monthly", ("การให้คะแนนสถานะ", "Rating"), ("สถานะที่รายงานเองหรือคณะกรรมการให้", "A state given by the reporter or the committee"), ("subject_kind", "subject_code", "rating_source", "rated_on"), (
    choice("subject_kind", "subject_kind", "ประเภทสิ่งที่ประเมิน", "Kind of item", "ประเภทสิ่งที่ประเมิน", "Kind of thing rated", required=True), code("subject_code", "รหัสสิ่งที่ประเมิน", "Code of the item", "รหัสของสิ่งนั้น", "Code of that thing", required=True, example="D-01"),
    choice("rating_source", "rating_source", "ผู้ประเมิน", "Rated by", "รายงานตนเองหรือคณะกรรมการ", "Self or committee", required=True), day("rated_on", "วันที่ประเมิน", "Rated on", "วันที่ประเมิน", "When it was rated", required=True),
    choice("state", "state", "สถานะ", "State", "สถานะที่ให้", "The state given", required=True), text("reason", "เหตุผล", "Reason", "เหตุผล", "Why"), body_code(),
))
TABLES = (INDICATOR, INDICATOR_TARGET, TARGET_CHANGE, THRESHOLD, FLAG_SWITCH, OBSERVATION, RATING)

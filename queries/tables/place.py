"""The province and its districts."""

from queries.tables.spec import Table, boolean, code, integer, number, text

PROVINCE = Table("province", "place", "setup", ("จังหวัด", "Province"), ("จังหวัดเจ้าของข้อมูล หนึ่งแถว", "The province the data is about, one row"), (), (
    text("province_name_th", "ชื่อจังหวัด", "Name in Thai", "ชื่อจังหวัดภาษาไทย", "The province's Thai name", required=True, example="พะเยา"),
    text("province_name_en", "ชื่อภาษาอังกฤษ", "Name in English", "ชื่อจังหวัดภาษาอังกฤษ", "The province's English name", required=True, example="Phayao"),
    text("office_name", "สำนักงานเจ้าของข้อมูล", "Office in charge", "หน่วยงานผู้จัดการโครงการ", "The project manager's office", required=True, example="สำนักงานจังหวัดพะเยา"),
    text("office_contact", "ช่องทางติดต่อสำนักงาน", "Office contact", "ช่องทางสอบถามของสำนักงาน ไม่ใช่ของบุคคล", "How to reach the office, not a person"),
    boolean("is_sample", "เป็นข้อมูลตัวอย่าง", "Is sample data", "ใช่ เมื่อข้อมูลสมมติขึ้น ทุกหน้าจอจะแจ้ง", "Yes when the data is invented; every screen says so", required=True),
))
DISTRICT = Table("district", "place", "setup", ("อำเภอ", "District"), ("อำเภอของจังหวัดและที่ตั้งที่ว่าการ", "The province's districts and where their offices stand"), ("district_code",), (
    code("district_code", "รหัสอำเภอ", "District code", "รหัสอำเภอสี่หลักของกรมการปกครอง", "Official four-digit code", required=True, example="5601", bad_example="56 01"),
    text("district_name_th", "ชื่ออำเภอ", "District name in Thai", "ชื่ออำเภอภาษาไทย", "Thai name", required=True, example="เมืองพะเยา"),
    text("district_name_en", "ชื่ออำเภอภาษาอังกฤษ", "District name in English", "ชื่ออำเภอภาษาอังกฤษ", "English name", required=True, example="Mueang Phayao"),
    number("latitude", "ละติจูด", "Latitude", "ละติจูดของที่ว่าการอำเภอ", "Latitude of the district office", required=True, minimum=5, maximum=21, unit=("องศา", "degrees"), example="19.192"),
    number("longitude", "ลองจิจูด", "Longitude", "ลองจิจูดของที่ว่าการอำเภอ", "Longitude of the district office", required=True, minimum=97, maximum=106, unit=("องศา", "degrees"), example="99.8788"),
    integer("population", "ประชากร", "Population", "จำนวนประชากรล่าสุด", "Latest population", minimum=0, unit=("คน", "people"), example="120000"),
))
TABLES = (PROVINCE, DISTRICT)

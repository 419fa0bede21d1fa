"""What is said of the open data where people look for it: the Thai government data catalogue's record, DCAT, and a page to read first."""

from collections.abc import Mapping
from typing import Any

from queries.exports.published import DataRelease

TAGS = ("งบประมาณ", "สัญญา", "ตัวชี้วัด", "การมีส่วนร่วม", "เครือข่ายบริหารกิจการสาธารณะ", "ธรรมาภิบาล")
UNKNOWN = "ยังไม่ระบุ"  # where the province has said nothing: the catalogue asks for a value


def catalogue(package: Mapping[str, Any], place: Mapping, at: DataRelease) -> dict[str, Any]:
    """The record in the Thai government data catalogue's fields; its values are Thai, as the catalogue keeps them."""
    return {
        "name": package["name"], "title": package["title"], "owner_org": place["office_name"], "maintainer": place["office_name"], "maintainer_contact": place["office_contact"] or UNKNOWN,
        "notes": package["description"], "objective": "เพื่อให้ประชาชนและคณะกรรมการตรวจสอบติดตามผลตามสัญญาขับเคลื่อนแผนพัฒนาจังหวัด", "tag_string": ",".join(TAGS),
        "data_type": "ข้อมูลระเบียน", "data_category": "ข้อมูลสาธารณะ", "data_format": "CSV, XLSX, JSON, Parquet", "data_language": "ไทย", "data_source": place["office_name"],
        "update_frequency_unit": "เดือน", "update_frequency_interval": 1, "geo_coverage": "จังหวัด", "geo_coverage_name": place["province_name_th"], "accessible_condition": "ไม่มี",
        "license_id": _licence(package) or UNKNOWN, "last_updated_date": at.as_of.isoformat(), "created_date": at.saved_at[:10], "x_dataRelease": package["x_dataRelease"],
        "resources": [{"name": one["title"], "description": one["description"], "format": "CSV", "path": one["path"], "mimetype": one["mediatype"]} for one in package["resources"]],
    }


def dcat(package: Mapping[str, Any], place: Mapping, at: DataRelease) -> dict[str, Any]:
    """The same as a DCAT dataset in JSON-LD, a distribution a CSV."""
    licence = {"dct:license": {"@id": _licence(package)}} if _licence(package) else {}
    return {
        "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#"},
        "@type": "dcat:Dataset", "@id": package["id"], "dct:identifier": package["id"], "dct:title": [{"@language": "th", "@value": package["title"]}, {"@language": "en", "@value": package["title_en"]}],
        "dct:description": {"@language": "th", "@value": package["description"]}, "dct:publisher": {"@type": "foaf:Agent", "foaf:name": place["office_name"]}, "dct:language": {"@id": "http://id.loc.gov/vocabulary/iso639-1/th"},
        "dct:modified": {"@type": "xsd:date", "@value": at.as_of.isoformat()}, "dct:issued": {"@type": "xsd:dateTime", "@value": at.saved_at}, "dct:spatial": {"@id": f"urn:iso:std:iso:3166:-2:{package['regionCode']}"},
        "dct:accrualPeriodicity": {"@id": "http://purl.org/cld/freq/monthly"}, "dcat:version": str(at.number), **licence, "dcat:keyword": [{"@language": "th", "@value": tag} for tag in TAGS],
        "dcat:distribution": [{"@type": "dcat:Distribution", "dct:title": {"@language": "th", "@value": one["title"]}, "dcat:downloadURL": {"@id": one["path"]}, "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/text/csv"}, "dcat:byteSize": one["bytes"], **licence}
                              for one in package["resources"]],
    }


def _licence(package: Mapping[str, Any]) -> str:
    return next((one["path"] for one in package.get("licenses", ())), "")


def readme(package: Mapping[str, Any], place: Mapping, at: DataRelease) -> str:
    """What this folder is, in Thai and English."""
    counts = package["x_withheld"]["counts"]
    listed = "\n".join(f"| {one['path']} | {one['title']} | {one['title_en']} | {one['x_rows']} | {one['x_withheldCounts'] or ''} |" for one in package["resources"])
    sample = "\n\n**ข้อมูลตัวอย่าง สมมติขึ้นทั้งหมด / Sample data, all of it invented**" if place["is_sample"] else ""
    contact = place["office_contact"] or UNKNOWN
    return f"""# {package['title']}
{package['title_en']}{sample}

- ข้อมูล ณ วันที่ / as of: {at.as_of.isoformat()}
- ฉบับข้อมูลที่ / data release: {at.number} · chain {at.chain}
- เจ้าของข้อมูล / source: {place['office_name']} ({contact})
- สัญญาอนุญาต / licence: {_licence(package) or 'ยังไม่ระบุ / none claimed yet'}

## ไทย

แต่ละตารางมีเป็น CSV, JSON และ Parquet และรวมใน open-data.xlsx คำอธิบายทุกคอลัมน์อยู่ใน datapackage.json จำนวนเงินเป็นบาท ปีงบประมาณเป็น พ.ศ. วันที่เป็น ค.ศ. ตาม ISO 8601
ตารางใน tables/ โหลดกลับได้ทั้งหมด: `scrutiny load tables --province {place_code(package)} --as-of {at.as_of.isoformat()}` ในฐานข้อมูลใหม่
ตารางใน counts/ เป็นจำนวนคน จำนวน 1–4 คนและจำนวนที่ทำให้คำนวณย้อนได้ปิดไว้ (ช่องว่าง) จึงโหลดกลับไม่ได้ ปิดไว้ {sum(counts.values())} ช่อง
ตารางใน record/ (ถ้ามี) เป็นบันทึกของคณะกรรมการ: การประชุม ข้อซักถาม ข้อสังเกต มติ ยืนยันในระบบเท่านั้น จึงไม่รับจากไฟล์
ไม่เผยแพร่: หมายเหตุภายใน ที่อยู่เอกสาร คำตอบแบบสำรวจรายภาคี ผู้แทนที่ไม่ได้ดำรงตำแหน่งทางราชการ และชื่อของภาคีที่เป็นบุคคล

## English

Each table comes as CSV, JSON and Parquet, and all of them in open-data.xlsx. datapackage.json tells every column. Money is baht, fiscal years are Buddhist era, dates are ISO 8601 (CE).
All of tables/ can be loaded again with the command above, into a database of its own.
counts/ holds counts of people: one to four, and counts that would give them away, are withheld (an empty cell), so these cannot be loaded again. Withheld: {sum(counts.values())}.
record/, where it is there, holds the committee's own record – meetings, questions, findings, resolutions. It is confirmed in the product only, so no file of it is taken in.
Never published: internal notes, document addresses, single survey answers, post holders without a public office, and names of partners who are individuals.

| file | ตาราง | table | rows | withheld |
|---|---|---|---|---|
{listed}
"""


def place_code(package: Mapping[str, Any]) -> str:
    """The province's two digits."""
    return package["regionCode"].removeprefix("TH-")

"""Every setting, once: its name in the environment, default, meaning. The only reader of the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from dataclasses import field as dataclass_field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

from platformdirs import user_data_dir

from queries.errors import UsageError
from queries.workbook.limits import Limits

PREFIX = "SCRUTINY_"
# A style on one https host, or a path of this server. Of the host nothing but letters, digits, dots and hyphens: it goes into a header.
STYLE = re.compile(r"(?:(?P<host>https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?)/|/(?!/))[^\s\"'<>\\]*", re.IGNORECASE)

WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
ADDRESSES = re.compile(r"[0-9a-fA-F.:]+(/\d{1,3})?(\s*,\s*[0-9a-fA-F.:]+(/\d{1,3})?)*")
OCID, OC4IDS = (re.compile(f"{standard}-[a-z0-9]{{6}}") for standard in ("ocds", "oc4ids"))  # as the standards' registrars give them


def _setting(default, meaning_th: str, meaning_en: str, *, written: re.Pattern | None = None, allowed: str = ""):
    return dataclass_field(default=default, metadata={"meaning": (meaning_th, meaning_en), "written": written, "allowed": allowed})


@dataclass(frozen=True)
class Settings:
    """The settings in force; each is read from SCRUTINY_<NAME>."""

    database: str = _setting("", "ที่อยู่ฐานข้อมูล sqlite:///… หรือ postgresql://… ว่างคือไฟล์ในโฟลเดอร์ผู้ใช้", "Database address; empty is a SQLite file in the user's data folder")
    language: str = _setting("th", "ภาษาเริ่มต้น th หรือ en", "Language to begin with, th or en")
    port: int = _setting(8501, "พอร์ตที่เปิดหน้าจอ", "Port the screens are served on")
    host: str = _setting("127.0.0.1", "ที่อยู่ที่เปิดหน้าจอ ปกติเฉพาะเครื่องนี้", "Address the screens are served on, normally this machine only")
    basemap: str = _setting("", "ที่อยู่สไตล์แผนที่ฐาน (MapLibre style) https://… หรือ /… ของเซิร์ฟเวอร์นี้ ว่างคือไม่มี ถ้าตั้ง เบราว์เซอร์ของผู้ดูทุกคนจะติดต่อโฮสต์นั้น และห้องที่ไม่มีอินเทอร์เน็ตจะไม่เห็นแผนที่ฐาน",
                            "Address of a MapLibre style for a basemap, https://… or /… of this server; empty is none. Once set, every reader's browser asks that host, and a room without internet sees no basemap",
                            written=STYLE, allowed="https://HOST/… · /…")
    ocid_prefix: str = _setting("ocds-000000", "คำนำหน้า ocid ที่จดทะเบียนไว้กับ Open Contracting ค่าเริ่มต้นเป็นค่าสมมติ", "The ocid prefix registered for publishing OCDS; the default is invented", written=OCID, allowed="ocds-abc123")
    oc4ids_prefix: str = _setting("oc4ids-000000", "คำนำหน้ารหัสโครงการ OC4IDS ที่จดทะเบียนไว้ ค่าเริ่มต้นเป็นค่าสมมติ", "The project identifier prefix registered for publishing OC4IDS; the default is invented", written=OC4IDS, allowed="oc4ids-abc123")
    licence: str = _setting("", "ที่อยู่ของสัญญาอนุญาตของข้อมูลที่ส่งออก ว่างคือไม่ระบุ", "Address of the licence of exported data; empty claims none", written=WEB, allowed="https://…")
    chromium: str = _setting("", "โปรแกรม Chromium, Chrome หรือ Edge ที่ใช้พิมพ์ PDF ว่างคือหาเองในเครื่อง", "The Chromium, Chrome or Edge that prints PDF; empty looks for one on the machine")
    pdf_seconds: int = _setting(60, "เวลาสูงสุดในการพิมพ์ PDF หนึ่งไฟล์ (วินาที)", "Longest time to print one PDF (seconds)")
    public_readers: int = _setting(500, "หน้าจอสาธารณะเปิดพร้อมกันได้มากที่สุด", "Most public screens open at a time")
    public_readers_per_address: int = _setting(120, "หน้าจอสาธารณะที่เปิดพร้อมกันได้ต่อที่อยู่เครือข่ายหนึ่ง (สำนักงานหนึ่งมักใช้ที่อยู่เดียวกัน)", "Most public screens open at a time from one network address (an office shares one)")
    public_requests_per_minute: int = _setting(6000, "คำขอต่อนาทีต่อที่อยู่เครือข่ายหนึ่ง การเปิดหน้าแรกใช้ราว 40 คำขอ", "Requests a minute from one network address; a first view takes about 40")
    trusted_proxies: str = _setting("", "ที่อยู่ของพร็อกซีหน้าเครื่อง คั่นด้วยจุลภาค (10.0.0.2, 10.1.0.0/16) เชื่อ X-Forwarded-For จากที่อยู่เหล่านี้เท่านั้น ว่างคือไม่เชื่อผู้ใด",
                                    "Addresses of the proxies in front, separated by commas (10.0.0.2, 10.1.0.0/16): only theirs is the X-Forwarded-For that is believed; empty believes nobody",
                                    written=ADDRESSES, allowed="10.0.0.2, 10.1.0.0/16")
    committee_address: str = _setting("", "ที่อยู่ทางไปรษณีย์ของคณะกรรมการตรวจสอบติดตาม สำหรับผู้จะถาม ว่างคือยังไม่ระบุ", "The committee's postal address, for whoever wants to ask; empty is told as not stated")
    committee_contact: str = _setting("", "โทรศัพท์ อีเมล หรือเว็บของคณะกรรมการ เป็นของหน่วยงาน ไม่ใช่ของบุคคล ว่างคือยังไม่ระบุ", "The committee's telephone, e-mail or web page, an office's and not a person's; empty is told as not stated")
    complaints_line: str = _setting("1567", "สายด่วนศูนย์ดำรงธรรม ว่างคือไม่แสดง", "The Damrongdhama complaints centre's line; empty shows none")
    privacy_contact: str = _setting("", "ช่องทางติดต่อเรื่องข้อมูลส่วนบุคคล ว่างคือช่องทางของคณะกรรมการ", "Whom to ask about personal data; empty is the committee's own contact")
    read_max_file_mb: int = _setting(Limits.max_file_mb, "ขนาดไฟล์สูงสุด (MB)", "Largest file (MB)")
    read_max_unzipped_mb: int = _setting(Limits.max_unzipped_mb, "ขนาดเมื่อคลายไฟล์สูงสุด (MB)", "Largest file once unpacked (MB)")
    read_max_rows: int = _setting(Limits.max_rows, "จำนวนแถวสูงสุดต่อแผ่นงาน", "Most rows in a sheet")
    read_max_columns: int = _setting(Limits.max_columns, "จำนวนคอลัมน์สูงสุดต่อแผ่นงาน", "Most columns in a sheet")
    read_memory_mb: int = _setting(Limits.memory_mb, "หน่วยความจำสูงสุดในการอ่านไฟล์ (MB)", "Most memory to read a file (MB)")
    read_seconds: int = _setting(Limits.seconds, "เวลาสูงสุดในการอ่านไฟล์ (วินาที)", "Longest time to read a file (seconds)")

    @property
    def database_url(self) -> str:
        """The database's address, with the default filled in."""
        return self.database or f"sqlite:///{Path(user_data_dir('joint-scrutiny')) / 'scrutiny.sqlite'}"

    @property
    def basemap_host(self) -> str:
        """The only foreign host a screen may ask, as "https://host:port"; "" without a basemap or with one of this server's own."""
        return (STYLE.fullmatch(self.basemap)["host"] or "").lower() if self.basemap else ""

    @property
    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The proxies whose word is taken for where a reader is. UsageError where one is no address."""
        try:
            return tuple(ip_network(part.strip(), strict=False) for part in self.trusted_proxies.split(",") if part.strip())
        except ValueError:
            raise UsageError("setting_malformed", name=f"{PREFIX}TRUSTED_PROXIES", allowed="10.0.0.2, 10.1.0.0/16", value=self.trusted_proxies) from None

    @property
    def limits(self) -> Limits:
        """What reading one file may use."""
        return Limits(**{item.name: getattr(self, f"read_{item.name}") for item in fields(Limits)})


def read(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment; what is not there keeps its default. UsageError for a value of the wrong kind."""
    found = {}
    for item in fields(Settings):
        text = environment.get(PREFIX + item.name.upper())
        if text is not None and text.strip():
            found[item.name] = _value(item, text.strip())
    return Settings(**found)


def _value(item, text: str):
    written = item.metadata["written"]
    if written and not written.fullmatch(text):
        raise UsageError("setting_malformed", name=PREFIX + item.name.upper(), allowed=item.metadata["allowed"], value=text)
    if item.type is not int:
        return text
    try:
        return int(text)
    except ValueError:
        raise UsageError("setting_malformed", name=PREFIX + item.name.upper(), allowed="1, 2, 3 …", value=text) from None


def described() -> list[tuple[str, str, tuple[str, str]]]:
    """Every setting as (name in the environment, default, meaning in Thai and English), for help texts and the README."""
    return [(PREFIX + item.name.upper(), str(item.default), item.metadata["meaning"]) for item in fields(Settings)]

"""Errors for people: a code, words in two languages, an exit code; never a traceback."""

FINE, USAGE, PROBLEMS, UNREADABLE, DATABASE = 0, 2, 10, 11, 12

TEXTS: dict[str, tuple[str, str]] = {
    "database_kind_unknown": ("ไม่รองรับฐานข้อมูลที่ {url} ใช้ sqlite:///… หรือ postgresql://…", "The database {url} is of no known kind: use sqlite:///… or postgresql://…"),
    "database_unreachable": ("เปิดฐานข้อมูล {url} ไม่ได้: {reason} ข้อมูลเดิมไม่ถูกแตะต้อง", "Cannot use the database {url}: {reason}. What it held is untouched"),
    "database_empty": ("ฐานข้อมูล {url} ยังว่าง สั่ง scrutiny load ก่อน", "The database {url} is empty: run scrutiny load first"),
    "database_revision": ("โครงสร้างฐานข้อมูล {url} เป็นรุ่น {found} แต่โปรแกรมต้องใช้รุ่น {expected} สั่ง scrutiny upgrade", "The database {url} is at revision {found}, this version needs {expected}: run scrutiny upgrade"),
    "release_unknown": ("ไม่มีฉบับข้อมูลที่ {number} ล่าสุดคือ {latest}", "There is no release {number}; the newest is {latest}"),
    "release_not_before": ("เทียบฉบับที่ {release} กับฉบับที่ {before} ไม่ได้ ต้องเป็นฉบับก่อนหน้า", "Release {release} cannot be compared with release {before}: that is none before it"),
    "release_built_upon": ("ย้อนฉบับที่ {number} ไม่ได้ เพราะฉบับหลังแก้ข้อมูลเดียวกัน ({rows}) ให้ย้อนฉบับหลังก่อน", "Release {number} cannot be reverted: later releases changed the same rows ({rows}). Revert those first"),
    "release_already_reverted": ("ฉบับที่ {number} ถูกย้อนไปแล้วโดยฉบับที่ {by}", "Release {number} was already reverted by release {by}"),
    "province_unknown": ("ฐานข้อมูลไม่มีจังหวัดรหัส {province} มีเพียง: {known}", "The database holds no province {province}; it has: {known}"),
    "partner_unknown": ("ไม่มีภาคีรหัส {partner} ในฉบับข้อมูลนี้", "This release holds no partner {partner}"),
    "province_needed": ("ฐานข้อมูลมีหลายจังหวัด ({known}) ระบุด้วย --province", "The database holds several provinces ({known}): say which with --province"),
    "question_unknown": ("ไม่มีคำถามชื่อ {name} ใกล้เคียง: {near}", "There is no question {name}; near it: {near}"),
    "pick_unknown": ("คำถาม {name} ไม่รับตัวเลือก {pick} รับเพียง: {known}", "Question {name} takes no pick {pick}; it takes: {known}"),
    "pick_needed": ("คำถาม {name} ต้องระบุตัวเลือก: {needed}", "Question {name} needs the picks: {needed}"),
    "pick_malformed": ("ตัวเลือกต้องเขียนเป็น ชื่อ=ค่า แต่ได้ {pick}", "A pick is written name=value, not {pick}"),
    "date_malformed": ("“{value}” ไม่ใช่วันที่ เขียนเช่น 30/11/2567", "“{value}” is not a date: write it as 30/11/2567"),
    "day_unknown": ("ฉบับข้อมูลนี้มีข้อมูลถึงวันที่ {as_of} จึงไม่ทราบสภาพ ณ วันที่ {day}", "This release knows until {as_of}, not how things stood on {day}"),
    "setting_malformed": ("ค่าตั้ง {name} ต้องเป็น {allowed} แต่ได้ {value}", "The setting {name} must be {allowed}, not {value}"),
    "boundary_terms_needed": ("ต้องระบุแหล่งที่มาและเงื่อนไขการใช้ขอบเขต: --source \"…\" --terms \"…\" คัดจากหน้าที่ดาวน์โหลด เพราะต้องพิมพ์กำกับแผนที่", "Say where the boundaries are from and under which terms: --source \"…\" --terms \"…\", as the download page states them. They are printed with the map"),
    "boundary_no_districts": ("ฐานข้อมูลยังไม่มีอำเภอของจังหวัด {province} นำเข้าแบบตั้งต้นก่อน (scrutiny load)", "The database has no districts of province {province}: load the setup workbook first (scrutiny load)"),
    "boundaries_extra_missing": ("การนำเข้าขอบเขตต้องติดตั้งส่วนเสริม (ขาด {name}): pip install \"joint-scrutiny[boundaries]\"", "Loading boundaries needs an extra ({name} is missing): pip install \"joint-scrutiny[boundaries]\""),
    "export_empty": ("ฉบับข้อมูลที่ {number} ไม่มีข้อมูลสำหรับส่งออกแบบ {standard}", "Release {number} holds nothing to export as {standard}"),
    "export_needs_file": ("มาตรฐาน {standard} มีหลายไฟล์ ระบุที่เก็บด้วย --to โฟลเดอร์ หรือ --to ไฟล์.zip", "{standard} is several files: say where with --to FOLDER or --to FILE.zip"),
    "question_unpublished": ("ฉบับเผยแพร่ไม่มีคำตอบของ {name}", "What is published does not answer {name}"),
    "publication_unsafe": ("ไม่เผยแพร่ เพราะไฟล์ที่สร้างไม่ผ่านการตรวจ: {problems} ไฟล์เดิมยังอยู่", "Not published: the file that was made does not stand its own check: {problems}. What was there before is untouched"),
    "publication_unknown": ("ไม่มีการเผยแพร่ครั้งที่ {number}", "There is no publication {number}"),
    "publication_reason": ("ถอนการเผยแพร่ต้องบอกเหตุผล: --reason \"…\"", "Say why a publication is withdrawn: --reason \"…\""),
    "publication_name": ("ชื่อไฟล์เผยแพร่ต้องลงท้ายด้วย .sqlite แต่ได้ {path}", "A published file's name ends in .sqlite, not {path}"),
    "public_file_missing": ("ไม่มีไฟล์เผยแพร่ {path}", "There is no published file {path}"),
    "public_file_live": ("{path} ไม่ใช่ไฟล์เผยแพร่ อาจเป็นฐานข้อมูลจริง จึงไม่เปิดต่อสาธารณะ ({problems}) สร้างไฟล์ด้วย scrutiny publish", "{path} is no published file, it may be a live database, and is not shown to the public ({problems}). Make one with scrutiny publish"),
    "public_file_manifest": ("ไม่มีใบกำกับ {path} ที่อ่านได้ ต้องวางไว้ข้างไฟล์เผยแพร่", "There is no manifest {path} that can be read: it belongs beside the published file"),
    "public_file_sha256": ("{path} ไม่ตรงกับใบกำกับ (sha256) อาจคัดลอกไม่ครบหรือถูกแก้", "{path} is not the file its manifest speaks of (sha256): it was copied in part, or altered"),
    "public_file_writable": ("{path} ยังแก้ไขได้ ทำให้อ่านได้อย่างเดียวก่อน (chmod a-w)", "{path} can be written to: make it read-only first (chmod a-w)"),
    "public_no_file": ("หน้าจอสาธารณะเปิดได้เฉพาะไฟล์เผยแพร่ (scrutiny serve --public FILE) ไม่ใช่ {url}", "The public screens show a published file only (scrutiny serve --public FILE), not {url}"),
    "public_near_live": ("กระบวนการสาธารณะต้องไม่มีสิทธิ์ถึงฐานข้อมูลจริง: {reason}", "The public process must have no way to the live database: {reason}"),
    "open_data_missing": ("โฟลเดอร์ {path} ไม่มี datapackage.json ที่อ่านได้", "The folder {path} has no datapackage.json that can be read"),
    "export_unwritable": ("เขียน {path} ไม่ได้: {reason}", "Cannot write {path}: {reason}"),
    "meeting_unknown": ("ไม่มีการประชุมรหัส {meeting} มีเพียง: {known}", "There is no meeting {meeting}; there are: {known}"),
    "pack_form_unknown": ("การประชุม {meeting} ใช้แบบเอกสารรุ่น {form} ซึ่งโปรแกรมรุ่นนี้ทำไม่ได้ ทำได้เพียงรุ่น {known}", "The meeting {meeting} uses version {form} of the papers' form, which this program cannot make; it can make {known}"),
    "brief_needs_form": ("ไม่รู้จักชนิดไฟล์ของ {path} ตั้งชื่อให้ลงท้ายด้วย .html หรือ .pdf", "What kind of file is {path}? Let its name end in .html or .pdf"),
    "chromium_missing": ("ทำ PDF ไม่ได้ เพราะไม่พบ Chromium, Chrome หรือ Edge ในเครื่องนี้ (ระบุได้ด้วย SCRUTINY_CHROMIUM) ใช้ --html แล้วสั่งพิมพ์จากเบราว์เซอร์ใดก็ได้", "No PDF: this machine has no Chromium, Chrome or Edge that was found (name one by SCRUTINY_CHROMIUM). Use --html and print it from any browser"),
    "pdf_timed_out": ("ทำ PDF ไม่ได้ เพราะ {program} ไม่เสร็จใน {seconds} วินาที (เพิ่มเวลาได้ด้วย SCRUTINY_PDF_SECONDS) ใช้ --html แล้วสั่งพิมพ์จากเบราว์เซอร์ใดก็ได้", "No PDF: {program} did not finish in {seconds} seconds (SCRUTINY_PDF_SECONDS gives it longer). Use --html and print it from any browser"),
    "pdf_failed": ("ทำ PDF ไม่ได้ เพราะ {program} ไม่ได้เขียนไฟล์: {reason} ใช้ --html แล้วสั่งพิมพ์จากเบราว์เซอร์ใดก็ได้", "No PDF: {program} wrote none: {reason}. Use --html and print it from any browser"),
    "site_folder_taken": ("{path} มีของอื่นอยู่ ไม่ใช่เว็บไซต์ที่คำสั่งนี้เขียนไว้ จึงไม่เขียนทับ เลือกโฟลเดอร์อื่น", "{path} holds something else than a site this command wrote: nothing is overwritten. Choose another folder"),
    "site_address_malformed": ("ที่อยู่เว็บไซต์ต้องขึ้นต้นด้วย https:// แต่ได้ {value}", "The site's address begins with https://, not {value}"),
    "host_not_local": ("เปิดหน้าจอของเจ้าหน้าที่ที่ {host} ไม่ได้ เพราะยังไม่มีการลงชื่อเข้าใช้ เปิดได้เฉพาะเครื่องนี้ (SCRUTINY_HOST=127.0.0.1)", "The official screens cannot be served at {host}: nobody signs in yet, so only this machine may see them (SCRUTINY_HOST=127.0.0.1)"),
    "port_taken": ("พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ ลอง --port {other}", "Port {port} is in use: try --port {other}"),
}


class ForPeople(Exception):
    """An error whose message is meant for the person at the keyboard."""

    exit_code = USAGE

    def __init__(self, code: str, **details):
        super().__init__(code)
        self.code, self.details = code, details

    def message(self, language: str = "th") -> str:
        """The words in Thai ("th") or English ("en")."""
        return TEXTS[self.code][language == "en"].format(**self.details)

    def __str__(self) -> str:
        return f"{self.message('th')}\n{self.message('en')}"


class DatabaseError(ForPeople):
    """The database cannot be reached, is of another revision, or refuses."""

    exit_code = DATABASE


class UsageError(ForPeople):
    """The command was asked something it cannot answer."""

    exit_code = USAGE


class UnverifiedFile(UsageError):
    """A file that was to be shown to the public is not what a published file must be."""


class Unpublished(UsageError):
    """The public asks for what was not published."""


class UnreadableFile(ForPeople):
    """The file cannot be read at all."""

    exit_code = UNREADABLE

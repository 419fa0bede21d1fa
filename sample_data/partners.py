"""The partners and the posts that speak for them. Businesses, associations and communities are invented and say so."""

from collections.abc import Iterator
from decimal import Decimal

from sample_data.world import SETUP, Fact, World, be

# alias: sector, level, district (place in the list), Thai name, English name, short name, resources.
# {p} is the province, {d} the partner's own district; "(สมมติ)" marks what exists nowhere.
PARTNERS: dict[str, tuple[str, str, int, str, str, str, str]] = {
    "office": ("regional_administration", "organisation", 0, "สำนักงานจังหวัด{p}", "{e} Provincial Office", "สนจ.", "authority;budget;personnel"),
    "farm": ("regional_administration", "organisation", 0, "สำนักงานเกษตรจังหวัด{p}", "{e} Provincial Agricultural Extension Office", "กษจ.", "budget;knowledge;personnel"),
    "health": ("regional_administration", "organisation", 0, "สำนักงานสาธารณสุขจังหวัด{p}", "{e} Provincial Public Health Office", "สสจ.", "budget;knowledge;personnel"),
    "community_dev": ("regional_administration", "organisation", 0, "สำนักงานพัฒนาชุมชนจังหวัด{p}", "{e} Provincial Community Development Office", "พช.", "budget;personnel"),
    "social": ("regional_administration", "organisation", 0, "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด{p}", "{e} Provincial Social Development Office", "พมจ.", "budget;personnel"),
    "environment": ("regional_administration", "organisation", 0, "สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัด{p}", "{e} Provincial Natural Resources Office", "ทสจ.", "authority;budget;knowledge"),
    "tourism": ("regional_administration", "organisation", 0, "สำนักงานการท่องเที่ยวและกีฬาจังหวัด{p}", "{e} Provincial Tourism and Sports Office", "ทกจ.", "budget;personnel"),
    "commerce": ("regional_administration", "organisation", 0, "สำนักงานพาณิชย์จังหวัด{p}", "{e} Provincial Commerce Office", "พณจ.", "budget;knowledge"),
    "industry": ("regional_administration", "organisation", 0, "สำนักงานอุตสาหกรรมจังหวัด{p}", "{e} Provincial Industry Office", "อก.", "authority;knowledge"),
    "cooperative": ("regional_administration", "organisation", 0, "สำนักงานสหกรณ์จังหวัด{p}", "{e} Provincial Cooperative Office", "สหกรณ์ฯ", "knowledge;personnel"),
    "governing": ("regional_administration", "organisation", 0, "ที่ทำการปกครองจังหวัด{p}", "{e} Provincial Administration Office", "ปค.", "authority;budget;personnel"),
    "labour": ("regional_administration", "organisation", 0, "สำนักงานแรงงานจังหวัด{p}", "{e} Provincial Labour Office", "รง.", "budget;knowledge"),
    "chun_office": ("regional_administration", "organisation", 1, "ที่ว่าการอำเภอ{d}", "{f} District Office", "อ.{d}", "authority;place"),
    "kham_office": ("regional_administration", "organisation", 2, "ที่ว่าการอำเภอ{d}", "{f} District Office", "อ.{d}", "authority;place"),
    "pong_office": ("regional_administration", "organisation", 5, "ที่ว่าการอำเภอ{d}", "{f} District Office", "อ.{d}", "authority;place"),
    "water": ("central_agency", "organisation", 0, "โครงการชลประทาน{p}", "{e} Irrigation Project", "ชป.", "budget;equipment;technology"),
    "roads": ("central_agency", "organisation", 0, "แขวงทางหลวง{p}", "{e} Highway District", "แขวงฯ", "budget;equipment"),
    "education": ("central_agency", "organisation", 0, "สำนักงานศึกษาธิการจังหวัด{p}", "{e} Provincial Education Office", "ศธจ.", "budget;personnel;place"),
    "police": ("central_agency", "organisation", 0, "ตำรวจภูธรจังหวัด{p}", "{e} Provincial Police", "ภ.จว.", "authority;budget;personnel"),
    "pao": ("local_government", "organisation", 0, "องค์การบริหารส่วนจังหวัด{p}", "{e} Provincial Administrative Organisation", "อบจ.", "authority;budget;equipment"),
    "town": ("local_government", "organisation", 0, "เทศบาลเมือง{p}", "{e} Town Municipality", "ทม.{p}", "authority;budget;place"),
    "chun": ("local_government", "organisation", 1, "เทศบาลตำบลในอำเภอ{d} (สมมติ)", "Subdistrict municipality in {f} (invented)", "ทต.{d}", "authority;budget"),
    "kham": ("local_government", "organisation", 2, "เทศบาลตำบลในอำเภอ{d} (สมมติ)", "Subdistrict municipality in {f} (invented)", "ทต.{d}", "authority;budget"),
    "muan": ("local_government", "organisation", 3, "องค์การบริหารส่วนตำบลในอำเภอ{d} (สมมติ)", "Subdistrict organisation in {f} (invented)", "อบต.{d}", "authority;budget"),
    "dok": ("local_government", "organisation", 4, "เทศบาลเมืองในอำเภอ{d} (สมมติ)", "Town municipality in {f} (invented)", "ทม.{d}", "authority;budget;equipment"),
    "pong": ("local_government", "organisation", 5, "เทศบาลตำบลในอำเภอ{d} (สมมติ)", "Subdistrict municipality in {f} (invented)", "ทต.{d}", "authority;budget"),
    "chai": ("local_government", "organisation", 6, "เทศบาลตำบลในอำเภอ{d} (สมมติ)", "Subdistrict municipality in {f} (invented)", "ทต.{d}", "authority;budget"),
    "phusang": ("local_government", "organisation", 7, "องค์การบริหารส่วนตำบลในอำเภอ{d} (สมมติ)", "Subdistrict organisation in {f} (invented)", "อบต.{d}", "authority;budget"),
    "kamyao": ("local_government", "organisation", 8, "องค์การบริหารส่วนตำบลในอำเภอ{d} (สมมติ)", "Subdistrict organisation in {f} (invented)", "อบต.{d}", "authority;budget"),
    "power": ("state_enterprise", "organisation", 0, "การไฟฟ้าส่วนภูมิภาคจังหวัด{p}", "Provincial Electricity Authority, {e}", "กฟจ.", "equipment;technology"),
    "tap": ("state_enterprise", "organisation", 0, "การประปาส่วนภูมิภาค สาขา{p}", "Provincial Waterworks Authority, {e}", "กปภ.", "equipment;technology"),
    "farm_bank": ("state_enterprise", "organisation", 0, "ธนาคารเพื่อการเกษตรและสหกรณ์การเกษตร จังหวัด{p}", "Bank for Agriculture, {e}", "ธ.ก.ส.", "budget;knowledge"),
    "integrity": ("other_state_body", "organisation", 0, "สำนักงาน ป.ป.ช. ประจำจังหวัด{p}", "Anti-Corruption Commission Office, {e}", "ป.ป.ช.", "authority;knowledge"),
    "community_fund": ("other_state_body", "organisation", 0, "สำนักงานกองทุนพัฒนาชุมชนจังหวัด (สมมติ)", "Provincial community development fund (invented)", "กองทุน", "budget"),
    "chamber": ("business", "organisation", 0, "หอการค้าจังหวัด{p}", "{e} Chamber of Commerce", "หอการค้า", "budget;knowledge;social_capital"),
    "federation": ("business", "organisation", 0, "สภาอุตสาหกรรมจังหวัด{p}", "Federation of Industries, {e}", "ส.อ.ท.", "knowledge;technology"),
    "lake_tours": ("business", "organisation", 0, "บริษัท ริมน้ำทัวร์ จำกัด (สมมติ)", "Rim Nam Tours Co., Ltd. (invented)", "ริมน้ำทัวร์", "budget;personnel"),
    "organic": ("business", "organisation", 4, "บริษัท ทุ่งข้าวออร์แกนิก จำกัด (สมมติ)", "Thung Khao Organic Co., Ltd. (invented)", "ทุ่งข้าวฯ", "budget;technology"),
    "tour_club": ("business", "group", 2, "ชมรมธุรกิจท่องเที่ยวชายแดน (สมมติ)", "Border tourism business club (invented)", "ชมรมท่องเที่ยว", "social_capital"),
    "business_1": ("business", "individual", 0, "ผู้แทนภาคธุรกิจ 1", "Business representative 1", "ธุรกิจ 1", "knowledge"),
    "business_2": ("business", "individual", 2, "ผู้แทนภาคธุรกิจ 2", "Business representative 2", "ธุรกิจ 2", "social_capital"),
    "river": ("civil_society", "organisation", 0, "มูลนิธิลุ่มน้ำยั่งยืน (สมมติ)", "Sustainable Basin Foundation (invented)", "มูลนิธิลุ่มน้ำ", "knowledge;social_capital"),
    "clean_air": ("civil_society", "organisation", 5, "สมาคมอากาศสะอาดชุมชน (สมมติ)", "Community Clean Air Association (invented)", "อากาศสะอาด", "knowledge;personnel"),
    "elders": ("civil_society", "group", 4, "เครือข่ายผู้สูงอายุจังหวัด (สมมติ)", "Provincial elders' network (invented)", "ผู้สูงอายุ", "local_wisdom;social_capital"),
    "media": ("civil_society", "group", 0, "ชมรมสื่อชุมชน (สมมติ)", "Community media club (invented)", "สื่อชุมชน", "social_capital;technology"),
    "women": ("civil_society", "group", 6, "เครือข่ายสตรีพัฒนา (สมมติ)", "Women in development network (invented)", "สตรีพัฒนา", "social_capital"),
    "civic_1": ("civil_society", "individual", 7, "ผู้แทนภาคประชาสังคม 1", "Civil society representative 1", "ประชาสังคม 1", "political_capital"),
    "university": ("academia", "organisation", 0, "มหาวิทยาลัยลุ่มน้ำ (สมมติ)", "Basin University (invented)", "ม.ลุ่มน้ำ", "knowledge;place;technology"),
    "network_institute": ("academia", "organisation", 0, "สถาบันการจัดการเครือข่าย (สมมติ)", "Institute for Network Management (invented)", "สถาบันเครือข่าย", "knowledge;personnel"),
    "college": ("academia", "organisation", 4, "วิทยาลัยชุมชนในพื้นที่ (สมมติ)", "Local community college (invented)", "วิทยาลัยชุมชน", "knowledge;place"),
    "scholar_1": ("academia", "individual", 0, "ผู้ทรงคุณวุฒิด้านวิชาการ 1", "Academic expert 1", "วิชาการ 1", "knowledge"),
    "rice": ("community", "group", 4, "วิสาหกิจชุมชนข้าวหอมทุ่งหลวง (สมมติ)", "Thung Luang rice community enterprise (invented)", "ข้าวทุ่งหลวง", "local_wisdom;personnel"),
    "weavers": ("community", "group", 2, "กลุ่มทอผ้าไทลื้อบ้านเหนือ (สมมติ)", "Ban Nuea Tai Lue weavers (invented)", "ทอผ้าไทลื้อ", "local_wisdom"),
    "forest": ("community", "group", 3, "ป่าชุมชนบ้านห้วยใส (สมมติ)", "Ban Huai Sai community forest (invented)", "ป่าชุมชน", "local_wisdom;place"),
    "fishers": ("community", "group", 0, "กลุ่มประมงพื้นบ้านริมน้ำ (สมมติ)", "Lakeside fishers' group (invented)", "ประมงพื้นบ้าน", "local_wisdom"),
    "council_mj": ("community", "group", 6, "สภาองค์กรชุมชนตำบลศรีใจ (สมมติ)", "Si Chai community council (invented)", "สภาฯ ศรีใจ", "social_capital"),
    "council_ps": ("community", "group", 7, "สภาองค์กรชุมชนตำบลทุ่งซาง (สมมติ)", "Thung Sang community council (invented)", "สภาฯ ทุ่งซาง", "social_capital"),
    "council_ky": ("community", "group", 8, "สภาองค์กรชุมชนตำบลดงงาม (สมมติ)", "Dong Ngam community council (invented)", "สภาฯ ดงงาม", "social_capital"),
    "shops": ("stakeholder_group", "group", 0, "กลุ่มผู้ประกอบการร้านอาหารริมน้ำ (สมมติ)", "Waterside restaurants (invented)", "ร้านอาหาร", "social_capital"),
    "workers": ("stakeholder_group", "group", 1, "กลุ่มแรงงานนอกระบบ (สมมติ)", "Informal workers (invented)", "แรงงานนอกระบบ", "personnel"),
    "water_users": ("stakeholder_group", "group", 1, "กลุ่มผู้ใช้น้ำชลประทาน (สมมติ)", "Irrigation water users (invented)", "ผู้ใช้น้ำ", "local_wisdom;personnel"),
    "haze_1": ("stakeholder_group", "individual", 5, "ผู้แทนผู้ได้รับผลกระทบจากหมอกควัน 1", "Representative of people affected by haze 1", "ผู้รับผลกระทบ 1", ""),
}
ORG = {alias: f"ORG-{n:03d}" for n, alias in enumerate(PARTNERS, 1)}
SECTOR = {alias: row[0] for alias, row in PARTNERS.items()}
PARENT = {"chun_office": "governing", "kham_office": "governing", "pong_office": "governing", "lake_tours": "chamber"}
ROLE = {
    "office": "ผู้จัดการโครงการ", "network_institute": "ผู้จัดการเครือข่าย", "pao": "แกนกลุ่มท้องถิ่น", "chamber": "แกนกลุ่มธุรกิจ",
    "river": "แกนกลุ่มประชาสังคม", "university": "ที่ปรึกษาวิชาการ", "council_mj": "แกนกลุ่มชุมชน",
}

# alias: partner, post title, boundary spanner, office holder.
POSTS: dict[str, tuple[str, str, bool, bool]] = {
    "governor": ("office", "ผู้ว่าราชการจังหวัด", False, True),
    "vice_governor": ("office", "รองผู้ว่าราชการจังหวัด", True, True),
    "head_office": ("office", "หัวหน้าสำนักงานจังหวัด", True, True),
    "strategy": ("office", "ผู้อำนวยการกลุ่มงานยุทธศาสตร์", False, True),
    "farm_head": ("farm", "เกษตรจังหวัด", False, True), "health_head": ("health", "นายแพทย์สาธารณสุขจังหวัด", False, True),
    "community_head": ("community_dev", "พัฒนาการจังหวัด", True, True), "social_head": ("social", "พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด", False, True),
    "environment_head": ("environment", "ผู้อำนวยการสำนักงานทรัพยากรธรรมชาติฯ", False, True), "tourism_head": ("tourism", "ท่องเที่ยวและกีฬาจังหวัด", False, True),
    "commerce_head": ("commerce", "พาณิชย์จังหวัด", False, True), "industry_head": ("industry", "อุตสาหกรรมจังหวัด", False, True),
    "governing_head": ("governing", "ปลัดจังหวัด", True, True), "police_head": ("police", "ผู้บังคับการตำรวจภูธรจังหวัด", False, True),
    "police_deputy": ("police", "รองผู้บังคับการตำรวจภูธรจังหวัด", False, True), "education_head": ("education", "ศึกษาธิการจังหวัด", False, True),
    "water_head": ("water", "ผู้อำนวยการโครงการชลประทาน", False, True), "pao_head": ("pao", "นายกองค์การบริหารส่วนจังหวัด", True, True),
    "town_head": ("town", "นายกเทศมนตรีเมือง", False, True), "chai_head": ("chai", "นายกเทศมนตรีตำบล", False, True), "kham_head": ("kham", "นายกเทศมนตรีตำบล", False, True),
    "power_head": ("power", "ผู้จัดการการไฟฟ้าส่วนภูมิภาคจังหวัด", False, True), "tap_head": ("tap", "ผู้จัดการการประปาส่วนภูมิภาค สาขา", False, True),
    "bank_head": ("farm_bank", "ผู้อำนวยการสำนักงาน ธ.ก.ส. จังหวัด", False, True), "integrity_head": ("integrity", "ผู้อำนวยการสำนักงาน ป.ป.ช. ประจำจังหวัด", False, True),
    "chamber_head": ("chamber", "ประธานหอการค้าจังหวัด", True, False), "federation_head": ("federation", "ประธานสภาอุตสาหกรรมจังหวัด", False, False),
    "business_2": ("business_2", "ผู้แทนภาคธุรกิจ 2", False, False), "river_head": ("river", "ผู้แทนภาคประชาสังคม 2", True, False),
    "media_head": ("media", "ผู้แทนสื่อชุมชน", False, False), "elders_head": ("elders", "ผู้แทนผู้สูงอายุ", False, False),
    "rector": ("university", "ผู้แทนมหาวิทยาลัย", True, False), "institute_head": ("network_institute", "ผู้จัดการเครือข่าย", True, False),
    "college_head": ("college", "ผู้แทนวิทยาลัยชุมชน", False, False), "scholar": ("scholar_1", "ผู้ทรงคุณวุฒิด้านวิชาการ 1", False, False),
    "council_head": ("council_mj", "ผู้แทนองค์กรชุมชน 1", True, False), "council_ky_head": ("council_ky", "ผู้แทนองค์กรชุมชน 2", False, False),
    "forest_head": ("forest", "ผู้แทนป่าชุมชน", False, False), "shops_head": ("shops", "ผู้แทนผู้ประกอบการร้านอาหาร", False, False),
    "workers_head": ("workers", "ผู้แทนแรงงานนอกระบบ", False, False),
}
POST = {alias: f"PER-{n:02d}" for n, alias in enumerate(POSTS, 1)}


def facts(world: World) -> Iterator[Fact]:
    """The province, its districts, partners and posts."""
    office = PARTNERS["office"][3].format(p=world.name)
    yield "province", SETUP, {
        "province_name_th": world.name, "province_name_en": world.name_en, "office_name": office,
        "office_contact": f"กลุ่มงานยุทธศาสตร์และข้อมูลเพื่อการพัฒนาจังหวัด {office} (ช่องทางตัวอย่าง)", "is_sample": True}
    for d in world.districts:
        yield "district", SETUP, {"district_code": d.code, "district_name_th": d.name, "district_name_en": d.name_en,
                                  "latitude": Decimal(d.latitude), "longitude": Decimal(d.longitude), "population": d.population}
    for alias, (sector, level, at, name, name_en, short, resources) in PARTNERS.items():
        district = world.districts[at]
        words = {"p": world.name, "e": world.name_en, "d": district.name, "f": district.name_en}
        yield "organisation", SETUP, {
            "organisation_code": ORG[alias], "organisation_name": name.format(**words), "organisation_name_en": name_en.format(**words),
            "short_name": short.format(**words), "sector": sector, "actor_level": level, "district_code": district.code,
            "parent_organisation_code": ORG[PARENT[alias]] if alias in PARENT else None, "network_position": ROLE.get(alias, "ภาคีเครือข่าย"),
            "resource_kinds": resources or None, "start_on": world.start}
    for alias, (partner, title, spans, holds) in POSTS.items():
        yield "person", SETUP, {"person_code": POST[alias], "post_title": title, "organisation_code": ORG[partner], "is_boundary_spanner": spans,
                                "is_office_holder": holds, "start_on": world.start}
    if world.has_story:
        yield "organisation", be(2568, 1, 15), _newcomer(world)


NEWCOMER = "ORG-063"


def _newcomer(world: World) -> dict:
    return {"organisation_code": NEWCOMER, "organisation_name": "วิสาหกิจเพื่อสังคมพลังงานชุมชน (สมมติ)", "organisation_name_en": "Community energy social enterprise (invented)",
            "short_name": "พลังงานชุมชน", "sector": "civil_society", "actor_level": "organisation", "district_code": world.districts[8].code,
            "network_position": "ภาคีเครือข่าย", "resource_kinds": "equipment;technology", "start_on": be(2568, 1, 15)}

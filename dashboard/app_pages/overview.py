"""Provisional: what is off track and who must act."""

from dashboard import provisional, show


def worst():
    show.question("งานใดล่าช้า และใครต้องทำอะไร")
    show.answer("งานส่งมอบ 3 จาก 16 รายการล่าช้า มากสุด 41 วัน ต้องเร่งคือผู้จัดการเครือข่าย", "off_track")
    show.figures([
        show.Figure("งานส่งมอบที่ล่าช้า", "3 จาก 16", "มากสุด 41 วัน", "off_track"),
        show.Figure("เบิกจ่ายเทียบเป้าหมายไตรมาส 4", "−3.1 จุดร้อยละ", "เป้าหมาย 94%", "watch"),
        show.Figure("ตัวชี้วัดตามแผน", "7 จาก 12", "ไม่มีหลักฐาน 2", "on_track"),
        show.Figure("วงเงินตามสัญญา", "412.5 ล้านบาท", "24 โครงการ"),
        show.Figure("ภาคีที่ยังไม่รายงาน", "5", "ณ เดือน ก.ย. 2568", "no_evidence"),
    ])
    show.source(files=["สมุดงานรายเดือน-ก.ย.-2568.xlsx"], rule="ล่าช้าเกิน 30 วันถือว่าต่ำกว่าแผน (มติ 2/2567)")


def table():
    show.question("รายการที่ต้องติดตาม เรียงจากหนักที่สุด")
    show.answer("ผู้จัดการเครือข่ายค้างส่ง 2 รายการ สำนักงานจังหวัดยังไม่มีหลักฐาน 1 รายการ", "watch")
    show.table(provisional.late(), "late", columns=("deliverable_title", "state", "late_days", "due_on"))
    show.source()


def timeline():
    show.question("กำหนดส่งเลื่อนไปเท่าใด")
    show.answer("เลื่อน 1 รายการ 20 วัน จากกำหนดเดิม 30 มิ.ย. 2568", "watch")
    show.chart(provisional.plan(show.colours()), "กำหนดส่งเดิมและปัจจุบันของงานส่งมอบแปดรายการ", provisional.late(), "plan")
    show.source()


def money():
    show.question("ภาคีใดเบิกจ่ายต่ำกว่าที่รับปากไว้")
    show.answer("องค์การบริหารส่วนจังหวัดพะเยาต่ำกว่าเป้า 12.4 จุดร้อยละ ค้าง 26.8 ล้านบาท", "off_track")
    show.chart(provisional.bars(show.colours()), "เงินตามสัญญา จัดสรร ผูกพัน เบิกจ่าย ของห้าภาคี", provisional.shares(), "shares")
    show.method("ช่องว่าง = ร้อยละเบิกจ่ายจริง − ร้อยละเป้าหมายสะสมของไตรมาส")
    show.source()


show.scenes(("worst", worst), ("table", table), show.Scene("timeline", timeline, half=True), show.Scene("money", money, half=True))

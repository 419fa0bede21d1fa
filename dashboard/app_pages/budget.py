"""Provisional: who gives what."""

from dashboard import pickers, provisional, show
from dashboard.wording import fiscal_year


def draw():
    show.question("ใครสมทบเท่าใด และใช้ไปแล้วเท่าใด")
    show.answer("ห้าภาคีรับปาก 136.0 ล้านบาท เบิกจ่ายแล้ว 80.3 ล้านบาท", "watch")
    if show.mode() != "projector":
        pickers.choose("fiscal_year", (2568, 2567), lambda y: fiscal_year(int(y)), label="ปีงบประมาณ")
    show.table(provisional.shares(), "shares", columns=("partner_name", "pledged_baht", "disbursed_baht", "state"))
    show.source()


show.scenes(("shares", draw))

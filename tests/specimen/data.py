"""A second page of the tests' own: an upload, a choice in the URL, a scene that fails."""

import streamlit as st

from dashboard import pickers, serving, show
from dashboard.wording import fiscal_year


def pick():
    show.question("ปีใด")
    chosen = pickers.choose("fiscal_year", (2568, 2567), lambda year: fiscal_year(int(year)), label="ปีงบประมาณ")
    show.answer(f"เลือกปี {chosen}")
    if serving.may_load():
        file = st.file_uploader("ไฟล์", key="file")
        show.note(f"ได้รับ {len(file.getvalue())} ไบต์" if file else "ยังไม่ได้รับไฟล์")


def fails():
    raise ValueError("secret value 4711")


show.scenes(("pick", pick), ("fails", fails))

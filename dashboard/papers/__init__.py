"""Printed papers: questions' answers in, one self-contained HTML page out, which any browser prints on A4. Nothing here knows the screen.

`sheet` makes the page (type, margins, running lines, digits), `blocks` what stands on it, each other module one paper.
"""

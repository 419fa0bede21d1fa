"""The public pages as plain files for any web host: the screens' own page scripts, run once and written down.

`screens` runs a page and gives what it drew as nodes (the only module here that knows Streamlit); `drawn` makes them HTML;
`addresses` says where each page lies and rewrites links; `frame` puts menu, head and foot around; `assets` brings style, script,
fonts and the chart library; `feeds` tells other programs; `writing` does all of it beside OUT and swaps it in.
"""

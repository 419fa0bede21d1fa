"""The map drawn by the graphics card: zoomable, and nothing is fetched for it unless a basemap was set.

What a click changes is sent again as a whole, so it is kept small: no word twice, coordinates no finer than a screen, names as images of few colours.
"""

import json
import math

import pydeck as pdk
from pydeck.bindings.json_tools import default_serialize

from dashboard import lettered, wording
from dashboard.maps import labels
from dashboard.maps.lines import styles
from dashboard.maps.picture import Picture, shade
from dashboard.maps.placed import Dot
from dashboard.palette import Colours, Sizes
from dashboard.wording import t

EARTH = 111_195  # metres of a degree of latitude
TOUCH = 16  # px across a tie to press on, however thin it is drawn


class _Compact(pdk.Deck):
    """A Deck whose JSON has no indents and no escaped Thai: a third of the bytes."""

    def to_json(self) -> str:
        return json.dumps(self, default=default_serialize, ensure_ascii=False, separators=(",", ":"))


def deck(drawn: Picture, of: Colours, size: Sizes, width: int, height: int, basemap: str = "") -> pdk.Deck:
    """The picture for pydeck, fitted into `width` × `height` px; `basemap`: the address of a map style to lie under it.

    A layer's id ends in what is chosen: Streamlit then forgets which object was pressed, and the picture alone shows it.
    """
    view = _view(drawn, width, height, size)
    scale = 512 * 2**view.zoom / 360 / drawn.squeeze  # px a degree of latitude
    sides = labels.sides(drawn, size, scale, width)
    names = _names(drawn, of, size, sides, labels.is_tight(drawn, size, scale))
    layers = [*_ground(drawn, of, bool(basemap)), *_ties(drawn, of, size, 2 * drawn.dot * scale), *_dots(drawn, of), _counts(drawn, of, size, scale, sides), names]
    under = {"map_style": basemap} if basemap else {}  # an empty style would be fetched from outside
    return _Compact(
        layers=layers, map_provider=None, initial_view_state=view, **under,
        views=[pdk.View(type="MapView", controller={"scrollZoom": False, "dragRotate": False, "touchRotate": False, "keyboard": False})],
        tooltip={"text": "{words}", "style": {"backgroundColor": of.raised, "color": of.ink, "fontFamily": "Sarabun, Loma, sans-serif",
                                              "fontSize": f"{size.note}px", "lineHeight": "1.5", "borderRadius": "6px", "maxWidth": "22rem",
                                              "border": f"1px solid {of.line}"}},
    )  # fmt: skip


def _view(drawn: Picture, width: int, height: int, size: Sizes) -> pdk.ViewState:
    """Middle and zoom at which everything fits: at zoom z the world is 512 · 2^z px wide (Web Mercator)."""
    west, south, east, north = drawn.bounds
    high = math.log(math.tan(math.pi / 4 + math.radians(north) / 2)) - math.log(math.tan(math.pi / 4 + math.radians(south) / 2))
    room = 4 * size.note  # for the names at the edges
    zoom = math.log2(min((width - room) / (512 * (east - west) / 360), (height - room) / (512 * high / (2 * math.pi))))
    return pdk.ViewState(latitude=(south + north) / 2, longitude=(west + east) / 2, zoom=round(zoom, 3), min_zoom=zoom - 1, max_zoom=zoom + 4)


def _touched(drawn: Picture, name: str) -> str:
    """Id of a layer that can be pressed: another one for every choice."""
    return f"{name}~{drawn.chosen.partner}{drawn.chosen.district}{drawn.chosen.tie}"


def _ground(drawn: Picture, of: Colours, has_basemap: bool) -> list[pdk.Layer]:
    """The province, and its districts where their boundaries are loaded; unfilled over a basemap."""
    made = []
    for name, rings, ink, width, filled in (("districts", drawn.borders, of.muted if drawn.rings else of.target, 1, not drawn.rings), ("outline", drawn.rings, of.muted, 1, True)):
        rows = [{"polygon": ring} for ring in rings]
        if rows:
            made.append(pdk.Layer("PolygonLayer", rows, id=name, get_polygon="polygon", get_fill_color=rgba(of.raised), get_line_color=rgba(ink),
                                  line_width_min_pixels=width, line_width_max_pixels=width, stroked=True, filled=filled and not has_basemap))
    return made[::-1]  # the province's ground lies under its districts' lines


def _ties(drawn: Picture, of: Colours, size: Sizes, dot: float) -> list[pdk.Layer]:
    """The lines as they are seen, and over them, unseen, as wide as a finger, what is pressed and hovered."""
    seen = [{"path": line.path, "width": style.width, "colour": rgba(style.colour, round(255 * style.opacity)), "dash": [3, 2] if style.is_dashed else [0, 0]}
            for line, style in zip(drawn.lines, styles(drawn.lines, of, size, dot), strict=True)]
    pressed = [{"path": line.path[:: max(1, len(line.path) // 6)], "code": line.code, "words": line.words} for line in drawn.lines]
    px = pdk.types.String("pixels")
    return [
        pdk.Layer("PathLayer", seen, id="lines", get_path="path", get_width="width", width_units=px, get_color="colour", cap_rounded=True, joint_rounded=True,
                  get_dash_array="dash", extensions=[{"@@type": "PathStyleExtension", "dash": True}]),
        pdk.Layer("PathLayer", pressed, id=_touched(drawn, "ties"), get_path="path", get_width=TOUCH, width_units=px, get_color=rgba(of.accent, 2), pickable=True,
                  auto_highlight=True, highlight_color=rgba(of.accent, 60)),
    ]


def _dots(drawn: Picture, of: Colours) -> list[pdk.Layer]:
    inks = {(sector, is_lit): rgba(shade(sector, is_lit, of))[:3] for sector in {dot.sector for dot in drawn.dots} for is_lit in (True, False)}
    rows = [{"code": dot.code, "words": _words(dot, drawn.is_crowded), "at": [dot.lon, dot.lat], "colour": inks[dot.sector, dot.is_lit]} for dot in drawn.dots]
    metres = round(drawn.dot * EARTH)
    dots = pdk.Layer("ScatterplotLayer", rows, id=_touched(drawn, "partners"), get_position="at", get_fill_color="colour", get_line_color=rgba(of.ground), get_radius=metres,
                     stroked=True, line_width_min_pixels=1, radius_min_pixels=2, pickable=True, auto_highlight=True)
    rings = [{"at": [dot.lon, dot.lat], "radius": round(metres * 1.35)} for dot in drawn.dots if dot.is_chosen]
    rings += [{"at": [group.lon, group.lat], "radius": round(group.reach * EARTH)} for group in drawn.groups if group.is_chosen]
    chosen = pdk.Layer("ScatterplotLayer", rings, id="chosen", get_position="at", get_radius="radius", filled=False, stroked=True, get_line_color=rgba(of.accent),
                       line_width_min_pixels=3)
    return [dots, chosen]


def _words(dot: Dot, is_crowded: bool) -> str:
    sector = wording.choice("sector", dot.sector)
    if is_crowded:
        return f"{dot.name}\n{sector}" if dot.is_lit else dot.name
    return f"{dot.name}\n{t('maps.partner', sector=sector, ties=dot.ties, events=dot.events)}"


def _names(drawn: Picture, of: Colours, size: Sizes, sides: dict[str, str], tight: bool) -> pdk.Layer:
    """Names as images: the graphics card's own text sets one letter after the other and so tears Thai apart."""
    rows = []
    for group in drawn.groups:
        image = lettered.image(*labels.words(group, tight), of.accent if group.is_chosen else of.ink, of.ground, size.note)
        lon, lat, across, down = labels.name_place(group, sides[group.code], drawn.squeeze)
        # The image has room for marks that most names do not use.
        rows.append({"code": group.code, "words": t("maps.district", district=group.name), **_icon(image, lon, lat, across, 0.22 + 0.62 * down)})
    return _images(rows, _touched(drawn, "names"), pickable=True)


def _counts(drawn: Picture, of: Colours, size: Sizes, scale: float, sides: dict[str, str]) -> pdk.Layer:
    rows = [_icon(lettered.image(str(line.events), "", of.accent if line.is_chosen else of.ink, of.ground, size.note), lon, lat, 0.5, 0.52)
            for line, (lon, lat) in labels.counts(drawn, size, scale, sides)]
    return _images(rows, "counts", pickable=False)


def _icon(image: lettered.Lettered, lon: float, lat: float, across: float, down: float) -> dict:
    """A drawn text whose point (`across`, `down`, each 0 to 1) stands at a place."""
    return {"at": [round(lon, 4), round(lat, 4)], "size": image.height / lettered.FINENESS, "icon": {
        "url": image.url, "width": image.width, "height": image.height, "anchorX": round(image.width * across), "anchorY": round(image.height * down)}}


def _images(rows: list[dict], name: str, pickable: bool) -> pdk.Layer:
    return pdk.Layer("IconLayer", rows, id=name, get_position="at", get_icon="icon", get_size="size", size_units=pdk.types.String("pixels"), pickable=pickable)


def rgba(colour: str, alpha: int = 255) -> list[int]:
    """#RRGGBB as deck.gl takes it."""
    return [int(colour[n:n + 2], 16) for n in (1, 3, 5)] + [alpha]

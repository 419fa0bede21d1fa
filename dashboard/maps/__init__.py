"""The network on a map: one picture, drawn twice – by the graphics card (pydeck) and flat (plotly), both without any request.

Ties are drawn between districts, as wide as the events they shared; those of partners only where one of them, or its district,
is chosen. Frames come as `network.partners`, `network.composition`, `network.district_ties` and `network.ties` answer, names in
the reader's language.
"""

from dashboard.maps.chosen import Chosen, View, ends, picks, pressed, resolved, view
from dashboard.maps.drawn_deck import deck
from dashboard.maps.drawn_flat import flat
from dashboard.maps.panel import Panel
from dashboard.maps.picture import Picture, picture
from dashboard.maps.placed import Bounds, bounds, outline
from dashboard.maps.values import Mark, areas, values

KINDS = ("deck", "flat")

__all__ = ["KINDS", "Bounds", "Chosen", "Mark", "Panel", "Picture", "View", "areas", "bounds", "deck", "ends", "flat", "outline", "picks", "picture", "pressed", "resolved", "values", "view"]

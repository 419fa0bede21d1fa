"""Colours and sizes as plain data: one source for screen, charts, packs and the public site.

`.streamlit/config.toml` repeats the ones that Streamlit itself draws with; a test holds the two together.
"""

from dataclasses import dataclass

MODES = ("desk", "projector", "phone")


@dataclass(frozen=True)
class State:
    """How a state is told apart besides its word: a sign, and a colour under its code in `Colours.states`."""

    sign: str
    hue: str  # name of the same colour in Streamlit's own palette: badges, metrics


STATES: dict[str, State] = {  # worst first
    "off_track": State("■", "red"),
    "watch": State("▲", "orange"),
    "no_evidence": State("▨", "violet"),
    "not_due": State("○", "gray"),
    "on_track": State("●", "green"),
    "done": State("✔", "blue"),
}
HATCHED = "no_evidence"  # drawn with a hatch, never filled: it must not read as good or bad

Tint = tuple[str, str, str]  # mark (3:1 on the ground), text (4.5:1), wash behind text (text still 4.5:1 on it)


@dataclass(frozen=True)
class Colours:
    """Every colour of one ground. `sectors`: family → shades from the strongest; `money`: pledged → disbursed."""

    ground: str
    raised: str  # cards, table heads
    ink: str
    muted: str  # notes and sources; still 4.5:1
    line: str  # rules and grid: decoration, carries no meaning
    accent: str  # links, the chosen thing; never a state
    target: str  # what was promised: dashed lines, target marks
    states: dict[str, Tint]
    sectors: dict[str, tuple[str, ...]]
    money: dict[str, str]


LIGHT = Colours(
    ground="#FFFFFF",
    raised="#F4F6F9",
    ink="#18222F",
    muted="#566171",
    line="#DCE2EA",
    accent="#22406B",
    target="#3A4656",
    states={
        "off_track": ("#B3261E", "#A3211A", "#FBEDEC"),
        "watch": ("#B26A00", "#8A5200", "#FCF3E4"),
        "on_track": ("#1B7F5C", "#166B4D", "#E9F5F0"),
        "done": ("#1F5FA8", "#1F5FA8", "#EAF1FA"),
        "not_due": ("#6B7280", "#59606D", "#F1F2F4"),
        "no_evidence": ("#6E6487", "#5C5276", "#F3F1F7"),
    },
    sectors={
        "public_sector": ("#3556C8", "#5B7FE6", "#4A6AD8", "#748FE3", "#2B47AC"),
        "business_partner": ("#9C7E41",),
        "third_sector": ("#319E95", "#22857C", "#1B98A4"),
        "stakeholders": ("#7D0F62",),
    },
    money={"pledged": "#7693BA", "allocated": "#476EA3", "committed": "#264C7D", "disbursed": "#12294A"},
)
DARK = Colours(
    ground="#11161D",
    raised="#1A212B",
    ink="#E9EDF2",
    muted="#AEB8C4",
    line="#323C49",
    accent="#9DBBE3",
    target="#C4CDD8",
    states={
        "off_track": ("#F0857B", "#F4978E", "#3A1E1D"),
        "watch": ("#E3A23C", "#EBB25A", "#33280F"),
        "on_track": ("#4FBF95", "#63CBA4", "#11302A"),
        "done": ("#7FB2EE", "#8FBDF1", "#172C45"),
        "not_due": ("#9CA7B4", "#AEB8C4", "#262E38"),
        "no_evidence": ("#B3A7D3", "#C0B6DB", "#2A2638"),
    },
    sectors={
        "public_sector": ("#4D8BF5", "#86AEF7", "#6A9DF6", "#A6C4FA", "#3377DC"),
        "business_partner": ("#E6C27C",),
        "third_sector": ("#4FE0CC", "#37C3B1", "#8CEBDF"),
        "stakeholders": ("#B8509E",),
    },
    money={"pledged": "#56708F", "allocated": "#7793B5", "committed": "#A3BBD8", "disbursed": "#E3EDF9"},
)
# A projector in a lit room washes colours out: the light ground with darker inks. A dark theme stays dark.
PROJECTOR = Colours(
    ground="#FFFFFF",
    raised="#F4F6F9",
    ink="#0B121C",
    muted="#3C4653",
    line="#B9C2CE",
    accent="#17305A",
    target="#1E2835",
    states={
        "off_track": ("#A51D16", "#96170F", "#FBEDEC"),
        "watch": ("#9A5B00", "#7A4800", "#FCF3E4"),
        "on_track": ("#12694A", "#0E5A3E", "#E9F5F0"),
        "done": ("#174F90", "#174F90", "#EAF1FA"),
        "not_due": ("#525A66", "#464E59", "#F1F2F4"),
        "no_evidence": ("#574C72", "#4B4064", "#F3F1F7"),
    },
    sectors=LIGHT.sectors,
    money={"pledged": "#7391B8", "allocated": "#476EA3", "committed": "#264C7D", "disbursed": "#0B1E3B"},
)
THEMES: dict[str, Colours] = {"light": LIGHT, "dark": DARK, "projector": PROJECTOR}

# Sector → (family, place among its shades). The families are the study's four groups.
SHADES: dict[str, tuple[str, int]] = {
    "regional_administration": ("public_sector", 0),
    "central_agency": ("public_sector", 1),
    "local_government": ("public_sector", 2),
    "state_enterprise": ("public_sector", 3),
    "other_state_body": ("public_sector", 4),
    "business": ("business_partner", 0),
    "civil_society": ("third_sector", 0),
    "academia": ("third_sector", 1),
    "community": ("third_sector", 2),
    "stakeholder_group": ("stakeholders", 0),
}


@dataclass(frozen=True)
class Sizes:
    """Heights of type and marks in px. The projector's are for a picture 1080 px high and grow and shrink with it."""

    title: int
    answer: int
    body: int
    note: int  # sources, labels and ticks of charts
    chart: int  # height of a chart that says nothing else
    line: int  # width of a drawn line
    mark: int  # diameter of a drawn point
    rows: int  # rows of a table before it turns the page


SIZES: dict[str, Sizes] = {
    "desk": Sizes(title=28, answer=20, body=16, note=14, chart=420, line=2, mark=10, rows=25),
    "projector": Sizes(title=64, answer=46, body=40, note=28, chart=620, line=5, mark=22, rows=7),
    "phone": Sizes(title=24, answer=18, body=16, note=13, chart=380, line=2, mark=9, rows=10),
}


def variables(of: Colours) -> dict[str, str]:
    """The colours as style sheets name them: ink, ground, …; of each state its text, its mark and its wash."""
    names = {"ink": of.ink, "muted": of.muted, "line": of.line, "raised": of.raised, "ground": of.ground, "accent": of.accent}
    for code, (mark, text, wash) in of.states.items():
        names |= {code: text, f"{code}-mark": mark, f"{code}-wash": wash}
    return names


def colours(mode: str, theme: str) -> Colours:
    """The colours of a reading mode on a light or dark theme; unknown names fall back to the desk in light."""
    if mode == "projector" and theme != "dark":
        return PROJECTOR
    return THEMES.get(theme, LIGHT)


def sizes(mode: str) -> Sizes:
    """The sizes of a reading mode; an unknown mode is the desk."""
    return SIZES.get(mode, SIZES["desk"])


def sector_colour(sector: str, of: Colours) -> str:
    """Colour of one sector (a shade of its family) or of a whole family; muted where the code is unknown."""
    family, place = SHADES.get(sector, (sector, 0))
    shades = of.sectors.get(family)
    return shades[place % len(shades)] if shades else of.muted

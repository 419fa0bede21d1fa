"""The list of pages as data: menu, tests, public site and meeting all read it."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

OFFICIAL, PUBLIC = "official", "public"
FOLDER = Path(__file__).with_name("app_pages")


@dataclass(frozen=True)
class Page:
    """One page: its key is its file `app_pages/<key>.py`, its URL and its title `pages.<key>` in the texts."""

    key: str
    group: str = ""  # of the menu, its words `groups.<group>` in the texts; none stands by itself
    audiences: tuple[str, ...] = (OFFICIAL, PUBLIC)
    opens_empty: bool = False  # of use before any data is loaded

    @property
    def file(self) -> Path:
        """The page's script."""
        return FOLDER / f"{self.key}.py"

    @property
    def title(self) -> str:
        """Key of the page's title in the texts."""
        return f"pages.{self.key}"


PAGES: tuple[Page, ...] = (  # in the order of the menu; the first one opens first
    Page("overview"),
    Page("governor", audiences=(OFFICIAL,)),
    Page("changes", audiences=(OFFICIAL,)),  # what earlier releases said was not published
    Page("meetings", "meeting", audiences=(OFFICIAL,)),
    Page("meeting", "meeting", audiences=(OFFICIAL,)),
    Page("network", "network"),
    Page("ties", "network"),
    Page("bodies", "network"),
    Page("roles", "network"),
    Page("factors", "network"),
    Page("partner", "network"),
    Page("contract", "contract"),
    Page("projects", "contract"),
    Page("project", "contract"),
    Page("budget", "contract"),
    Page("shares", "contract"),
    Page("deliverables", "contract"),
    Page("flags", "contract"),
    Page("report", "contract", audiences=(OFFICIAL,)),
    Page("district", "results"),
    Page("indicators", "results"),
    Page("ratings", "results"),
    Page("participation", "results"),
    Page("activity", "results"),
    Page("reporting", "results"),
    Page("data", "results", opens_empty=True),
    Page("ask_us", "about"),
    Page("glossary", "about"),
    Page("dictionary", "about"),
    Page("privacy", "about"),
)


def listed(audience: str) -> tuple[Page, ...]:
    """The pages an audience may open, in order."""
    return _listed(audience, FOLDER)


@cache
def _listed(audience: str, folder: Path) -> tuple[Page, ...]:
    """Looked for once: every cell that leads to a page asks."""
    return tuple(page for page in PAGES if audience in page.audiences and (folder / page.file.name).exists())

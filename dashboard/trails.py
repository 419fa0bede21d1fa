"""A recommendation's way as a row of four steps – recommended, decided, project, result – a table on a desk, cards on a phone; each step may lead on."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard import markup, wording
from dashboard.wording import t

STEPS = ("recommended", "decided", "project", "result")


@dataclass(frozen=True)
class Step:
    """One step in words, a quiet line under it, and the address it leads to or ""."""

    words: str
    quiet: str = ""
    address: str = ""


@dataclass(frozen=True)
class Trace:
    """The four steps, whether the second is made, and where the way stands: a state or ""."""

    recommended: Step
    decided: Step
    project: Step
    result: Step
    is_answered: bool
    state: str = ""


def listed(traces: Sequence[Trace], caption: str) -> str:
    """The ways as an HTML table in the house's dress, in the order given; an arrow leads from step to step."""
    head = "".join(f'<th scope="col">{markup.said(t(f"trace.{name}"))}{" →" if name != STEPS[-1] else ""}</th>' for name in STEPS)
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="items trace">'
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(map(_row, traces))}</tbody></table></div>"
    )


def _row(trace: Trace) -> str:
    first, *rest = (getattr(trace, name) for name in STEPS)
    standing = "result" if trace.is_answered else "decided"
    quiet = f'<br><span class="quiet">{markup.link(markup.said(first.quiet), first.address)}</span>' if first.quiet else ""
    state = f"{markup.state(trace.state)}<br>" if trace.state else ""
    cells = "".join(f'<td data-label="{escape(t(f"trace.{name}"))}"><span>{state if name == standing else ""}{_said(step)}</span></td>' for name, step in zip(STEPS[1:], rest, strict=True))
    return f'<tr><th scope="row">{markup.said(first.words)}{quiet}</th>{cells}</tr>'


def _said(step: Step) -> str:
    return markup.link(markup.said(step.words or wording.NONE), step.address)

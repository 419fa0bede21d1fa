"""What axe says of a page in the browser: the violations that keep people out. Needs `python tests/standards.py` to have brought it."""

import pytest
import standards

RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact))
  .map((one) => `${one.id} × ${one.nodes.length}: ${one.nodes[0].target} ${one.nodes[0].failureSummary}`)), (wrong) => done([String(wrong)]));
"""


def source():
    """axe itself; skips the test where it is not here."""
    if not standards.is_here(standards.AXE):
        pytest.skip("axe is not here (python tests/standards.py brings it)")
    return (standards.FOLDER / standards.AXE).read_text(encoding="utf-8")


def violations(screen, axe):
    """Serious and critical ones on the page in sight, in words."""
    if not screen.script("return Boolean(window.axe)"):
        screen.script(axe)
    return screen.driver.execute_async_script(RUN)

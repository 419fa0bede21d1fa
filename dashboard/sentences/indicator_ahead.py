"""Where an indicator is heading, in words that follow its direction; `ahead` is its row of indicators.forecasts, `row` its row of indicators.listed."""

from collections.abc import Mapping

from dashboard import wording
from dashboard.sentences import indicators as said
from dashboard.wording import t

SILENT = ("target_day_passed",)  # nothing lies ahead, so nothing is said


def forecast(ahead: Mapping | None, row: Mapping, is_brief: bool = False) -> str:
    """The value expected on the target's day, whether it reaches the target and by how much not, its band; or why there is no forecast. "" where nothing lies ahead."""
    if ahead is None or ahead["withheld"] in SILENT:
        return ""
    if ahead["withheld"]:
        return t(f"indicators.ahead.{ahead['withheld']}", count=ahead["value_count"])
    words = t(f"indicators.ahead.{ahead['outlook']}{'_brief' if is_brief else ''}", value=said.in_unit(ahead["forecast_value"], row), day=wording.date(ahead["forecast_on"]), target=said.plain_value(ahead["final_target_value"], row),
              gap=said.plain_value(ahead["gap_value"], row), percent=wording.percent(ahead["gap_percent"]), baseline=said.plain_value(row["baseline_value"], row))
    if is_brief:
        return f"{words} {t('indicators.ahead.in_doubt_brief')}" if _is_in_doubt(ahead) else words
    return f"{words} {_band(ahead, row)}"


def _is_in_doubt(ahead: Mapping) -> bool:
    """Whether the band still holds a target that the trend misses."""
    return bool(ahead["is_target_in_band"]) and ahead["outlook"] in ("will_miss", "moving_away", "will_not_hold")


def _band(ahead: Mapping, row: Mapping) -> str:
    if ahead["forecast_low_value"] is None:
        return t("indicators.ahead.no_band")
    low, high = (said.plain_value(ahead[f"forecast_{end}_value"], row) for end in ("low", "high"))
    words = t("indicators.ahead.band", low=low, high=high, percent=ahead["band_percent"])
    return f"{words} {t('indicators.ahead.in_doubt')}" if _is_in_doubt(ahead) else words

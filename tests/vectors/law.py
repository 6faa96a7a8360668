"""What the second readings know of the law, once: the values of `embedded/pilot-2025.json`, and how days and amounts follow.

`embedded/pilot-2025.json` is what `ruleset()` must answer, every value beside its clause and its source. It is written by hand
from the acts; `rulesets.json` and the cases by hand pin its values a second time.
"""

import calendar
import json
import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

PILOT = json.loads((Path(__file__).with_name("embedded") / "pilot-2025.json").read_text("utf-8"))

RULESET_FIELDS = ["id", "title", "inForce", "covers", "window", "mrp", "duty", "exemptPersons", "liability", "refund", "notice"]

# Who pays no duty, in the order of both tax codes: art. 622 п. 4 of the one that ended with 2025, art. 671 п. 4 of the one
# that began with 2026. A person is exempt on the days of the code; the later one has no end.
EXEMPT_GROUPS = ["hero", "order-holder", "mother-of-many", "veteran", "home-front-worker", "person-with-disability",
                 "parent-of-person-with-disability", "medical-social-institution-resident", "orphan", "chernobyl"]
EXEMPT_SPANS = [(group, "2025-01-01", "2025-12-31") for group in EXEMPT_GROUPS] + [(group, "2026-01-01", None) for group in EXEMPT_GROUPS]


def covers(value, day):
    """Whether a dated value covers a day; both its ends are included, and without `through` it has no end."""
    return date.fromisoformat(value["from"]) <= day and (
        value.get("through") is None or day <= date.fromisoformat(value["through"]))


def value_on(values, day):
    """The one value that covers a day; the nearest one is never taken instead."""
    return next((value for value in values if covers(value, day)), None)


def months_later(day, months):
    """The last day of a term of whole months counted from a date: the same number, or the month's last where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def share(rate, mrp):
    """A share of the index in whole tenge: the fraction is dropped, as 786.4 is published as 786."""
    return int(Fraction(rate) * mrp)


def stage_of(rules, expiry, today):
    """What КоАП 492 says of a card on a day: the dated value, the stage, and the first days of both stages."""
    value = value_on(rules["liability"], today)
    if value is None:
        return None
    # «от десяти календарных дней»: the card is valid through its date, so the tenth day after it is the first of the warning.
    warning = expiry + timedelta(days=value["warning"]["days"])
    # «свыше одного месяца»: the month is over on the same number of the next one, and the day after is more than a month.
    fine = months_later(expiry, value["fine"]["months"]) + timedelta(days=1)
    stage = "none" if today < warning else "warning" if today < fine else "fine"
    return value, stage, warning, fine


def complaints():
    """What the acts and `rulesets.json` say of the embedded rules and `embedded/pilot-2025.json` says otherwise."""
    pinned = json.loads(Path(__file__).with_name("rulesets.json").read_text("utf-8"))["embedded"]
    spans = [(group["code"], group["from"], group.get("through")) for group in PILOT["exemptPersons"]]
    wrong_spans = [] if spans == EXEMPT_SPANS else ["embedded/pilot-2025.json: exemptPersons are not those of the tax codes"]
    return wrong_spans + ["embedded/pilot-2025.json: {path} is not {value!r}: {why}".format(**pin) for pin in pinned if at_path(PILOT, pin["path"]) != pin["value"]]


def at_path(value, path):
    """What stands at a path as problems write it, `duty[1].from`; None where nothing does."""
    for step in re.findall(r"[^.\[\]]+", path):
        value = value[int(step)] if isinstance(value, list) else value.get(step)
        if value is None:
            return None
    return value

#!/usr/bin/env python3
"""May this identity card be renewed online?  An answer read from the order alone.

This file decides the same question as `checkEligibility`, but shares nothing with it: it is written from
the words of the order and from the published contract of the function. It makes and verifies the cases in
`eligibility.json`, which every implementation has to answer alike.

    eligibility.py --write               write eligibility.json
    eligibility.py --check               decide every case anew and compare; exit 1 when anything disagrees
    eligibility.py --random SEED COUNT   print COUNT pseudo-random cases, one JSON object a line

How to read it:

    1  The order           the few values that the order fixes, each beside its source
    2  The decision        from a query to the answer
    3  Cases by hand       every one with its reason; the expected dates were counted on a calendar,
                           not computed by part 2
    4  Families of cases   whole ranges and tables, expected values from part 2
    5  Pseudo-random cases
    6  Writing and checking

Python 3.9 or later; the standard library only.
"""

import argparse
import calendar
import math
import random
import re
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from case_file import CaseFile, canonical, check_all, print_lines, write_all

VECTORS = Path(__file__).with_name("eligibility.json")


# ---------------------------------------------------------------------------------------------------------
# 1  The order
#
# Joint order of the Minister of Internal Affairs No. 389 and the Minister of Digital Development, Innovations
# and Aerospace Industry No. 253/НҚ of 26 May 2025: pilot of the public service "Выдача паспортов,
# удостоверений личности гражданам Республики Казахстан" in online format.
# ---------------------------------------------------------------------------------------------------------

# In force from 28.05.2025 (zan.kz, document G25C0000389).
FIRST_DAY_IN_FORCE = date(2025, 5, 28)

# Clause 7: «Срок действия приказа – по 31.03.2026». "По" includes the day it names.
LAST_DAY_IN_FORCE = date(2026, 3, 31)

# Provided only if 30 or fewer calendar days remain before the card expires (kaskyr-news.com 179760; inform.kz 6e359e) ...
MOST_DAYS_BEFORE_EXPIRY = 30

# ... or if it expired no more than 10 calendar days ago (same sources).
MOST_DAYS_AFTER_EXPIRY = 10

# Only identity cards, only because they expire (title of the order, gos24.kz; kaskyr-news.com 179760).
COVERED_DOCUMENT = "identity-card"
COVERED_REASON = "expiry"

# One cannot apply for another person (aqshamnews.kz).
COVERED_APPLICANT = "owner"

# Who fails the biometric identification is sent to the Public Service Centre (aqshamnews.kz).
BIOMETRICS_THAT_BAR = "failed"

# КоАП, art. 492: living with an expired card «сроком от десяти календарных дней» is an offence. The card is valid through its
# printed date, so that the tenth day after it is the first. The values were looked at for these years.
FIRST_DAY_OF_OFFENCE = 10
OFFENCE_LOOKED_AT = date(2025, 1, 1), date(2026, 12, 31)

# One time zone, UTC+5, no daylight saving (IANA 2024a and later).
KAZAKHSTAN_AHEAD_OF_UTC = timedelta(hours=5)

# The contract of the function, not the order: what may be asked at all.
FIRST_YEAR_READ, LAST_YEAR_READ = 1991, 2100
DOCUMENTS = ["identity-card", "passport", "residence-permit", "stateless-person-certificate"]
REASONS = ["expiry", "loss", "theft", "damage", "name-change", "data-correction", "first-issue", "other"]
APPLICANTS = ["owner", "representative"]
BIOMETRICS = ["passed", "failed", "not-attempted"]
CHOICES = {"document": DOCUMENTS, "reason": REASONS, "applicant": APPLICANTS, "biometrics": BIOMETRICS}
ALWAYS_REQUIRED = ["document", "reason", "applicant"]
FIELDS = ["document", "reason", "applicant", "expiresOn", "biometrics", "on", "now"]

# All refusals that hold are listed, in this order.
REFUSALS = ["pilot-not-started", "pilot-ended", "document-not-covered", "reason-not-covered",
            "applicant-not-owner", "biometrics-failed", "window-not-open", "window-closed"]

# What an eligible applicant is warned of; a caution never changes the verdict.
CAUTIONS = ["offence-begins"]


# ---------------------------------------------------------------------------------------------------------
# 2  The decision
# ---------------------------------------------------------------------------------------------------------

class Wrong(Exception):
    """A value that cannot be read; says the problem's code."""


def read_date(text):
    """A civil date from its text. Tested in the contract's order: form, existence, range."""
    if not isinstance(text, str):
        raise Wrong("wrong-type")
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Wrong("malformed-date")
    year, month, day = int(text[0:4]), int(text[5:7]), int(text[8:10])
    if not 1 <= month <= 12:
        raise Wrong("impossible-date")
    days_in_month = [31, 29 if calendar.isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    if not 1 <= day <= days_in_month:
        raise Wrong("impossible-date")
    if not FIRST_YEAR_READ <= year <= LAST_YEAR_READ:
        raise Wrong("date-out-of-range")
    return date(year, month, day)


def read_number(value):
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise Wrong("wrong-type")
    return value


def kazakhstan_date(epoch_milliseconds):
    """The civil date in Kazakhstan at an instant, wherever the asking device is."""
    local = math.floor(epoch_milliseconds) + KAZAKHSTAN_AHEAD_OF_UTC // timedelta(milliseconds=1)
    days_since_1970 = local // (timedelta(days=1) // timedelta(milliseconds=1))
    epoch = date(1970, 1, 1)
    if not (date(FIRST_YEAR_READ, 1, 1) - epoch).days <= days_since_1970 <= (date(LAST_YEAR_READ, 12, 31) - epoch).days:
        raise Wrong("date-out-of-range")
    return epoch + timedelta(days=days_since_1970)


def read_choice(field, value):
    if not isinstance(value, str):
        raise Wrong("wrong-type")
    if value not in CHOICES[field]:
        raise Wrong("unknown-value")
    return value


def decide(query):
    """The answer to a query: eligible, unavailable or invalid."""
    given = {field: value for field, value in query.items() if value is not None}
    problems = []
    read = {}

    def reading(field, how):
        try:
            read[field] = how(given[field])
        except Wrong as wrong:
            problems.append((str(wrong), field))

    for field in given:
        if field in CHOICES:
            reading(field, lambda value: read_choice(field, value))
        elif field in ("expiresOn", "on"):
            reading(field, read_date)
        elif field == "now":
            # `now` has to be a date of the years read only where it decides, that is, without `on`.
            reading(field, read_number if "on" in given else lambda value: kazakhstan_date(read_number(value)))
        else:
            problems.append(("unknown-field", field))

    for field in ALWAYS_REQUIRED:
        if field not in given:
            problems.append(("required", field))
    covered_case = read.get("document") == COVERED_DOCUMENT and read.get("reason") == COVERED_REASON
    if covered_case and "expiresOn" not in given:
        problems.append(("required", "expiresOn"))

    if problems:
        return invalid(*problems)
    if "on" not in read and "now" not in read:
        raise ValueError("these cases never lean on the device's own clock")
    today = read["on"] if "on" in read else read["now"]

    holds = set()
    if today < FIRST_DAY_IN_FORCE:
        holds.add("pilot-not-started")
    if today > LAST_DAY_IN_FORCE:
        holds.add("pilot-ended")
    if read["document"] != COVERED_DOCUMENT:
        holds.add("document-not-covered")
    if read["reason"] != COVERED_REASON:
        holds.add("reason-not-covered")
    if read["applicant"] != COVERED_APPLICANT:
        holds.add("applicant-not-owner")
    if read.get("biometrics", "not-attempted") == BIOMETRICS_THAT_BAR:
        holds.add("biometrics-failed")

    days = window = None
    if covered_case:
        expiry = read["expiresOn"]
        days = (expiry - today).days
        if days > MOST_DAYS_BEFORE_EXPIRY:
            holds.add("window-not-open")
        if days < -MOST_DAYS_AFTER_EXPIRY:
            holds.add("window-closed")
        opens = max(expiry - timedelta(days=MOST_DAYS_BEFORE_EXPIRY), FIRST_DAY_IN_FORCE)
        closes = min(expiry + timedelta(days=MOST_DAYS_AFTER_EXPIRY), LAST_DAY_IN_FORCE)
        if opens <= closes:
            window = (opens.isoformat(), closes.isoformat())

    if holds:
        return unavailable(today.isoformat(), [code for code in REFUSALS if code in holds], days, window)
    looked_at = OFFENCE_LOOKED_AT[0] <= today <= OFFENCE_LOOKED_AT[1]
    cautions = CAUTIONS if looked_at and days <= -FIRST_DAY_OF_OFFENCE else []
    return eligible(today.isoformat(), days, *window, *cautions)


# The three answers, as they stand in the JSON file.

def eligible(checked_on, days, opens_on, closes_on, *cautions):
    return {"outcome": "eligible", "checkedOn": checked_on, "daysToExpiry": days,
            "window": {"opensOn": opens_on, "closesOn": closes_on}, "cautions": list(cautions)}


def unavailable(checked_on, refusals, days=None, window=None):
    """Without `days` or `window` the answer must not have them either."""
    answer = {"outcome": "unavailable", "checkedOn": checked_on, "refusals": refusals}
    if days is not None:
        answer["daysToExpiry"] = days
    if window is not None:
        answer["window"] = {"opensOn": window[0], "closesOn": window[1]}
    return answer


def invalid(*problems):
    """Each problem a pair (code, path); their order does not matter."""
    return {"outcome": "invalid", "problems": [{"code": code, "path": path} for code, path in problems]}


def unsettled(query):
    """What the contract leaves open, in words; None where it settles the answer. No case may lean on it."""
    given = {field: value for field, value in query.items() if value is not None}
    if "on" not in given and "now" not in given:
        return "the answer would depend on the device's clock"
    if "ruleset" in query:
        return "these cases are for the embedded ruleset"
    for field in query:
        if field not in FIELDS and field not in given:
            return "an unknown field given as null: missing, or unknown?"
        if field not in FIELDS and (field == "" or re.search(r"[.\[\]]", field)):
            return "how such a field's path is written"
    if "on" in given and "now" in given:
        try:
            kazakhstan_date(read_number(given["now"]))
        except Wrong as wrong:
            if str(wrong) == "date-out-of-range":
                return "whether a `now` that does not decide must lie in the years read"
    if "expiresOn" not in given:
        document_known = given.get("document") in DOCUMENTS
        reason_known = given.get("reason") in REASONS
        outside = (document_known and given["document"] != COVERED_DOCUMENT
                   or reason_known and given["reason"] != COVERED_REASON)
        if not outside and not (document_known and reason_known):
            return "whether expiresOn is required while the document or the reason is not known"
    return None


# ---------------------------------------------------------------------------------------------------------
# 3  Cases by hand
#
# Every expected value here was written by hand, dates counted on a calendar. Months: 2025 and 2026 have a
# February of 28 days, 2024 and 2028 one of 29.
# ---------------------------------------------------------------------------------------------------------

def asks(document, reason, applicant="owner", **rest):
    return {"document": document, "reason": reason, "applicant": applicant, **rest}


def card(expires_on, **rest):
    """The owner asks to replace an identity card because it expires: the case that the order covers."""
    return {"document": "identity-card", "reason": "expiry", "applicant": "owner", "expiresOn": expires_on, **rest}


def without(query, *fields):
    return {field: value for field, value in query.items() if field not in fields}


def instant(utc):
    """Epoch milliseconds of an instant written in UTC."""
    moment = datetime.strptime(utc, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    return (moment - datetime(1970, 1, 1, tzinfo=timezone.utc)) // timedelta(milliseconds=1)


# (name, why, query, expect)
BY_HAND = [

    # --- 41 days, both ends included --------------------------------------------------------------------
    ("edge-31-days-before",
     "31 days remain, and the order says 30 or fewer: one day too early; the window opens tomorrow.",
     card("2025-08-15", on="2025-07-15"),
     unavailable("2025-07-15", ["window-not-open"], 31, ("2025-07-16", "2025-08-25"))),
    ("edge-30-days-before",
     "Exactly 30 days remain: '30 or fewer' includes 30, the first of the 41 days.",
     card("2025-08-14", on="2025-07-15"),
     eligible("2025-07-15", 30, "2025-07-15", "2025-08-24")),
    ("edge-29-days-before",
     "29 days remain, fewer than 30; the window opened yesterday.",
     card("2025-08-13", on="2025-07-15"),
     eligible("2025-07-15", 29, "2025-07-14", "2025-08-23")),
    ("edge-1-day-before",
     "The card expires tomorrow; it is still valid and within 30 days of expiry.",
     card("2025-07-16", on="2025-07-15"),
     eligible("2025-07-15", 1, "2025-06-16", "2025-07-26")),
    ("edge-day-of-expiry",
     "The card is valid through its printed date; on that date 0 days remain, which is 30 or fewer.",
     card("2025-07-15", on="2025-07-15"),
     eligible("2025-07-15", 0, "2025-06-15", "2025-07-25")),
    ("edge-1-day-after",
     "The card expired yesterday: 'expired no more than 10 calendar days ago' holds.",
     card("2025-07-14", on="2025-07-15"),
     eligible("2025-07-15", -1, "2025-06-14", "2025-07-24")),
    ("edge-9-days-after",
     "Expired 9 days ago, fewer than 10; the window closes tomorrow.",
     card("2025-07-06", on="2025-07-15"),
     eligible("2025-07-15", -9, "2025-06-06", "2025-07-16")),
    ("edge-10-days-after",
     "Expired exactly 10 days ago: 'no more than 10' includes 10. Art. 492 of КоАП begins on the same day, «от десяти календарных дней»: eligible, with a caution.",
     card("2025-07-05", on="2025-07-15"),
     eligible("2025-07-15", -10, "2025-06-05", "2025-07-15", "offence-begins")),
    ("edge-11-days-after",
     "Expired 11 days ago, more than 10: the window closed yesterday.",
     card("2025-07-04", on="2025-07-15"),
     unavailable("2025-07-15", ["window-closed"], -11, ("2025-06-04", "2025-07-14"))),

    # --- one card through its days: printed 23.11.2015-22.11.2025 --------------------------------------
    ("printed-card-day-before-opening",
     "A card printed valid through 22.11.2025, looked at 31 days ahead: too early by a day.",
     card("2025-11-22", on="2025-10-22"),
     unavailable("2025-10-22", ["window-not-open"], 31, ("2025-10-23", "2025-12-02"))),
    ("printed-card-opening-day",
     "October has 31 days: 30 days before 22 November is 23 October, not 22 October.",
     card("2025-11-22", on="2025-10-23"),
     eligible("2025-10-23", 30, "2025-10-23", "2025-12-02")),
    ("printed-card-last-valid-day",
     "22.11.2025 itself: the card is valid through its printed date and 0 days remain.",
     card("2025-11-22", on="2025-11-22"),
     eligible("2025-11-22", 0, "2025-10-23", "2025-12-02")),
    ("printed-card-first-expired-day",
     "23.11.2025: expired one day ago.",
     card("2025-11-22", on="2025-11-23"),
     eligible("2025-11-23", -1, "2025-10-23", "2025-12-02")),
    ("printed-card-closing-day",
     "2 December is 10 days after 22 November (November has 30 days): the last day.",
     card("2025-11-22", on="2025-12-02"),
     eligible("2025-12-02", -10, "2025-10-23", "2025-12-02", "offence-begins")),
    ("printed-card-day-after-closing",
     "3 December is 11 days after 22 November: more than 10.",
     card("2025-11-22", on="2025-12-03"),
     unavailable("2025-12-03", ["window-closed"], -11, ("2025-10-23", "2025-12-02"))),

    # --- the first day in force, 28.05.2025 --------------------------------------------------------------
    ("day-of-signing-is-not-yet-in-force",
     "The order was signed on 26.05.2025 but is in force from 28.05.2025; the card would be covered by its days.",
     card("2025-05-26", on="2025-05-26"),
     unavailable("2025-05-26", ["pilot-not-started"], 0, ("2025-05-28", "2025-06-05"))),
    ("eve-of-force-card-expires-tomorrow",
     "27.05.2025 is the last day before the order: nothing else stands in the way, and the window says when it opens.",
     card("2025-05-28", on="2025-05-27"),
     unavailable("2025-05-27", ["pilot-not-started"], 1, ("2025-05-28", "2025-06-07"))),
    ("eve-of-force-30-days-before",
     "The card's own window opens on the eve, 27.05.2025; cut to the days in force it opens a day later.",
     card("2025-06-26", on="2025-05-27"),
     unavailable("2025-05-27", ["pilot-not-started"], 30, ("2025-05-28", "2025-07-06"))),
    ("eve-of-force-31-days-before",
     "Both hold on the eve: the order is not in force, and 31 days remain. The card's window opens on the first day in force.",
     card("2025-06-27", on="2025-05-27"),
     unavailable("2025-05-27", ["pilot-not-started", "window-not-open"], 31, ("2025-05-28", "2025-07-07"))),
    ("eve-of-force-9-days-after",
     "Expired 9 days ago on the eve: tomorrow, day 10, is its only day both in the window and in force.",
     card("2025-05-18", on="2025-05-27"),
     unavailable("2025-05-27", ["pilot-not-started"], -9, ("2025-05-28", "2025-05-28"))),
    ("eve-of-force-10-days-after",
     "Expired 10 days ago on the eve: its window ends today, before the order is in force, so nothing is left of it; by the days alone the window is not closed.",
     card("2025-05-17", on="2025-05-27"),
     unavailable("2025-05-27", ["pilot-not-started"], -10)),
    ("eve-of-force-11-days-after",
     "Expired 11 days ago on the eve: the window closed before the order began; both hold and nothing is left.",
     card("2025-05-16", on="2025-05-27"),
     unavailable("2025-05-27", ["pilot-not-started", "window-closed"], -11)),
    ("first-day-in-force-day-of-expiry",
     "28.05.2025 is in force. The card's window would open on 28 April and is cut to the first day in force.",
     card("2025-05-28", on="2025-05-28"),
     eligible("2025-05-28", 0, "2025-05-28", "2025-06-07")),
    ("first-day-in-force-30-days-before",
     "30 days from 28 May is 27 June (May has 31 days); the window opens on the first day in force without being cut.",
     card("2025-06-27", on="2025-05-28"),
     eligible("2025-05-28", 30, "2025-05-28", "2025-07-07")),
    ("first-day-in-force-31-days-before",
     "31 days remain on the first day in force; it opens on the second.",
     card("2025-06-28", on="2025-05-28"),
     unavailable("2025-05-28", ["window-not-open"], 31, ("2025-05-29", "2025-07-08"))),
    ("first-day-in-force-9-days-after",
     "Expired 9 days ago: today and tomorrow are left of the window.",
     card("2025-05-19", on="2025-05-28"),
     eligible("2025-05-28", -9, "2025-05-28", "2025-05-29")),
    ("first-day-in-force-10-days-after",
     "Expired 10 days ago on the first day in force: the earliest expiry date that the pilot ever covers, for this one day.",
     card("2025-05-18", on="2025-05-28"),
     eligible("2025-05-28", -10, "2025-05-28", "2025-05-28", "offence-begins")),
    ("first-day-in-force-11-days-after",
     "Expired 11 days ago on the first day in force: its window ended on 27 May, and no day in force is left of it.",
     card("2025-05-17", on="2025-05-28"),
     unavailable("2025-05-28", ["window-closed"], -11)),
    ("second-day-in-force-11-days-after",
     "The card that was covered only on the first day in force is a day late now; its one-day window is still told.",
     card("2025-05-18", on="2025-05-29"),
     unavailable("2025-05-29", ["window-closed"], -11, ("2025-05-28", "2025-05-28"))),

    # --- the last day in force, 31.03.2026 ---------------------------------------------------------------
    ("last-but-one-day-30-days-before",
     "30 days before 29 April is 30 March: two days are left before the order ends.",
     card("2026-04-29", on="2026-03-30"),
     eligible("2026-03-30", 30, "2026-03-30", "2026-03-31")),
    ("last-but-one-day-31-days-before",
     "31 days remain: this card is covered on one day only, tomorrow, the last day in force.",
     card("2026-04-30", on="2026-03-30"),
     unavailable("2026-03-30", ["window-not-open"], 31, ("2026-03-31", "2026-03-31"))),
    ("last-day-in-force-day-of-expiry",
     "Clause 7 says 'по 31.03.2026', the day included; the card's window is cut at the end of the order.",
     card("2026-03-31", on="2026-03-31"),
     eligible("2026-03-31", 0, "2026-03-01", "2026-03-31")),
    ("last-day-in-force-29-days-before",
     "29 days remain on the last day in force; the window has two days left of it.",
     card("2026-04-29", on="2026-03-31"),
     eligible("2026-03-31", 29, "2026-03-30", "2026-03-31")),
    ("last-day-in-force-30-days-before",
     "30 days remain on the last day in force: the latest expiry date that the pilot ever covers, for this one day.",
     card("2026-04-30", on="2026-03-31"),
     eligible("2026-03-31", 30, "2026-03-31", "2026-03-31")),
    ("last-day-in-force-31-days-before",
     "31 days remain: the card's window would open on 1 April, when the order is over, so there is no window to tell.",
     card("2026-05-01", on="2026-03-31"),
     unavailable("2026-03-31", ["window-not-open"], 31)),
    ("last-day-in-force-10-days-after",
     "Day 10 after expiry falls on the last day in force; the window ends there by itself.",
     card("2026-03-21", on="2026-03-31"),
     eligible("2026-03-31", -10, "2026-02-19", "2026-03-31", "offence-begins")),
    ("last-day-in-force-11-days-after",
     "Expired 11 days ago: the window closed on 30 March although the order is still in force.",
     card("2026-03-20", on="2026-03-31"),
     unavailable("2026-03-31", ["window-closed"], -11, ("2026-02-18", "2026-03-30"))),
    ("day-after-the-end-day-of-expiry",
     "1 April 2026 is after the order: no extension is known, and the card's days alone do not help.",
     card("2026-04-01", on="2026-04-01"),
     unavailable("2026-04-01", ["pilot-ended"], 0, ("2026-03-02", "2026-03-31"))),
    ("day-after-the-end-29-days-before",
     "29 days remain on 1 April; its only covered day was yesterday.",
     card("2026-04-30", on="2026-04-01"),
     unavailable("2026-04-01", ["pilot-ended"], 29, ("2026-03-31", "2026-03-31"))),
    ("day-after-the-end-30-days-before",
     "30 days remain on 1 April, so by the days alone the window is open, but no day in force was ever in it.",
     card("2026-05-01", on="2026-04-01"),
     unavailable("2026-04-01", ["pilot-ended"], 30)),
    ("day-after-the-end-31-days-before",
     "The order is over and 31 days remain: both hold, and nothing of the window lies in force.",
     card("2026-05-02", on="2026-04-01"),
     unavailable("2026-04-01", ["pilot-ended", "window-not-open"], 31)),
    ("day-after-the-end-10-days-after",
     "Day 10 after expiry is 1 April: open by the days alone, but the order ended yesterday, where the window is cut.",
     card("2026-03-22", on="2026-04-01"),
     unavailable("2026-04-01", ["pilot-ended"], -10, ("2026-02-20", "2026-03-31"))),
    ("day-after-the-end-11-days-after",
     "Both ended yesterday: the order and the card's window.",
     card("2026-03-21", on="2026-04-01"),
     unavailable("2026-04-01", ["pilot-ended", "window-closed"], -11, ("2026-02-19", "2026-03-31"))),

    # --- far from the days in force ----------------------------------------------------------------------
    ("a-year-before-the-order",
     "A year ahead of both: not in force, and 365 days remain; the window that will open is told.",
     card("2025-05-28", on="2024-05-28"),
     unavailable("2024-05-28", ["pilot-not-started", "window-not-open"], 365, ("2025-05-28", "2025-06-07"))),
    ("a-year-after-the-order",
     "A year after both: the order ended and the card expired 365 days ago; the window that was is told.",
     card("2026-03-31", on="2027-03-31"),
     unavailable("2027-03-31", ["pilot-ended", "window-closed"], -365, ("2026-03-01", "2026-03-31"))),
    ("before-the-order-with-a-card-long-expired",
     "Not in force yet, and the card expired 366 days ago (29.02.2024 lies between).",
     card("2023-05-27", on="2024-05-27"),
     unavailable("2024-05-27", ["pilot-not-started", "window-closed"], -366)),
    ("after-the-order-with-a-new-card",
     "The order is over and the new card has ten years to go, 3653 days with the leap days of 2028, 2032 and 2036.",
     card("2036-06-01", on="2026-06-01"),
     unavailable("2026-06-01", ["pilot-ended", "window-not-open"], 3653)),
    ("in-force-with-a-card-that-has-a-year-left",
     "365 days remain: too early, and when it opens the order will be over, so there is no window.",
     card("2026-06-01", on="2025-06-01"),
     unavailable("2025-06-01", ["window-not-open"], 365)),
    ("in-force-with-a-card-that-opens-later",
     "100 days remain: 16 September is 100 days after 8 June (22 + 31 + 31 + 16); the window opens on 17 August.",
     card("2025-09-16", on="2025-06-08"),
     unavailable("2025-06-08", ["window-not-open"], 100, ("2025-08-17", "2025-09-26"))),
    ("first-and-last-date-that-are-read",
     "1991-01-01 and 2100-12-31 are the outermost dates that are read; between them lie 110 years less a day, 27 leap days among them.",
     card("2100-12-31", on="1991-01-01"),
     unavailable("1991-01-01", ["pilot-not-started", "window-not-open"], 40176)),
    ("last-and-first-date-that-are-read",
     "The same span backwards: a card expired for almost 110 years when the order is long over.",
     card("1991-01-01", on="2100-12-31"),
     unavailable("2100-12-31", ["pilot-ended", "window-closed"], -40176)),
    ("window-would-begin-before-the-first-date-read",
     "30 days before 1991-01-01 lies in 1990: only dates that are given must be in range, not those that follow from them.",
     card("1991-01-01", on="1991-01-01"),
     unavailable("1991-01-01", ["pilot-not-started"], 0)),
    ("window-would-end-after-the-last-date-read",
     "10 days after 2100-12-31 lies in 2101: no problem either, the date given is in range.",
     card("2100-12-31", on="2100-12-31"),
     unavailable("2100-12-31", ["pilot-ended"], 0)),

    # --- 29 February ---------------------------------------------------------------------------------------
    ("leap-2028-31-days-before",
     "29.02.2028 exists. From 29 January 31 days remain: too early, besides the order being over.",
     card("2028-02-29", on="2028-01-29"),
     unavailable("2028-01-29", ["pilot-ended", "window-not-open"], 31)),
    ("leap-2028-30-days-before",
     "From 30 January to 29 February 2028 are 30 days.",
     card("2028-02-29", on="2028-01-30"),
     unavailable("2028-01-30", ["pilot-ended"], 30)),
    ("leap-2028-day-of-expiry",
     "The card is valid through 29.02.2028; only the order's end refuses.",
     card("2028-02-29", on="2028-02-29"),
     unavailable("2028-02-29", ["pilot-ended"], 0)),
    ("leap-2028-first-of-march",
     "1 March 2028 is one day after 29 February 2028.",
     card("2028-02-29", on="2028-03-01"),
     unavailable("2028-03-01", ["pilot-ended"], -1)),
    ("leap-2028-10-days-after",
     "10 March is 10 days after 29 February.",
     card("2028-02-29", on="2028-03-10"),
     unavailable("2028-03-10", ["pilot-ended"], -10)),
    ("leap-2028-11-days-after",
     "11 March is 11 days after 29 February: more than 10.",
     card("2028-02-29", on="2028-03-11"),
     unavailable("2028-03-11", ["pilot-ended", "window-closed"], -11)),
    ("leap-2028-seen-on-the-last-day-in-force",
     "From 31.03.2026 to 29.02.2028 are 365 + 335 = 700 days: far too early.",
     card("2028-02-29", on="2026-03-31"),
     unavailable("2026-03-31", ["window-not-open"], 700)),
    ("leap-2024-seen-on-the-first-day-in-force",
     "A card that expired on 29.02.2024 had been expired for 454 days when the order began.",
     card("2024-02-29", on="2025-05-28"),
     unavailable("2025-05-28", ["window-closed"], -454)),
    ("leap-2024-30-days-across",
     "From 29.02.2024 to 30.03.2024 are 30 days; the order is not in force yet.",
     card("2024-03-30", on="2024-02-29"),
     unavailable("2024-02-29", ["pilot-not-started"], 30)),
    ("leap-2024-31-days-across",
     "From 28.02.2024 to 30.03.2024 are 31 days because 29.02.2024 lies between.",
     card("2024-03-30", on="2024-02-28"),
     unavailable("2024-02-28", ["pilot-not-started", "window-not-open"], 31)),
    ("leap-2024-10-days-after",
     "10.03.2024 is 10 days after 29.02.2024.",
     card("2024-02-29", on="2024-03-10"),
     unavailable("2024-03-10", ["pilot-not-started"], -10)),
    ("leap-2024-11-days-after-28-february",
     "10.03.2024 is 11 days after 28.02.2024, the leap day counted.",
     card("2024-02-28", on="2024-03-10"),
     unavailable("2024-03-10", ["pilot-not-started", "window-closed"], -11)),
    ("leap-2000-is-a-leap-year",
     "2000 is divisible by 400: 29.02.2000 exists, a day before 1 March.",
     card("2000-02-29", on="2000-03-01"),
     unavailable("2000-03-01", ["pilot-not-started"], -1)),
    ("no-leap-2100",
     "2100 is divisible by 100 and not by 400: 1 March 2100 is the day after 28 February.",
     card("2100-02-28", on="2100-03-01"),
     unavailable("2100-03-01", ["pilot-ended"], -1)),
    ("no-leap-2026-30-days-across",
     "2026 has no 29 February: from 28.02.2026 to 30.03.2026 are 30 days.",
     card("2026-03-30", on="2026-02-28"),
     eligible("2026-02-28", 30, "2026-02-28", "2026-03-31")),
    ("no-leap-2026-31-days-across",
     "From 27.02.2026 to 30.03.2026 are 31 days.",
     card("2026-03-30", on="2026-02-27"),
     unavailable("2026-02-27", ["window-not-open"], 31, ("2026-02-28", "2026-03-31"))),
    ("no-leap-2026-last-of-february",
     "The card expires on 1 March 2026, the day after 28 February; 30 days before it is 30 January.",
     card("2026-03-01", on="2026-02-28"),
     eligible("2026-02-28", 1, "2026-01-30", "2026-03-11")),
    ("no-leap-2026-10-days-after",
     "10 March is 10 days after 28.02.2026, no leap day between.",
     card("2026-02-28", on="2026-03-10"),
     eligible("2026-03-10", -10, "2026-01-29", "2026-03-10", "offence-begins")),
    ("no-leap-2026-11-days-after",
     "11 March is 11 days after 28.02.2026.",
     card("2026-02-28", on="2026-03-11"),
     unavailable("2026-03-11", ["window-closed"], -11, ("2026-01-29", "2026-03-10"))),

    # --- ends of years and months: days are counted, not months ----------------------------------------
    ("year-end-31-days-before",
     "From 10 December to 10 January are 31 days: a month is not 30 days.",
     card("2026-01-10", on="2025-12-10"),
     unavailable("2025-12-10", ["window-not-open"], 31, ("2025-12-11", "2026-01-20"))),
    ("year-end-30-days-before",
     "From 11 December to 10 January are 30 days, across the end of the year.",
     card("2026-01-10", on="2025-12-11"),
     eligible("2025-12-11", 30, "2025-12-11", "2026-01-20")),
    ("year-end-new-years-eve-before-expiry",
     "The card expires on 1 January; 30 days before it is 2 December.",
     card("2026-01-01", on="2025-12-31"),
     eligible("2025-12-31", 1, "2025-12-02", "2026-01-11")),
    ("year-end-new-years-eve-30-days-before",
     "From 31 December to 30 January are 30 days; 10 days after 30 January is 9 February.",
     card("2026-01-30", on="2025-12-31"),
     eligible("2025-12-31", 30, "2025-12-31", "2026-02-09")),
    ("year-end-30-december-31-days-before",
     "From 30 December to 30 January are 31 days.",
     card("2026-01-30", on="2025-12-30"),
     unavailable("2025-12-30", ["window-not-open"], 31, ("2025-12-31", "2026-02-09"))),
    ("year-end-new-year-10-days-after",
     "1 January is 10 days after 22 December.",
     card("2025-12-22", on="2026-01-01"),
     eligible("2026-01-01", -10, "2025-11-22", "2026-01-01", "offence-begins")),
    ("year-end-new-year-11-days-after",
     "2 January is 11 days after 22 December.",
     card("2025-12-22", on="2026-01-02"),
     unavailable("2026-01-02", ["window-closed"], -11, ("2025-11-22", "2026-01-01"))),
    ("year-end-card-of-31-december-10-days-after",
     "10 January is 10 days after 31 December; 30 days before it is 1 December.",
     card("2025-12-31", on="2026-01-10"),
     eligible("2026-01-10", -10, "2025-12-01", "2026-01-10", "offence-begins")),
    ("year-end-card-of-31-december-11-days-after",
     "11 January is 11 days after 31 December.",
     card("2025-12-31", on="2026-01-11"),
     unavailable("2026-01-11", ["window-closed"], -11, ("2025-12-01", "2026-01-10"))),
    ("month-of-30-days-same-day-of-month",
     "September has 30 days, so from 1 September to 1 October are exactly 30 days.",
     card("2025-10-01", on="2025-09-01"),
     eligible("2025-09-01", 30, "2025-09-01", "2025-10-11")),
    ("month-of-31-days-same-day-of-month",
     "August has 31 days, so the same day of the month before is one day too early.",
     card("2025-09-01", on="2025-08-01"),
     unavailable("2025-08-01", ["window-not-open"], 31, ("2025-08-02", "2025-09-11"))),
    ("month-of-28-days-same-day-of-month",
     "February 2026 has 28 days: from 1 February to 1 March are 28, well inside.",
     card("2026-03-01", on="2026-02-01"),
     eligible("2026-02-01", 28, "2026-01-30", "2026-03-11")),
    ("last-day-of-may-to-last-day-of-june",
     "From 31 May to 30 June are 30 days.",
     card("2025-06-30", on="2025-05-31"),
     eligible("2025-05-31", 30, "2025-05-31", "2025-07-10")),
    ("30-may-to-last-day-of-june",
     "From 30 May to 30 June are 31 days.",
     card("2025-06-30", on="2025-05-30"),
     unavailable("2025-05-30", ["window-not-open"], 31, ("2025-05-31", "2025-07-10"))),
    ("last-day-of-july-10-days-after",
     "10 August is 10 days after 31 July; 30 days before 31 July is 1 July.",
     card("2025-07-31", on="2025-08-10"),
     eligible("2025-08-10", -10, "2025-07-01", "2025-08-10", "offence-begins")),
    ("last-day-of-september-11-days-after",
     "11 October is 11 days after 30 September.",
     card("2025-09-30", on="2025-10-11"),
     unavailable("2025-10-11", ["window-closed"], -11, ("2025-08-31", "2025-10-10"))),

    # --- documents -----------------------------------------------------------------------------------------
    ("passport-on-expiry",
     "The order covers identity cards only; a passport is not covered, and its expiry date need not be asked.",
     asks("passport", "expiry", on="2025-07-15"),
     unavailable("2025-07-15", ["document-not-covered"])),
    ("passport-on-expiry-with-a-date",
     "A passport's expiry date may be given but decides nothing: no days and no window for a document not covered.",
     asks("passport", "expiry", on="2025-07-15", expiresOn="2025-07-20"),
     unavailable("2025-07-15", ["document-not-covered"])),
    ("passport-long-expired-is-not-judged-by-days",
     "An expiry date years ago would close the window of a card; a passport has no window, so only the document refuses.",
     asks("passport", "expiry", on="2025-07-15", expiresOn="2015-07-15"),
     unavailable("2025-07-15", ["document-not-covered"])),
    ("residence-permit-on-expiry",
     "A residence permit is not an identity card of a citizen.",
     asks("residence-permit", "expiry", on="2025-07-15"),
     unavailable("2025-07-15", ["document-not-covered"])),
    ("stateless-person-certificate-on-expiry",
     "A stateless person's certificate is not an identity card of a citizen.",
     asks("stateless-person-certificate", "expiry", on="2025-07-15"),
     unavailable("2025-07-15", ["document-not-covered"])),

    # --- reasons -------------------------------------------------------------------------------------------
    ("card-lost",
     "The only reason covered is expiry; a lost card is replaced at a Public Service Centre.",
     asks("identity-card", "loss", on="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),
    ("card-stolen",
     "Theft is not expiry.",
     asks("identity-card", "theft", on="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),
    ("card-damaged",
     "A damaged card is replaced for its damage, not because it expires.",
     asks("identity-card", "damage", on="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),
    ("name-changed",
     "A change of name is not expiry.",
     asks("identity-card", "name-change", on="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),
    ("data-wrong",
     "Wrong data on the card is not expiry.",
     asks("identity-card", "data-correction", on="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),
    ("first-card",
     "A first card replaces nothing that could expire.",
     asks("identity-card", "first-issue", on="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),
    ("any-other-reason",
     "Every reason besides expiry is outside the order.",
     asks("identity-card", "other", on="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),
    ("card-lost-that-would-expire-today",
     "The card would be inside the window, but the reason is loss: the window is not judged and not told.",
     asks("identity-card", "loss", on="2025-07-15", expiresOn="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),
    ("card-damaged-far-from-expiry",
     "Nine years to go would be too early for expiry; for damage the days are not judged at all.",
     asks("identity-card", "damage", on="2025-07-15", expiresOn="2034-07-15"),
     unavailable("2025-07-15", ["reason-not-covered"])),

    # --- who asks, and biometrics --------------------------------------------------------------------------
    ("representative-inside-the-window",
     "One cannot apply for another person; the card itself is covered, so its days and window are still told.",
     {**card("2025-07-20", on="2025-07-15"), "applicant": "representative"},
     unavailable("2025-07-15", ["applicant-not-owner"], 5, ("2025-06-20", "2025-07-30"))),
    ("biometrics-failed-inside-the-window",
     "Who fails the biometric identification is sent to the Public Service Centre; the card's days are still told.",
     card("2025-07-20", on="2025-07-15", biometrics="failed"),
     unavailable("2025-07-15", ["biometrics-failed"], 5, ("2025-06-20", "2025-07-30"))),
    ("biometrics-passed",
     "Biometric identification passed: nothing stands in the way.",
     card("2025-07-20", on="2025-07-15", biometrics="passed"),
     eligible("2025-07-15", 5, "2025-06-20", "2025-07-30")),
    ("biometrics-not-attempted",
     "Biometric identification comes later in the service: not having tried is no refusal.",
     card("2025-07-20", on="2025-07-15", biometrics="not-attempted"),
     eligible("2025-07-15", 5, "2025-06-20", "2025-07-30")),
    ("biometrics-left-out",
     "Nothing said about biometrics means not attempted.",
     card("2025-07-20", on="2025-07-15"),
     eligible("2025-07-15", 5, "2025-06-20", "2025-07-30")),
    ("biometrics-null",
     "Null means the same as nothing said: not attempted.",
     card("2025-07-20", on="2025-07-15", biometrics=None),
     eligible("2025-07-15", 5, "2025-06-20", "2025-07-30")),
    ("biometrics-failed-for-a-passport",
     "Both hold: the document is outside the order and the identification failed; no days for a passport.",
     asks("passport", "expiry", on="2025-07-15", biometrics="failed"),
     unavailable("2025-07-15", ["document-not-covered", "biometrics-failed"])),
    ("biometrics-passed-for-a-lost-card",
     "Passing the identification does not bring loss under the order.",
     asks("identity-card", "loss", on="2025-07-15", biometrics="passed"),
     unavailable("2025-07-15", ["reason-not-covered"])),

    # --- several refusals at once, always in the contract's order ----------------------------------------
    ("all-at-once-before-the-order",
     "Before the order, a lost passport, for another person, identification failed: every refusal that holds is listed; the days are not judged.",
     asks("passport", "loss", "representative", on="2025-05-27", biometrics="failed"),
     unavailable("2025-05-27", ["pilot-not-started", "document-not-covered", "reason-not-covered",
                                "applicant-not-owner", "biometrics-failed"])),
    ("all-at-once-after-the-order",
     "The same after the order: only the first refusal differs.",
     asks("passport", "loss", "representative", on="2026-04-01", biometrics="failed"),
     unavailable("2026-04-01", ["pilot-ended", "document-not-covered", "reason-not-covered",
                                "applicant-not-owner", "biometrics-failed"])),
    ("all-of-a-covered-card-too-early",
     "A covered card before the order, for another person, identification failed, and 60 days to go: four refusals and the window.",
     {**card("2025-07-26", on="2025-05-27", biometrics="failed"), "applicant": "representative"},
     unavailable("2025-05-27", ["pilot-not-started", "applicant-not-owner", "biometrics-failed", "window-not-open"],
                 60, ("2025-06-26", "2025-08-05"))),
    ("all-of-a-covered-card-too-late",
     "A covered card after the order, for another person, identification failed, expired 20 days ago.",
     {**card("2026-03-12", on="2026-04-01", biometrics="failed"), "applicant": "representative"},
     unavailable("2026-04-01", ["pilot-ended", "applicant-not-owner", "biometrics-failed", "window-closed"],
                 -20, ("2026-02-10", "2026-03-22"))),
    ("document-and-reason",
     "A stolen residence permit: neither the document nor the reason is covered.",
     asks("residence-permit", "theft", on="2025-07-15"),
     unavailable("2025-07-15", ["document-not-covered", "reason-not-covered"])),
    ("reason-and-representative",
     "A lost card, asked for by another person.",
     asks("identity-card", "loss", "representative", on="2025-07-15"),
     unavailable("2025-07-15", ["reason-not-covered", "applicant-not-owner"])),
    ("passport-after-the-order-with-an-expired-date",
     "The order is over and a passport was never covered; its date, long past, does not add 'window-closed'.",
     asks("passport", "expiry", on="2026-04-01", expiresOn="2020-01-01"),
     unavailable("2026-04-01", ["pilot-ended", "document-not-covered"])),

    # --- `now`: the date in Kazakhstan, UTC+5, wherever the device is -------------------------------------
    ("now-1-second-before-the-first-day",
     "18:59:59 UTC on 27 May is 23:59:59 in Kazakhstan: the eve of the order.",
     card("2025-05-28", now=instant("2025-05-27T18:59:59.000Z")),
     unavailable("2025-05-27", ["pilot-not-started"], 1, ("2025-05-28", "2025-06-07"))),
    ("now-1-ms-before-the-first-day",
     "One millisecond before midnight in Kazakhstan is still the eve of the order. The number is 1748372399999.",
     card("2025-05-28", now=1748372399999),
     unavailable("2025-05-27", ["pilot-not-started"], 1, ("2025-05-28", "2025-06-07"))),
    ("now-half-a-ms-before-the-first-day",
     "An instant may carry a fraction of a millisecond; half of one before midnight is still the day before.",
     card("2025-05-28", now=1748372399999.5),
     unavailable("2025-05-27", ["pilot-not-started"], 1, ("2025-05-28", "2025-06-07"))),
    ("now-first-instant-of-the-first-day",
     "19:00:00 UTC on 27 May is midnight in Kazakhstan: the first day in force begins, though it is still 27 May in UTC. The number is 1748372400000.",
     card("2025-05-28", now=1748372400000),
     eligible("2025-05-28", 0, "2025-05-28", "2025-06-07")),
    ("now-1-ms-into-the-first-day",
     "One millisecond after midnight in Kazakhstan.",
     card("2025-05-28", now=1748372400001),
     eligible("2025-05-28", 0, "2025-05-28", "2025-06-07")),
    ("now-1-second-into-the-first-day",
     "19:00:01 UTC on 27 May is 00:00:01 on 28 May in Kazakhstan.",
     card("2025-05-28", now=instant("2025-05-27T19:00:01.000Z")),
     eligible("2025-05-28", 0, "2025-05-28", "2025-06-07")),
    ("now-utc-midnight-is-no-boundary",
     "Midnight in UTC is 05:00 in Kazakhstan, in the middle of the first day in force.",
     card("2025-05-28", now=instant("2025-05-28T00:00:00.000Z")),
     eligible("2025-05-28", 0, "2025-05-28", "2025-06-07")),
    ("now-18-30-utc-on-the-eve-is-not-yet-the-first-day",
     "With the former UTC+6 of Almaty 18:30 UTC would already be the next day; with UTC+5 it is 23:30 on the eve.",
     card("2025-05-28", now=instant("2025-05-27T18:30:00.000Z")),
     unavailable("2025-05-27", ["pilot-not-started"], 1, ("2025-05-28", "2025-06-07"))),
    ("now-1-second-before-the-order-ends",
     "18:59:59 UTC on 31 March is 23:59:59 in Kazakhstan: the last day in force is included to its end.",
     card("2026-03-31", now=instant("2026-03-31T18:59:59.000Z")),
     eligible("2026-03-31", 0, "2026-03-01", "2026-03-31")),
    ("now-1-ms-before-the-order-ends",
     "The last millisecond of the last day in force. The number is 1774983599999.",
     card("2026-03-31", now=1774983599999),
     eligible("2026-03-31", 0, "2026-03-01", "2026-03-31")),
    ("now-half-a-ms-before-the-order-ends",
     "A fraction of a millisecond before midnight still belongs to the last day in force: the instant is not rounded up.",
     card("2026-03-31", now=1774983599999.5),
     eligible("2026-03-31", 0, "2026-03-01", "2026-03-31")),
    ("now-first-instant-after-the-order",
     "Midnight in Kazakhstan, 1 April 2026, while it is still 31 March in UTC: the order has ended. The number is 1774983600000.",
     card("2026-03-31", now=1774983600000),
     unavailable("2026-04-01", ["pilot-ended"], -1, ("2026-03-01", "2026-03-31"))),
    ("now-1-ms-after-the-order",
     "One millisecond into 1 April 2026.",
     card("2026-03-31", now=1774983600001),
     unavailable("2026-04-01", ["pilot-ended"], -1, ("2026-03-01", "2026-03-31"))),
    ("now-1-second-after-the-order",
     "19:00:01 UTC on 31 March is 00:00:01 on 1 April in Kazakhstan.",
     card("2026-03-31", now=instant("2026-03-31T19:00:01.000Z")),
     unavailable("2026-04-01", ["pilot-ended"], -1, ("2026-03-01", "2026-03-31"))),
    ("now-18-30-utc-on-the-last-day-is-still-the-last-day",
     "A phone with old zone data shows 00:30 of tomorrow in Almaty; in law it is 23:30 on 31 March.",
     card("2026-03-31", now=instant("2026-03-31T18:30:00.000Z")),
     eligible("2026-03-31", 0, "2026-03-01", "2026-03-31")),
    ("now-first-instant-of-the-last-day",
     "19:00:00 UTC on 30 March is midnight of 31 March in Kazakhstan; a card of 30 April is covered from this instant.",
     card("2026-04-30", now=instant("2026-03-30T19:00:00.000Z")),
     eligible("2026-03-31", 30, "2026-03-31", "2026-03-31")),
    ("now-1-ms-before-the-last-day",
     "One millisecond earlier it is 30 March, and the same card has 31 days to go.",
     card("2026-04-30", now=instant("2026-03-30T18:59:59.999Z")),
     unavailable("2026-03-30", ["window-not-open"], 31, ("2026-03-31", "2026-03-31"))),
    ("now-1-ms-before-the-window-opens",
     "23:59:59.999 on 22 October in Kazakhstan: 31 days before 22 November.",
     card("2025-11-22", now=instant("2025-10-22T18:59:59.999Z")),
     unavailable("2025-10-22", ["window-not-open"], 31, ("2025-10-23", "2025-12-02"))),
    ("now-the-window-opens",
     "Midnight of 23 October in Kazakhstan: 30 days before 22 November.",
     card("2025-11-22", now=instant("2025-10-22T19:00:00.000Z")),
     eligible("2025-10-23", 30, "2025-10-23", "2025-12-02")),
    ("now-1-ms-before-the-window-closes",
     "The last millisecond of 2 December in Kazakhstan: day 10 lasts to its end.",
     card("2025-11-22", now=instant("2025-12-02T18:59:59.999Z")),
     eligible("2025-12-02", -10, "2025-10-23", "2025-12-02", "offence-begins")),
    ("now-the-window-is-closed",
     "Midnight of 3 December in Kazakhstan: day 11.",
     card("2025-11-22", now=instant("2025-12-02T19:00:00.000Z")),
     unavailable("2025-12-03", ["window-closed"], -11, ("2025-10-23", "2025-12-02"))),
    ("now-leap-day-begins",
     "19:00 UTC on 28.02.2028 is midnight of 29.02.2028 in Kazakhstan. The number is 1835377200000.",
     card("2028-02-29", now=1835377200000),
     unavailable("2028-02-29", ["pilot-ended"], 0)),
    ("now-leap-day-ends",
     "One millisecond before 19:00 UTC on 29.02.2028 it is still that day in Kazakhstan. The number is 1835463599999.",
     card("2028-02-29", now=1835463599999),
     unavailable("2028-02-29", ["pilot-ended"], 0)),
    ("now-leap-day-is-over",
     "At 19:00 UTC on 29.02.2028 it is 1 March in Kazakhstan. The number is 1835463600000.",
     card("2028-02-29", now=1835463600000),
     unavailable("2028-03-01", ["pilot-ended"], -1)),
    ("now-new-year-begins-five-hours-early",
     "19:00 UTC on 31 December is midnight of 1 January in Kazakhstan. The number is 1767207600000.",
     card("2026-01-01", now=1767207600000),
     eligible("2026-01-01", 0, "2025-12-02", "2026-01-11")),
    ("now-old-year-ends-five-hours-early",
     "One millisecond earlier it is still 31 December. The number is 1767207599999.",
     card("2026-01-01", now=1767207599999),
     eligible("2025-12-31", 1, "2025-12-02", "2026-01-11")),
    ("now-for-a-passport",
     "The checked date comes from the instant for every document.",
     asks("passport", "expiry", now=instant("2025-07-15T19:00:00.000Z")),
     unavailable("2025-07-16", ["document-not-covered"])),

    # --- `on` and `now` together -----------------------------------------------------------------------------
    ("on-wins-over-a-later-now",
     "`now` says 1 April 2026, `on` says the last day in force: `on` decides.",
     card("2026-03-31", on="2026-03-31", now=1774983600000),
     eligible("2026-03-31", 0, "2026-03-01", "2026-03-31")),
    ("on-wins-over-an-earlier-now",
     "`now` lies in force, `on` says 1 April 2026: `on` decides, and the order is over.",
     card("2026-03-31", on="2026-04-01", now=1774983599999),
     unavailable("2026-04-01", ["pilot-ended"], -1, ("2026-03-01", "2026-03-31"))),
    ("on-null-falls-to-now",
     "`on` given as null is not given: the date of `now` decides.",
     card("2025-05-28", on=None, now=1748372400000),
     eligible("2025-05-28", 0, "2025-05-28", "2025-06-07")),
    ("on-null-falls-to-now-on-the-eve",
     "The same one millisecond earlier.",
     card("2025-05-28", on=None, now=1748372399999),
     unavailable("2025-05-27", ["pilot-not-started"], 1, ("2025-05-28", "2025-06-07"))),
    ("now-null-with-on",
     "`now` given as null is not given; `on` decides anyway.",
     card("2025-07-15", on="2025-07-15", now=None),
     eligible("2025-07-15", 0, "2025-06-15", "2025-07-25")),
    ("on-does-not-fall-to-now-when-malformed",
     "A malformed `on` is a problem; it is not passed over in favour of `now`.",
     card("2025-07-15", on="15.07.2025", now=1752562800000),
     invalid(("malformed-date", "on"))),

    # --- expiresOn where it is not needed, and missing where it is ---------------------------------------
    ("passport-with-a-malformed-expiry",
     "Everything in the query is read, also what no longer matters: a malformed date is a problem for a passport too.",
     asks("passport", "expiry", on="2025-07-15", expiresOn="15.07.2025"),
     invalid(("malformed-date", "expiresOn"))),
    ("lost-card-with-an-impossible-expiry",
     "The date decides nothing for a lost card, yet 30 February cannot stand in an answerable query.",
     asks("identity-card", "loss", on="2025-07-15", expiresOn="2025-02-30"),
     invalid(("impossible-date", "expiresOn"))),
    ("passport-with-an-expiry-out-of-range",
     "The range of dates holds for a passport's date too.",
     asks("passport", "loss", on="2025-07-15", expiresOn="2101-01-01"),
     invalid(("date-out-of-range", "expiresOn"))),
    ("passport-with-a-null-expiry",
     "Null is as good as missing, and a passport's expiry date is not required.",
     asks("passport", "expiry", on="2025-07-15", expiresOn=None),
     unavailable("2025-07-15", ["document-not-covered"])),
    ("card-without-expiry-date",
     "An identity card replaced on expiry cannot be judged without its date.",
     asks("identity-card", "expiry", on="2025-07-15"),
     invalid(("required", "expiresOn"))),
    ("card-with-a-null-expiry-date",
     "Null is as good as missing.",
     card(None, on="2025-07-15"),
     invalid(("required", "expiresOn"))),
    ("card-without-expiry-date-before-the-order",
     "The date is required for every identity card replaced on expiry, also while the order is not in force.",
     asks("identity-card", "expiry", on="2025-05-27"),
     invalid(("required", "expiresOn"))),
    ("card-without-expiry-date-after-the-order",
     "The same once the order is over.",
     asks("identity-card", "expiry", on="2026-04-01"),
     invalid(("required", "expiresOn"))),
    ("card-without-expiry-date-by-a-representative",
     "Who asks changes nothing: the document and the reason are covered, so the date is required.",
     asks("identity-card", "expiry", "representative", on="2025-07-15"),
     invalid(("required", "expiresOn"))),
    ("card-with-an-empty-expiry-date",
     "An empty text is a text, and not a date; it is not the same as missing.",
     card("", on="2025-07-15"),
     invalid(("malformed-date", "expiresOn"))),

    # --- dates that cannot be read ----------------------------------------------------------------------------
    ("date-without-leading-zeros",
     "A date is YYYY-MM-DD: month and day have two digits.",
     card("2025-6-1", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-with-a-time",
     "A civil date carries no time of day.",
     card("2025-06-01T00:00:00Z", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-with-a-leading-space",
     "Nothing is trimmed silently.",
     card(" 2025-06-01", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-with-a-trailing-space",
     "Nothing is trimmed silently, at the end either.",
     card("2025-06-01 ", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-with-a-trailing-line-end",
     "A line end is a character too; patterns that match 'to the end of line' let it through.",
     card("2025-06-01\n", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-in-fullwidth-digits",
     "Only the digits 0-9 count as digits.",
     card("２０２５-06-01", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-in-arabic-indic-digits",
     "Only the digits 0-9 count as digits, though these are decimal digits of another script.",
     card("٢٠٢٥-٠٦-٠١", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-of-ten-bytes-but-eight-characters",
     "One fullwidth digit takes three bytes: the text is ten bytes long without being YYYY-MM-DD.",
     card("202２-6-1", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-with-a-plus-sign",
     "A signed year is not YYYY.",
     card("+2025-06-01", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-with-a-minus-sign",
     "A sign in place of the first digit keeps the length of ten, but is no digit.",
     card("-025-06-01", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-without-hyphens",
     "The basic form YYYYMMDD is not the form agreed.",
     card("20250601", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("date-as-printed-on-the-card",
     "The card prints 01.06.2025; the contract takes YYYY-MM-DD only.",
     card("01.06.2025", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("on-as-printed-on-the-card",
     "The checked date is read by the same rule, and the path tells which date is meant.",
     card("2025-06-01", on="01.06.2025"), invalid(("malformed-date", "on"))),
    ("on-empty",
     "An empty text for `on` is not a missing `on`.",
     card("2025-06-01", on=""), invalid(("malformed-date", "on"))),
    ("date-30-february",
     "February never has 30 days.",
     card("2025-02-30", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("date-29-february-2025",
     "2025 is no leap year.",
     card("2025-02-29", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("date-29-february-2026",
     "2026 is no leap year either; the pilot has no 29 February at all.",
     card("2026-02-29", on="2026-02-28"), invalid(("impossible-date", "expiresOn"))),
    ("date-29-february-2100",
     "2100 is divisible by 100 and not by 400: no leap year.",
     card("2100-02-29", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("date-month-13",
     "There is no thirteenth month.",
     card("2025-13-01", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("date-month-0",
     "Months are counted from 1.",
     card("2025-00-10", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("date-day-0",
     "Days are counted from 1.",
     card("2025-06-00", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("date-31-april",
     "April has 30 days.",
     card("2025-04-31", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("on-31-june",
     "June has 30 days, for the checked date too.",
     card("2025-06-30", on="2025-06-31"), invalid(("impossible-date", "on"))),
    ("date-before-the-first-year-read",
     "1990-12-31 is the day before the first date read.",
     card("1990-12-31", on="2025-06-01"), invalid(("date-out-of-range", "expiresOn"))),
    ("date-after-the-last-year-read",
     "2101-01-01 is the day after the last date read.",
     card("2101-01-01", on="2025-06-01"), invalid(("date-out-of-range", "expiresOn"))),
    ("date-in-year-0",
     "The year 0000 has the right form and lies before 1991.",
     card("0000-01-01", on="2025-06-01"), invalid(("date-out-of-range", "expiresOn"))),
    ("date-at-the-end-of-year-9999",
     "9999-12-31, often used for 'never', lies after 2100.",
     card("9999-12-31", on="2025-06-01"), invalid(("date-out-of-range", "expiresOn"))),
    ("on-before-the-first-year-read",
     "The range holds for the checked date too.",
     card("2025-06-01", on="1990-12-31"), invalid(("date-out-of-range", "on"))),
    ("on-after-the-last-year-read",
     "The range holds for the checked date too.",
     card("2025-06-01", on="2101-01-01"), invalid(("date-out-of-range", "on"))),
    ("impossible-before-out-of-range",
     "30.02.1990 is both impossible and too early: existence is tested before the range.",
     card("1990-02-30", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("impossible-before-out-of-range-year-0",
     "The thirteenth month of the year 0: existence is tested before the range.",
     card("0000-13-01", on="2025-06-01"), invalid(("impossible-date", "expiresOn"))),
    ("malformed-before-impossible",
     "'2025-2-30' is neither well formed nor possible: the form is tested first.",
     card("2025-2-30", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),
    ("malformed-before-out-of-range",
     "'12025-06-01' has a year of five digits: not the form, before any talk of range.",
     card("12025-06-01", on="2025-06-01"), invalid(("malformed-date", "expiresOn"))),

    # --- `now` outside the years read -----------------------------------------------------------------------
    ("now-zero",
     "The epoch, 1 January 1970, lies before 1991.",
     card("2025-06-01", now=0), invalid(("date-out-of-range", "now"))),
    ("now-minus-1",
     "A millisecond before the epoch is an instant of 1970 in Kazakhstan and of 1969 in UTC: before 1991 either way.",
     card("2025-06-01", now=-1), invalid(("date-out-of-range", "now"))),
    ("now-far-negative",
     "An instant of the year 1653.",
     card("2025-06-01", now=-10000000000000), invalid(("date-out-of-range", "now"))),
    ("now-in-seconds",
     "A clock in seconds instead of milliseconds points at January 1970, which is caught as out of range.",
     card("2025-06-01", now=1748372400), invalid(("date-out-of-range", "now"))),
    ("now-in-microseconds",
     "A clock in microseconds points thousands of years ahead.",
     card("2025-06-01", now=1748372400000000), invalid(("date-out-of-range", "now"))),
    ("now-beyond-every-calendar",
     "A finite number that no calendar reaches is still a number: out of range, not of the wrong type.",
     card("2025-06-01", now=1e300), invalid(("date-out-of-range", "now"))),
    ("now-last-ms-before-the-years-read",
     "One millisecond before midnight of 1991-01-01 in Kazakhstan. The number is 662669999999.",
     card("2025-06-01", now=662669999999), invalid(("date-out-of-range", "now"))),
    ("now-first-instant-of-the-years-read",
     "Midnight of 1991-01-01 by UTC+5, still 1990 in UTC: read. To 01.01.1992 are 365 days.",
     card("1992-01-01", now=662670000000),
     unavailable("1991-01-01", ["pilot-not-started", "window-not-open"], 365)),
    ("now-last-ms-of-the-years-read",
     "The last millisecond of 2100-12-31 in Kazakhstan. The number is 4133962799999.",
     card("2100-12-31", now=4133962799999),
     unavailable("2100-12-31", ["pilot-ended"], 0)),
    ("now-first-ms-after-the-years-read",
     "Midnight of 2101-01-01 in Kazakhstan, still 2100 in UTC. The number is 4133962800000.",
     card("2100-12-31", now=4133962800000), invalid(("date-out-of-range", "now"))),
    ("now-out-of-range-for-a-passport",
     "A date that cannot be checked is a problem for every document.",
     asks("passport", "expiry", now=0), invalid(("date-out-of-range", "now"))),
    ("now-out-of-range-with-on-null",
     "`on` given as null leaves the decision to `now`.",
     card("2025-06-01", on=None, now=0), invalid(("date-out-of-range", "now"))),

    # --- required --------------------------------------------------------------------------------------------
    ("document-missing",
     "Without the document nothing can be said.",
     without(card("2025-07-20", on="2025-07-15"), "document"), invalid(("required", "document"))),
    ("document-null",
     "Null is as good as missing.",
     {**card("2025-07-20", on="2025-07-15"), "document": None}, invalid(("required", "document"))),
    ("reason-missing",
     "The order covers one reason; which one is meant must be said.",
     without(card("2025-07-20", on="2025-07-15"), "reason"), invalid(("required", "reason"))),
    ("reason-null",
     "Null is as good as missing.",
     {**card("2025-07-20", on="2025-07-15"), "reason": None}, invalid(("required", "reason"))),
    ("applicant-missing",
     "The order covers the owner only; that the owner asks is not taken for granted.",
     without(card("2025-07-20", on="2025-07-15"), "applicant"), invalid(("required", "applicant"))),
    ("applicant-null",
     "Null is as good as missing.",
     {**card("2025-07-20", on="2025-07-15"), "applicant": None}, invalid(("required", "applicant"))),
    ("all-three-missing",
     "All problems are told at once.",
     {"expiresOn": "2025-07-20", "on": "2025-07-15"},
     invalid(("required", "document"), ("required", "reason"), ("required", "applicant"))),
    ("all-three-null",
     "All problems are told at once, null being as good as missing.",
     {"document": None, "reason": None, "applicant": None, "expiresOn": "2025-07-20", "on": "2025-07-15"},
     invalid(("required", "document"), ("required", "reason"), ("required", "applicant"))),
    ("applicant-and-expiry-date-missing",
     "Document and reason are covered, so both are required: who asks and the date.",
     {"document": "identity-card", "reason": "expiry", "on": "2025-07-15"},
     invalid(("required", "applicant"), ("required", "expiresOn"))),
    ("reason-missing-for-a-passport",
     "A passport is not covered whatever the reason, yet the reason is required; its date is not.",
     {"document": "passport", "applicant": "owner", "on": "2025-07-15"}, invalid(("required", "reason"))),
    ("document-missing-for-a-loss",
     "Loss is not covered whatever the document, yet the document is required; no date is.",
     {"reason": "loss", "applicant": "owner", "on": "2025-07-15"}, invalid(("required", "document"))),

    # --- unknown fields ----------------------------------------------------------------------------------------
    ("unknown-field-beside-a-good-query",
     "A field that the contract does not know is a problem even if all else is right: a misspelt name must not pass unseen.",
     card("2025-07-20", on="2025-07-15", colour="green"), invalid(("unknown-field", "colour"))),
    ("unknown-field-misspelt-expiry",
     "`expiryDate` is not `expiresOn`: the one is unknown, the other missing.",
     asks("identity-card", "expiry", on="2025-07-15", expiryDate="2025-07-20"),
     invalid(("unknown-field", "expiryDate"), ("required", "expiresOn"))),
    ("unknown-field-in-another-case",
     "Field names are read to the letter: `Biometrics` is not `biometrics`.",
     card("2025-07-20", on="2025-07-15", Biometrics="failed"), invalid(("unknown-field", "Biometrics"))),
    ("unknown-field-personal-number",
     "The question needs no personal number and takes none.",
     card("2025-07-20", on="2025-07-15", iin="880412401006"), invalid(("unknown-field", "iin"))),
    ("two-unknown-fields",
     "Each unknown field is a problem of its own.",
     card("2025-07-20", on="2025-07-15", region="75", today="2025-07-15"),
     invalid(("unknown-field", "region"), ("unknown-field", "today"))),
    ("unknown-field-named-like-a-builtin",
     "A name that every object inherits is unknown when it is given.",
     card("2025-07-20", on="2025-07-15", constructor="x"), invalid(("unknown-field", "constructor"))),
    ("unknown-field-with-a-false-value",
     "False and zero are values; only null means that nothing was given.",
     card("2025-07-20", on="2025-07-15", urgent=False, fee=0),
     invalid(("unknown-field", "urgent"), ("unknown-field", "fee"))),
    ("unknown-field-in-cyrillic",
     "The first letter of this name is a Cyrillic 'о': it looks like `on` and is another name.",
     card("2025-07-20", on="2025-07-15", **{"\u043en": "2025-07-15"}), invalid(("unknown-field", "\u043en"))),

    # --- unknown values ----------------------------------------------------------------------------------------
    ("reason-in-another-case",
     "Values are read to the letter: 'Expiry' is not 'expiry'.",
     {**card("2025-07-20", on="2025-07-15"), "reason": "Expiry"}, invalid(("unknown-value", "reason"))),
    ("reason-with-a-trailing-space",
     "Nothing is trimmed silently.",
     {**card("2025-07-20", on="2025-07-15"), "reason": "expiry "}, invalid(("unknown-value", "reason"))),
    ("reason-of-another-contract",
     "'expired' is a word for the same thing, but not the value agreed.",
     {**card("2025-07-20", on="2025-07-15"), "reason": "expired"}, invalid(("unknown-value", "reason"))),
    ("document-empty",
     "An empty text is a text, and no document; it is not the same as missing.",
     {**card("2025-07-20", on="2025-07-15"), "document": ""}, invalid(("unknown-value", "document"))),
    ("document-with-an-underscore",
     "'identity_card' is not 'identity-card'.",
     {**card("2025-07-20", on="2025-07-15"), "document": "identity_card"}, invalid(("unknown-value", "document"))),
    ("document-in-russian",
     "The query is language-neutral; the document's Russian name is not a value.",
     {**card("2025-07-20", on="2025-07-15"), "document": "удостоверение личности"}, invalid(("unknown-value", "document"))),
    ("document-not-known-to-the-contract",
     "A driving licence is not among the documents that can be asked about.",
     {**card("2025-07-20", on="2025-07-15"), "document": "driving-licence"}, invalid(("unknown-value", "document"))),
    ("applicant-in-capitals",
     "'OWNER' is not 'owner'.",
     {**card("2025-07-20", on="2025-07-15"), "applicant": "OWNER"}, invalid(("unknown-value", "applicant"))),
    ("applicant-guardian",
     "A guardian would be a representative; the word itself is not a value.",
     {**card("2025-07-20", on="2025-07-15"), "applicant": "guardian"}, invalid(("unknown-value", "applicant"))),
    ("biometrics-unknown",
     "An unknown state of the identification is not taken for 'not attempted'.",
     card("2025-07-20", on="2025-07-15", biometrics="pending"), invalid(("unknown-value", "biometrics"))),
    ("biometrics-empty",
     "An empty text is not the same as missing.",
     card("2025-07-20", on="2025-07-15", biometrics=""), invalid(("unknown-value", "biometrics"))),

    # --- wrong types -------------------------------------------------------------------------------------------
    ("document-a-number",
     "A number is no text.",
     {**card("2025-07-20", on="2025-07-15"), "document": 1}, invalid(("wrong-type", "document"))),
    ("reason-a-list",
     "A list of one right value is not that value.",
     {**card("2025-07-20", on="2025-07-15"), "reason": ["expiry"]}, invalid(("wrong-type", "reason"))),
    ("applicant-true",
     "Yes is not an answer to who asks.",
     {**card("2025-07-20", on="2025-07-15"), "applicant": True}, invalid(("wrong-type", "applicant"))),
    ("biometrics-false",
     "False is a value of the wrong type, not 'failed' and not missing.",
     card("2025-07-20", on="2025-07-15", biometrics=False), invalid(("wrong-type", "biometrics"))),
    ("expiry-date-a-number",
     "Dates are texts; a year alone as a number is none.",
     card(2025, on="2025-07-15"), invalid(("wrong-type", "expiresOn"))),
    ("expiry-date-an-object",
     "A date in parts is not a text.",
     card({"year": 2025, "month": 7, "day": 20}, on="2025-07-15"), invalid(("wrong-type", "expiresOn"))),
    ("expiry-date-a-number-for-a-passport",
     "Everything in the query is read, also what no longer matters.",
     asks("passport", "expiry", on="2025-07-15", expiresOn=20250720), invalid(("wrong-type", "expiresOn"))),
    ("on-an-instant",
     "`on` is a civil date in text; an instant belongs in `now`.",
     card("2025-07-20", on=1752562800000), invalid(("wrong-type", "on"))),
    ("now-a-text",
     "A number written as text is a text.",
     card("2025-07-20", now="1752562800000"), invalid(("wrong-type", "now"))),
    ("now-a-date-text",
     "A civil date belongs in `on`.",
     card("2025-07-20", now="2025-07-15"), invalid(("wrong-type", "now"))),
    ("now-true",
     "True is not the number 1.",
     card("2025-07-20", now=True), invalid(("wrong-type", "now"))),
    ("now-an-empty-list",
     "An empty list is neither a number nor missing.",
     card("2025-07-20", now=[]), invalid(("wrong-type", "now"))),
    ("now-a-text-beside-on",
     "`on` decides, yet `now` is read as well and must be a number.",
     card("2025-07-20", on="2025-07-15", now="today"), invalid(("wrong-type", "now"))),

    # --- several problems at once ---------------------------------------------------------------------------
    ("every-field-wrong",
     "All seven fields are wrong and one is unknown: eight problems, none hides another.",
     {"document": "Passport", "reason": 5, "applicant": None, "expiresOn": "2025-02-30", "biometrics": [],
      "on": "2025/07/15", "now": "now", "extra": 1},
     invalid(("unknown-value", "document"), ("wrong-type", "reason"), ("required", "applicant"),
             ("impossible-date", "expiresOn"), ("wrong-type", "biometrics"), ("malformed-date", "on"),
             ("wrong-type", "now"), ("unknown-field", "extra"))),
    ("both-dates-wrong-in-different-ways",
     "Each date has its own problem at its own path.",
     card("2101-01-01", on="2025-06-31"),
     invalid(("date-out-of-range", "expiresOn"), ("impossible-date", "on"))),
    ("both-dates-wrong-in-the-same-way",
     "The same code twice, told apart by the path.",
     card("20.07.2025", on="15.07.2025"),
     invalid(("malformed-date", "expiresOn"), ("malformed-date", "on"))),
    ("all-four-words-unknown",
     "Four unknown values, four problems.",
     {"document": "card", "reason": "old", "applicant": "me", "biometrics": "ok", "expiresOn": "2025-07-20",
      "on": "2025-07-15"},
     invalid(("unknown-value", "document"), ("unknown-value", "reason"), ("unknown-value", "applicant"),
             ("unknown-value", "biometrics"))),
    ("a-refusal-does-not-hide-a-problem",
     "A passport after the order would be refused, but the query cannot be read: problems come first.",
     asks("passport", "loss", "representative", on="2026-04-01", biometrics="FAILED"),
     invalid(("unknown-value", "biometrics"))),
    ("missing-date-and-malformed-on",
     "The date is required whether or not the checked date can be read.",
     asks("identity-card", "expiry", on="today"),
     invalid(("required", "expiresOn"), ("malformed-date", "on"))),
    ("now-out-of-range-and-more",
     "The instant, the document and the unknown field are told together.",
     {**card("2025-07-20", now=0), "document": "card", "note": "x"},
     invalid(("date-out-of-range", "now"), ("unknown-value", "document"), ("unknown-field", "note"))),
]


# ---------------------------------------------------------------------------------------------------------
# 4  Families of cases: whole ranges and tables. The expected values come from part 2.
# ---------------------------------------------------------------------------------------------------------

EDGES = [-11, -10, -9, 0, 29, 30, 31]
A_DAY = date(2025, 9, 15)                    # a day in the middle of the pilot
BEFORE_THE_PILOT = FIRST_DAY_IN_FORCE - timedelta(days=1)
AFTER_THE_PILOT = LAST_DAY_IN_FORCE + timedelta(days=1)

NOT_DATES = {  # a word for the name, and the text
    "words": "tomorrow", "empty": "", "space": " ", "ten-spaces": " " * 10, "no-leading-zeros": "2025-6-1",
    "with-time": "2025-06-01T00:00:00Z", "with-midnight": "2025-06-01T00:00", "leading-space": " 2025-06-01",
    "trailing-space": "2025-06-01 ", "trailing-tab": "2025-06-01\t", "trailing-line-end": "2025-06-01\n",
    "trailing-nul": "2025-06-01\u0000", "byte-order-mark": "\ufeff2025-06-01", "zero-width": "2025-\u200b06-01",
    "fullwidth": "２０２５-06-01", "fullwidth-day": "2025-06-０１", "devanagari": "२०२५-०६-०१", "plus": "+2025-06-01",
    "six-digit-year": "+002025-06-01", "basic": "20250601", "dots": "01.06.2025", "dots-year-first": "2025.06.01",
    "slashes": "2025/06/01", "en-dashes": "2025\u201306\u201301", "non-breaking-hyphens": "2025\u201106\u201101", "minus-signs": "2025\u221206\u221201",
    "american": "06/01/2025", "two-digit-year": "25-06-01", "five-digit-year": "02025-06-01", "day-first": "01-06-2025",
    "month-only": "2025-06", "week": "2025-W22-7", "ordinal": "2025-152", "letter-o": "2O25-06-01", "letter-l": "2025-06-0l",
    "hexadecimal": "2025-0a-01", "exponent": "2025-1e-01", "three-digit-day": "2025-06-001", "null-word": "null",
    "month-13-dots": "01.13.2025", "zeros-without-form": "0", "emoji": "📅", "cyrillic-ten": "июнь202525",
}
NO_SUCH_DATES = {
    "30-feb": "2025-02-30", "29-feb-2025": "2025-02-29", "29-feb-2026": "2026-02-29", "29-feb-2100": "2100-02-29",
    "30-feb-leap": "2028-02-30", "31-april": "2025-04-31", "31-june": "2025-06-31", "31-september": "2025-09-31",
    "31-november": "2025-11-31", "32-december": "2025-12-32", "month-0": "2025-00-10", "month-13": "2025-13-01",
    "month-99": "2025-99-01", "day-0": "2025-06-00", "day-99": "2025-06-99", "all-zero": "0000-00-00",
    "all-nine": "9999-99-99", "30-feb-1990": "1990-02-30", "29-feb-1900": "1900-02-29", "29-feb-2101": "2101-02-29",
}
DATES_OUT_OF_RANGE = {
    "eve-of-1991": "1990-12-31", "new-year-2101": "2101-01-01", "year-0": "0000-01-01", "year-1": "0001-01-01",
    "year-9999": "9999-12-31", "leap-1988": "1988-02-29", "leap-2104": "2104-02-29", "epoch": "1970-01-01",
    "year-2200": "2200-06-01",
}
UNKNOWN_VALUES = {
    "document": ["Identity-Card", "identity card", "identitycard", "id-card", " identity-card", "identity-card ",
                 "identity\u2011card", "passports", "null"],
    "reason": ["Expiry", "EXPIRY", "expiry ", " expiry", "expiry\n", "expire", "expiration", "l\u043ess", ""],
    "applicant": ["Owner", "owner ", "self", "parent", "owner,representative", ""],
    "biometrics": ["Passed", "passed ", "success", "not attempted", "notAttempted", "true", "undefined"],
}
WRONG_TYPES = {"zero": 0, "number": 42, "fraction": 0.5, "true": True, "false": False, "empty-list": [],
               "list": ["expiry"], "empty-object": {}, "object": {"value": "owner"}}
WRONG_TYPES_FOR_NOW = {"text": "1752562800000", "empty-text": "", "true": True, "false": False, "empty-list": [],
                       "list": [1752562800000], "empty-object": {}, "object": {"ms": 1752562800000}}
UNKNOWN_FIELDS = ["Document", "expires_on", "expires", "date", "at", "id", "window", "outcome", "daysToExpiry", "toString",
                  "hasOwnProperty", "__proto__", "length", "0", "куәлік", "on "]


def families():
    """(name, family, query): `family` says what the whole family is for."""
    day = A_DAY.isoformat()

    # Every single day around the 41.
    for n in range(-MOST_DAYS_AFTER_EXPIRY - 3, MOST_DAYS_BEFORE_EXPIRY + 4):
        yield ("each-day-" + signed(n), "Every day from before the window to after it.",
               card((A_DAY + timedelta(days=n)).isoformat(), on=day))

    # The edges, on days where a calendar can go wrong.
    for on in [BEFORE_THE_PILOT, FIRST_DAY_IN_FORCE, date(2025, 5, 29), date(2025, 6, 30), date(2025, 8, 31),
               date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 30),
               LAST_DAY_IN_FORCE, AFTER_THE_PILOT, date(2024, 2, 29), date(2024, 3, 1), date(2028, 2, 28),
               date(2028, 2, 29), date(2028, 3, 1)]:
        for n in EDGES:
            yield ("edges-on-{}-{}".format(on, signed(n)), "The edges of the window on a day where a calendar can go wrong.",
                   card((on + timedelta(days=n)).isoformat(), on=on.isoformat()))

    # Cards whose window the days in force cut, or just do not cut.
    for expiry in ([date(2025, 5, 16) + timedelta(days=n) for n in range(4)]
                   + [date(2025, 6, 26) + timedelta(days=n) for n in range(3)]
                   + [date(2026, 3, 20) + timedelta(days=n) for n in range(3)]
                   + [date(2026, 4, 29) + timedelta(days=n) for n in range(4)]):
        for on in (FIRST_DAY_IN_FORCE, A_DAY, LAST_DAY_IN_FORCE):
            yield ("cut-{}-on-{}".format(expiry, on), "The card's window is cut to the days in force, and absent where nothing is left.",
                   card(expiry.isoformat(), on=on.isoformat()))

    # Every document, reason, applicant and state of the biometric identification.
    for document in DOCUMENTS:
        for reason in REASONS:
            for applicant in APPLICANTS:
                for biometrics in BIOMETRICS:
                    yield ("table-{}-{}-{}-{}".format(document, reason, applicant, biometrics),
                           "Every document with every reason, applicant and state of the identification.",
                           asks(document, reason, applicant, expiresOn="2025-09-20", biometrics=biometrics, on=day))
            if (document, reason) != (COVERED_DOCUMENT, COVERED_REASON):
                yield ("no-date-{}-{}".format(document, reason), "Where the days cannot matter the expiry date is not asked.",
                       asks(document, reason, on=day))

    # Every set of refusals that can hold together.
    for on, when in ((BEFORE_THE_PILOT, "before"), (FIRST_DAY_IN_FORCE, "in-force"), (AFTER_THE_PILOT, "after")):
        for document, reason, n, what in (
                ("identity-card", "expiry", 0, "open"), ("identity-card", "expiry", 40, "early"),
                ("identity-card", "expiry", -20, "late"), ("passport", "expiry", 40, "document"),
                ("identity-card", "damage", -20, "reason"), ("passport", "damage", 40, "document-and-reason")):
            for applicant in APPLICANTS:
                for biometrics in ("passed", "failed"):
                    yield ("together-{}-{}-{}-{}".format(when, what, applicant, biometrics),
                           "Every set of refusals that can hold together, in the contract's order.",
                           asks(document, reason, applicant, expiresOn=(on + timedelta(days=n)).isoformat(),
                                biometrics=biometrics, on=on.isoformat()))

    # Around midnight in Kazakhstan, which is 19:00 in UTC.
    for day_before in (BEFORE_THE_PILOT, FIRST_DAY_IN_FORCE, date(2025, 6, 30), date(2025, 12, 31), date(2026, 2, 28),
                       date(2026, 3, 30), LAST_DAY_IN_FORCE, date(2024, 2, 28), date(2024, 2, 29), date(2028, 2, 29)):
        midnight = instant("{}T19:00:00.000Z".format(day_before))
        for offset, word in ((-1000, "1s-before"), (-1, "1ms-before"), (0, "at"), (1, "1ms-after"), (999, "999ms-after")):
            yield ("midnight-after-{}-{}".format(day_before, word),
                   "Midnight in Kazakhstan is 19:00 in UTC; the day changes there and nowhere else.",
                   card((day_before + timedelta(days=31)).isoformat(), now=midnight + offset))

    # Dates that cannot be read.
    for texts, family in ((NOT_DATES, "A text that is not YYYY-MM-DD."), (NO_SUCH_DATES, "A date that no calendar has."),
                          (DATES_OUT_OF_RANGE, "A date before 1991 or after 2100.")):
        for word, text in texts.items():
            yield ("text-expiry-" + word, family, card(text, on=day))
            yield ("text-on-" + word, family, card("2025-09-20", on=text))
            yield ("text-expiry-not-needed-" + word, family + " It is read although nothing depends on it.",
                   asks("passport", "damage", expiresOn=text, on=day))

    # Words and types that are not the contract's.
    for field, values in UNKNOWN_VALUES.items():
        for number, value in enumerate(values, 1):
            yield ("unknown-{}-{}".format(field, number), "Values are read to the letter.",
                   {**card("2025-09-20", on=day), field: value})
    for field in ("document", "reason", "applicant", "biometrics", "expiresOn", "on"):
        for word, value in WRONG_TYPES.items():
            yield ("type-{}-{}".format(field.lower(), word), "A value of the wrong type is never turned into the right one.",
                   {**card("2025-09-20", on=day), field: value})
    for word, value in WRONG_TYPES_FOR_NOW.items():
        yield ("type-now-" + word, "A value of the wrong type is never turned into the right one.", card("2025-09-20", now=value))
        yield ("type-now-beside-on-" + word, "`now` is read although `on` decides.", card("2025-09-20", on=day, now=value))
    for number, field in enumerate(UNKNOWN_FIELDS, 1):
        yield ("unknown-field-{}".format(number), "A field unknown to the contract must not pass unseen.",
               {**card("2025-09-20", on=day), field: "x"})

    # Instants outside the years read.
    for word, now in (("1960", instant("1960-01-01T00:00:00.000Z")), ("1990", instant("1990-06-01T00:00:00.000Z")),
                      ("2101", instant("2101-06-01T00:00:00.000Z")), ("end-of-clocks", 8640000000000000),
                      ("past-the-end-of-clocks", 8640000000000001), ("start-of-clocks", -8640000000000000),
                      ("largest-whole", 9007199254740991), ("smallest-whole", -9007199254740991),
                      ("past-64-bits", 1e19), ("past-minus-64-bits", -1e19), ("huge", 1.5e308), ("minus-huge", -1.5e308),
                      ("tiny", 5e-324)):
        yield ("now-out-of-range-" + word, "An instant outside 1991-2100 that would decide.", card("2025-09-20", now=now))


def signed(n):
    return "plus-{}".format(n) if n > 0 else "minus-{}".format(-n) if n < 0 else "zero"


def explain(expect):
    """The answer in words."""
    if expect["outcome"] == "invalid":
        say = {"malformed-date": "{} is not YYYY-MM-DD", "impossible-date": "{} names a date that does not exist",
               "date-out-of-range": "{} lies outside the years 1991-2100", "required": "{} is missing",
               "unknown-field": "{} is not a field of the contract", "unknown-value": "{} has none of the values agreed",
               "wrong-type": "{} has the wrong type"}
        return "; ".join(say[p["code"]].format("`" + p["path"] + "`") for p in expect["problems"]) + "."
    parts = []
    days = expect.get("daysToExpiry")
    if days is not None:
        parts.append("{} calendar days remain before the card expires".format(days) if days > 0
                     else "the card expired {} calendar days ago".format(-days) if days < 0
                     else "the card expires on the checked day and is valid through it")
    if expect["outcome"] == "eligible":
        parts.append("that is 30 or fewer before expiry or no more than 10 after, on a day in force")
        if expect["cautions"]:
            parts.append("art. 492 of КоАП begins with the tenth day")
    say = {"pilot-not-started": "the order is in force only from 28.05.2025", "pilot-ended": "the order was in force through 31.03.2026",
           "document-not-covered": "only identity cards are covered", "reason-not-covered": "expiry is the only reason covered",
           "applicant-not-owner": "one cannot apply for another person",
           "biometrics-failed": "who fails the biometric identification is sent to the Public Service Centre",
           "window-not-open": "more than 30 days is too early", "window-closed": "more than 10 days after expiry is too late"}
    parts += [say[code] for code in expect.get("refusals", [])]
    if days is None:
        parts.append("the days are not judged, so neither they nor a window are told")
    elif "window" not in expect:
        parts.append("no day in force is left of the card's window")
    return "On {}: {}.".format(expect["checkedOn"], "; ".join(parts))


def all_cases():
    cases, asked = [], set()
    for name, why, query, expect in BY_HAND:
        cases.append({"name": name, "why": why, "query": query, "expect": expect})
        asked.add(canonical(query))
    for name, family, query in families():
        if canonical(query) in asked:        # already among the cases by hand, with a better reason
            continue
        asked.add(canonical(query))
        expect = decide(query)
        cases.append({"name": name, "why": family + " " + explain(expect), "query": query, "expect": expect})
    return cases


# ---------------------------------------------------------------------------------------------------------
# 5  Pseudo-random cases. Only random() is used, whose sequence is the same in every Python.
# ---------------------------------------------------------------------------------------------------------

def random_cases(seed, count):
    source = random.Random(seed)

    def chance(p):
        return source.random() < p

    def whole(first, last):
        return first + int(source.random() * (last - first + 1))

    def pick(values):
        values = list(values)
        return values[whole(0, len(values) - 1)]

    def some_day():
        kind = source.random()
        if kind < 0.2:
            return FIRST_DAY_IN_FORCE + timedelta(days=whole(-3, 3))
        if kind < 0.4:
            return LAST_DAY_IN_FORCE + timedelta(days=whole(-3, 3))
        if kind < 0.8:
            return FIRST_DAY_IN_FORCE + timedelta(days=whole(-60, 370))
        return date(FIRST_YEAR_READ, 1, 1) + timedelta(days=whole(0, 40176))

    def some_expiry(today):
        kind = source.random()
        if kind < 0.4:
            expiry = today + timedelta(days=pick([-12, -11, -10, -9, -1, 0, 1, 29, 30, 31, 32]))
        elif kind < 0.9:
            expiry = today + timedelta(days=whole(-60, 80))
        else:
            expiry = some_day()
        return min(max(expiry, date(FIRST_YEAR_READ, 1, 1)), date(LAST_YEAR_READ, 12, 31))

    def some_instant(today):
        midnight = instant("{}T00:00:00.000Z".format(today)) - KAZAKHSTAN_AHEAD_OF_UTC // timedelta(milliseconds=1)
        return midnight + (pick([0, 1, 999, 86399000, 86399999]) if chance(0.6) else whole(0, 86399999))

    def readable():
        today = some_day()
        document = "identity-card" if chance(0.75) else pick(DOCUMENTS)
        reason = "expiry" if chance(0.75) else pick(REASONS)
        query = asks(document, reason, "owner" if chance(0.8) else "representative")
        if (document, reason) == (COVERED_DOCUMENT, COVERED_REASON) or chance(0.5):
            query["expiresOn"] = some_expiry(today).isoformat()
        if chance(0.6):
            query["biometrics"] = pick(BIOMETRICS + [None])
        if chance(0.5):
            query["on"] = today.isoformat()
            if chance(0.2):
                query["now"] = some_instant(some_day())
        else:
            query["now"] = some_instant(today)
            if chance(0.1):
                query["on"] = None
        return query

    def spoil(query):
        field = pick(FIELDS)
        kind = source.random()
        if kind < 0.1:
            query[pick(UNKNOWN_FIELDS)] = pick(["x", 1, False, [], {}])
        elif kind < 0.25:
            query.pop(field, None)
        elif kind < 0.35:
            query[field] = None
        elif kind < 0.5:
            query[field] = pick((WRONG_TYPES_FOR_NOW if field == "now" else WRONG_TYPES).values())
        elif kind < 0.75:
            texts = pick([NOT_DATES, NO_SUCH_DATES, DATES_OUT_OF_RANGE])
            query[pick(["expiresOn", "on"])] = pick(texts.values())
        elif kind < 0.8:
            query["on"] = None
            query["now"] = pick([-1, 1]) * whole(4133962800000, 9007199254740991)
        else:
            field = pick(UNKNOWN_VALUES)
            query[field] = pick(UNKNOWN_VALUES[field])

    number = 0
    while number < count:
        query = readable()
        if chance(0.35):
            for _ in range(whole(1, 4)):
                spoil(query)
        if unsettled(query):
            continue
        number += 1
        yield {"name": "random-{}-{}".format(seed, number), "query": query, "expect": decide(query)}


# ---------------------------------------------------------------------------------------------------------
# 6  Writing and checking
# ---------------------------------------------------------------------------------------------------------

ABOUT = (
    "Conformance cases for checkEligibility, written and verified by eligibility.py, an independent reading of the order. "
    "A key of `query` given as null means the same as a missing key. `expect` has every key that decides: daysToExpiry or "
    "window absent here must be absent from the answer; refusals and cautions are the codes alone, in order; problems are compared as a "
    "set of code and path. What an answer has besides (ruleset, basis, notice, params) is not part of these cases."
)
FEWEST_CASES = 300
FEWEST_BY_HAND = 120


FILE = CaseFile(
    VECTORS, ABOUT, ["query"],
    [{"name": name, "why": why, "query": query, "expect": expect} for name, why, query, expect in BY_HAND],
    all_cases, lambda case: unsettled(case["query"]), lambda case: decide(case["query"]), FEWEST_CASES, FEWEST_BY_HAND)


def main():
    parser = argparse.ArgumentParser(description="Conformance cases for checkEligibility, decided from the order alone.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true", help="write eligibility.json")
    what.add_argument("--check", action="store_true", help="decide every case anew and compare")
    what.add_argument("--random", nargs=2, type=int, metavar=("SEED", "COUNT"), help="print pseudo-random cases as JSON lines")
    chosen = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")

    if chosen.random:
        return print_lines(random_cases(*chosen.random))
    return write_all([FILE]) if chosen.write else check_all([FILE])


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Is this application good enough to send, which bytes are signed, and where does it stand afterwards?

This file decides the same questions as `reviewApplication`, `buildApplication` and `advance`, but shares
nothing with them: it is written from the words of the order and from the published contract. It makes and
verifies the cases in `application.json` and `lifecycle.json`, which every implementation has to answer alike.

    applications.py --write               write application.json and lifecycle.json
    applications.py --check               decide every case anew and compare; exit 1 when anything disagrees
    applications.py --random SEED COUNT   print COUNT pseudo-random applications that can be built, one JSON
                                          object a line: draft, options, and the canonical text and digest due

How to read it:

    1  The law              the values that the order and the tax codes fix
    2  Reading              numbers, texts, names, pictures: what each field may hold
    3  The application      from a draft to the answer
    4  The lifecycle        from a record and an event to the answer
    5  Pictures             small JPEG and PNG files, made here byte by byte
    6  Cases by hand        of the application, every expected value written by hand
    7  Families of cases    of the application, expected values from part 3
    8  Cases by hand, families: of the lifecycle
    9  Pseudo-random applications
   10  Writing and checking

Nobody in these cases exists. Python 3.9 or later; the standard library only.
"""

import argparse
import base64
import copy
import hashlib
import json
import random
import re
import struct
import sys
import unicodedata
import zlib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

sys.dont_write_bytecode = True      # no __pycache__ beside the vectors
from case_file import CaseFile, check_all, print_lines, write_all
from eligibility import Wrong, instant, kazakhstan_date, read_date, read_number
from law import EXEMPT_GROUPS, PILOT, RULESET_FIELDS, covers, months_later, share, value_on

HERE = Path(__file__).parent


# ---------------------------------------------------------------------------------------------------------
# 1  The law
#
# The order and the tax codes as a ruleset: `PILOT`, from `embedded/pilot-2025.json`.
# ---------------------------------------------------------------------------------------------------------

# ISO 3166-2:KZ: 17 regions and 3 cities of republican significance.
REGIONS = ["10", "11", "15", "19", "23", "27", "31", "33", "35", "39", "43", "47", "55", "59", "61", "62", "63",
           "71", "75", "79"]

# An application is annulled for a poor photo or signature, and for nothing else.
FAULTS = ["photo-quality", "signature-quality"]

# Unicode, 23.7: never exchanged, and so no I-JSON (RFC 7493, 2.1), which RFC 8785 asks for.
NONCHARACTERS = {chr(code) for code in [*range(0xFDD0, 0xFDF0), *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))]}

# Letters of the names: Russian, what Kazakh adds to it, and the Latin blocks.
RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
BASIC_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LATIN_1 = "".join(chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7))     # not the signs × and ÷
LATIN_EXTENDED_A = "".join(chr(code) for code in range(0x100, 0x180))
# Letters of the last block that Unicode keeps for old texts alone; they stand in one case of their own.
OLD_LETTERS = "ĲĳĿŀŉſ"
LETTERS = set(RUSSIAN + KAZAKH + BASIC_LATIN + LATIN_1 + LATIN_EXTENDED_A)
MARKS = set("-'’ʼ ")

# Characters that show nothing, or turn the text around them.
INVISIBLE = set(map(chr, [0xAD, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070),
                          0xFEFF, 0xFFFD, 0xE0001, *range(0xE0020, 0xE0080)]))

# Mobile numbers by the national numbering plan: the national pattern of libphonenumber's metadata for KZ behind +7.
MOBILE = r"\+77(?:0[0-25-8]|47|6[0-4]|7[15-8]|85)[0-9]{7}"

MOST_BYTES = 1024 * 1024
MOST_TENGE = 1_000_000_000
LAST_INSTANT = 8_640_000_000_000_000      # of ECMAScript's clocks


# ---------------------------------------------------------------------------------------------------------
# 2  Reading
# ---------------------------------------------------------------------------------------------------------

class Reading:
    """Reads what is given and gathers every problem. What cannot be read is None."""

    def __init__(self):
        self.problems = []

    def wrong(self, code, path):
        self.problems.append((code, path))

    def object(self, value, path, fields):
        """The given fields of an object; None where it is not one. Fields given as null are missing."""
        if value is None:
            return self.wrong("required", path)
        if not isinstance(value, dict):
            return self.wrong("wrong-type", path)
        given = {name: part for name, part in value.items() if part is not None}
        for name in given:
            if name not in fields:
                self.wrong("unknown-field", join(path, name))
        return given

    def value(self, given, name, path, how, optional=False):
        if given is None:
            return None
        path = join(path, name)
        if name not in given:
            if not optional:
                self.wrong("required", path)
            return None
        try:
            return how(given[name])
        except Wrong as wrong:
            return self.wrong(str(wrong), path)

    def faults(self, given, name, path):
        """Why an application was annulled: at least one reason, each once."""
        listed = self.value(given, name, path, read_list)
        if listed is None:
            return None
        path, read = join(path, name), []
        if not listed:
            self.wrong("empty", path)
        for number, one in enumerate(listed):
            place = "{}[{}]".format(path, number)
            try:
                fault = read_one_of(FAULTS)(one)
                if fault in read:
                    self.wrong("duplicate", place)
                read.append(fault)
            except Wrong as wrong:
                self.wrong(str(wrong), place)
        return read


def join(path, name):
    return path + "." + name if path else name


def read_list(value):
    if not isinstance(value, list):
        raise Wrong("wrong-type")
    return value


def read_text(value):
    if not isinstance(value, str):
        raise Wrong("wrong-type")
    return value


def read_bool(value):
    if not isinstance(value, bool):
        raise Wrong("wrong-type")
    return value


def read_one_of(values):
    def read(value):
        if read_text(value) not in values:
            raise Wrong("unknown-value")
        return value
    return read


def read_whole(first, last):
    def read(value):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value // 1:
            raise Wrong("wrong-type")
        if not first <= value <= last:
            raise Wrong("number-out-of-range")
        return int(value)
    return read


def read_written(most):
    """Words of the applicant's own: a place, a ticket, the reference of a payment."""
    def read(value):
        if not read_text(value).strip():
            raise Wrong("empty")
        if any(is_control(character) or character in INVISIBLE | NONCHARACTERS for character in value):
            raise Wrong("illegal-character")
        if len(value) > most:
            raise Wrong("too-long")
        return value
    return read


def is_control(character):
    return ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0


def read_name(value):
    name = unicodedata.normalize("NFC", read_text(value))
    if not name.strip():
        raise Wrong("empty")
    if not all(character in LETTERS or character in MARKS for character in name):
        raise Wrong("illegal-character")
    if not any(character in LETTERS for character in name):
        raise Wrong("illegal-character")
    if len(name) > 100:
        raise Wrong("too-long")
    return name


def read_phone(value):
    if not re.fullmatch(MOBILE, read_text(value)):
        raise Wrong("malformed-phone")
    return value


def read_digits(length):
    def read(value):
        if len(read_text(value)) != length:
            raise Wrong("wrong-length")
        if not re.fullmatch("[0-9]*", value):
            raise Wrong("not-digits")
        return value
    return read


def read_card_number(value):
    if read_digits(9)(value) == "0" * 9:
        raise Wrong("never-issued")
    return value


def control_digit(first_eleven):
    """The control digit of an IIN; None where such a number is never issued."""
    for weights in ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        rest = sum(weight * int(digit) for weight, digit in zip(weights, first_eleven)) % 11
        if rest < 10:
            return rest
    return None


def read_iin(value):
    iin = read_digits(12)(value)
    due = control_digit(iin[:11])
    if due is None or iin == "0" * 12:
        raise Wrong("never-issued")
    if due != int(iin[11]):
        raise Wrong("wrong-control-digit")
    return iin


def read_uuid(value):
    if not re.fullmatch("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}", read_text(value)):
        raise Wrong("malformed-uuid")
    return value.lower()


def read_bytes(value):
    if not isinstance(value, bytes):
        raise Wrong("wrong-type")
    if len(value) > MOST_BYTES:
        raise Wrong("too-large")
    return value


def media_type(data):
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return None


def picture_size(data):
    """Width and height of a picture that is whole, and where it ends; Wrong otherwise."""
    kind = media_type(data)
    if kind is None:
        raise Wrong("not-an-image")
    try:
        size, end = (jpeg_size if kind == "image/jpeg" else png_size)(data)
    except (IndexError, struct.error):
        raise Wrong("incomplete-image") from None
    if 0 in size:
        raise Wrong("incomplete-image")
    return size, end


def png_size(data):
    at, size, pixels = 8, None, False
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8:at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if len(body) < length:
            raise Wrong("incomplete-image")
        if zlib.crc32(kind + body) != checksum:
            # An ancillary chunk is passed over, as libpng does.
            if size is None or not kind[0] & 0x20:
                raise Wrong("incomplete-image")
            at += 12 + length
            continue
        if (kind == b"IHDR") != (size is None):
            raise Wrong("incomplete-image")
        if kind == b"IHDR":
            if length != 13:
                raise Wrong("incomplete-image")
            size = struct.unpack_from(">II", body)
        pixels = pixels or kind == b"IDAT"
        if kind == b"IEND":
            if not pixels:
                raise Wrong("incomplete-image")
            return size, at + 12
        at += 12 + length


def jpeg_size(data):
    at, size, pixels = 2, None, False
    while True:
        if data[at] != 0xFF:
            raise Wrong("incomplete-image")
        while data[at] == 0xFF:
            at += 1
        marker = data[at]
        at += 1
        if marker == 0xD9:
            if size is None or not pixels:
                raise Wrong("incomplete-image")
            return size, at
        (length,) = struct.unpack_from(">H", data, at)
        if length < 2:
            raise Wrong("incomplete-image")
        if marker in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack_from(">HH", data, at + 3)
            size = (width, height)
        at += length
        if marker == 0xDA:
            if size is None:
                raise Wrong("incomplete-image")
            pixels = True
            # Coded pixels, up to the next marker that is neither a stuffed byte nor a restart.
            while not (data[at] == 0xFF and data[at + 1] != 0 and not 0xD0 <= data[at + 1] <= 0xD7):
                at += 1


# ---------------------------------------------------------------------------------------------------------
# 3  The application
# ---------------------------------------------------------------------------------------------------------

def read_rules(reading, given):
    """The rules that a host brings. Looks only at what the cases spoil; `rulesets.json` is about the rest."""
    before = len(reading.problems)
    rules = reading.object(given, "ruleset", RULESET_FIELDS)
    if rules is not None:
        for name in RULESET_FIELDS:
            reading.value(rules, name, "ruleset", lambda value: value)
        if isinstance(rules.get("window"), dict):
            for name in ("daysBefore", "daysAfter"):
                reading.value(rules["window"], name, "ruleset.window", read_whole(0, 3660))
        if isinstance(rules.get("inForce"), dict):
            for name in ("from", "through"):
                reading.value(rules["inForce"], name, "ruleset.inForce", read_date)
    if len(reading.problems) == before and rules["id"] == PILOT["id"] and rules != PILOT:
        reading.wrong("inconsistent", "ruleset.id")
    return rules if len(reading.problems) == before else None


def read_options(reading, given, builds):
    """The day to decide for, the rules, and the id. Missing options are no options."""
    options = reading.object({} if given is None else given, "", ["on", "now", "ruleset", "id"])
    if options is None:
        return None, None, None
    on = reading.value(options, "on", "", read_date, optional=True)
    if "on" in options:
        reading.value(options, "now", "", read_number, optional=True)
        today = on
    else:
        today = reading.value(options, "now", "", lambda value: kazakhstan_date(read_number(value)), optional=True)
    rules = read_rules(reading, options["ruleset"]) if "ruleset" in options else PILOT
    return today, rules, reading.value(options, "id", "", read_uuid, optional=not builds)


def verdict(rules, today, expiry):
    """The refusals that hold for the owner's card on that day, the days left, and the window."""
    refusals = []
    first, last = (date.fromisoformat(rules["inForce"][end]) for end in ("from", "through"))
    if today < first:
        refusals.append("pilot-not-started")
    if today > last:
        refusals.append("pilot-ended")
    card_covered = "identity-card" in rules["covers"]["documents"]
    expiry_covered = "expiry" in rules["covers"]["reasons"]
    if not card_covered:
        refusals.append("document-not-covered")
    if not expiry_covered:
        refusals.append("reason-not-covered")
    if "owner" not in rules["covers"]["applicants"]:
        refusals.append("applicant-not-owner")
    if not (card_covered and expiry_covered):
        return refusals, None, None
    days = (expiry - today).days
    if days > rules["window"]["daysBefore"]:
        refusals.append("window-not-open")
    if days < -rules["window"]["daysAfter"]:
        refusals.append("window-closed")
    opens = max(expiry - timedelta(days=rules["window"]["daysBefore"]), first)
    closes = min(expiry + timedelta(days=rules["window"]["daysAfter"]), last)
    return refusals, days, window(opens.isoformat(), closes.isoformat()) if opens <= closes else None


def read_attachment(reading, draft, name):
    if draft is None:
        return None
    given = reading.object(draft.get(name), name, ["mediaType", "bytes"])
    stated = reading.value(given, "mediaType", name, read_one_of(["image/jpeg", "image/png"]))
    data = reading.value(given, "bytes", name, read_bytes)
    if data is None:
        return None
    try:
        (width, height), end = picture_size(data)
    except Wrong as wrong:
        return reading.wrong(str(wrong), name + ".bytes")
    if stated is not None and stated != media_type(data):
        reading.wrong("wrong-media-type", name + ".mediaType")
    if end < len(data):
        reading.wrong("trailing-bytes", name + ".bytes")
    return {"mediaType": stated, "size": len(data), "width": width, "height": height,
            "sha256": hashlib.sha256(data).hexdigest()}


def read_duty(reading, draft, today, rules, previous_payment):
    """The payment or the exemption. Whether a duty arises is judged by the day of the application, its amount by that of payment."""
    if draft is None:
        return None
    judged = today is not None and rules is not None
    value = value_on(rules["duty"], today) if judged else None
    if judged and value is None:
        reading.wrong("duty-not-covered", "duty")
    arises = value is not None and value.get("exempt") is None
    not_an_object = {"outcome": "exempt", "because": value["exempt"]} if value is not None and not arises else None

    given = draft.get("duty")
    if given is None:       # There is nothing to say of a duty that does not arise.
        if arises:
            reading.wrong("required", "duty")
        return not_an_object
    exempt = isinstance(given, dict) and given.get("exemption") is not None
    given = reading.object(given, "duty", ["exemption"] if exempt else ["paymentReference", "paidOn", "amount", "exemption"])
    if given is None:
        return None

    if exempt:
        code = reading.value(given, "exemption", "duty", read_text)
        if value is None or code is None:
            return None
        if any(group["code"] == code and covers(group, today) for group in rules["exemptPersons"]):
            return not_an_object or {"outcome": "exempt", "because": "exempt-person", "exemption": code}
        return reading.wrong("unknown-value", "duty.exemption")

    reference = reading.value(given, "paymentReference", "duty", read_written(64))
    paid_on = reading.value(given, "paidOn", "duty", read_date)
    amount = reading.value(given, "amount", "duty", read_whole(0, MOST_TENGE))
    if paid_on is not None and today is not None and paid_on > today:
        reading.wrong("date-in-the-future", "duty.paidOn")
    if not_an_object:
        if amount is not None and amount != 0:
            reading.wrong("wrong-amount", "duty.amount")
        return not_an_object
    if not arises:
        return None
    index = None
    if paid_on is not None:
        index = value_on(rules["mrp"], paid_on)
        if index is None:
            reading.wrong("duty-not-covered", "duty.paidOn")
        elif amount is not None and amount != share(value["rate"], index["amount"]):
            reading.wrong("wrong-amount", "duty.amount")
    if reference is not None and previous_payment is not None and bare(reference) == bare(previous_payment):
        reading.wrong("duty-not-paid-again", "duty.paymentReference")
    if reference is None or index is None:
        return None
    return {"outcome": "due", "amount": share(value["rate"], index["amount"]), "currency": "KZT", "rate": value["rate"],
            "mrp": index["amount"], "paymentReference": reference, "paidOn": paid_on.isoformat()}


def bare(reference):
    """A payment's reference without what people write differently: white space and the case of ASCII letters."""
    return re.sub("[A-Z]", lambda letter: letter[0].lower(), re.sub(r"\s", "", reference))


def read_previous(reading, draft):
    if draft is None or "previous" not in draft:
        return None
    given = reading.object(draft["previous"], "previous", ["ticket", "annulledFor", "paymentReference"])
    return present({
        "ticket": reading.value(given, "ticket", "previous", read_written(64)),
        "annulledFor": reading.faults(given, "annulledFor", "previous"),
        "paymentReference": reading.value(given, "paymentReference", "previous", read_written(64), optional=True),
    })


def present(fields):
    return {name: value for name, value in fields.items() if value is not None}


DRAFT_FIELDS = ["applicant", "card", "region", "registrationPoint", "photo", "signature", "duty", "previous", "consent"]


def decide_application(call, args):
    """The answer to reviewApplication and buildApplication."""
    reading = Reading()
    today, rules, identifier = read_options(reading, args[1] if len(args) > 1 else None, call == "buildApplication")

    draft = reading.object(args[0] if args else None, "", DRAFT_FIELDS)

    def section(name, fields):
        return reading.object(draft.get(name), name, fields) if draft is not None else None

    person = section("applicant", ["iin", "surname", "givenName", "patronymic", "phone"])
    applicant = present({
        "iin": reading.value(person, "iin", "applicant", read_iin),
        "surname": reading.value(person, "surname", "applicant", read_name),
        # Some persons have one name only.
        "givenName": reading.value(person, "givenName", "applicant", read_name, optional=True),
        "patronymic": reading.value(person, "patronymic", "applicant", read_name, optional=True),
        "phone": reading.value(person, "phone", "applicant", read_phone),
    })
    given_card = section("card", ["number", "expiresOn"])
    number = reading.value(given_card, "number", "card", read_card_number)
    expiry = reading.value(given_card, "expiresOn", "card", read_date)
    region = reading.value(draft, "region", "", read_one_of(REGIONS))
    place = reading.value(draft, "registrationPoint", "", read_written(200))
    photo = read_attachment(reading, draft, "photo")
    signature = read_attachment(reading, draft, "signature")
    previous = read_previous(reading, draft)
    duty = read_duty(reading, draft, today, rules, (previous or {}).get("paymentReference"))
    consent = reading.value(draft, "consent", "", read_bool)
    if consent is False:
        reading.wrong("required", "consent")

    days = card_window = None
    if today is not None and rules is not None and expiry is not None:
        refusals, days, card_window = verdict(rules, today, expiry)
        if refusals:
            return unavailable(today.isoformat(), refusals, days, card_window)
    if reading.problems:
        return invalid(*reading.problems)
    if today is None:
        raise ValueError("these cases never lean on the device's own clock")
    if call == "reviewApplication":
        return COMPLETE
    return built(present({
        "format": "kualik-application-1",
        "id": identifier,
        "document": "identity-card",
        "reason": "expiry",
        "ruleset": rules["id"],
        "verdict": {"checkedOn": today.isoformat(), "daysToExpiry": days, "window": card_window},
        "applicant": applicant,
        "card": {"number": number, "expiresOn": expiry.isoformat()},
        "region": region,
        "reviewer": "migration-service",
        "registrationPoint": place,
        "photo": photo,
        "signature": signature,
        "duty": duty,
        "previous": previous,
        "consent": True,
    }))


# The answers, as they stand in the JSON file.

COMPLETE = {"outcome": "complete"}


def jcs(value):
    """RFC 8785. Enough for applications: their keys are ASCII and their numbers whole and small."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def built(application):
    text = jcs(application)
    return {"outcome": "built", "application": application, "canonical": text,
            "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest()}


def window(opens_on, closes_on):
    return {"opensOn": opens_on, "closesOn": closes_on}


def unavailable(checked_on, refusals, days=None, card_window=None):
    return present({"outcome": "unavailable", "checkedOn": checked_on, "refusals": refusals, "daysToExpiry": days,
                    "window": card_window})


def invalid(*problems):
    """Each problem a pair (code, path); their order does not matter."""
    return {"outcome": "invalid", "problems": [{"code": code, "path": path} for code, path in problems]}


def rejected(*problems):
    return {**invalid(*problems), "outcome": "rejected"}


# ---------------------------------------------------------------------------------------------------------
# 4  The lifecycle
#
# The applicant files the application on the portal and a ticket is formed; the migration service of the
# region reviews it; what it approves goes to the central node for manufacture, what it finds wanting is
# annulled; the ready card goes to the registration point, where an officer hands it over against the
# ticket's number.
# ---------------------------------------------------------------------------------------------------------

ACTORS = ["portal", "migration-service", "central-node", "registration-point"]

# event: (who reports it, the status before it, the status after it, its own fields)
EVENTS = {
    "registered": ("portal", None, "submitted", ["ticket", "region", "dutyPaid"]),
    "review-started": ("migration-service", "submitted", "under-review", []),
    "approved": ("migration-service", "under-review", "in-production", []),
    "annulled": ("migration-service", "under-review", "annulled", ["for"]),
    "arrived": ("central-node", "in-production", "ready", []),
    "handed-over": ("registration-point", "ready", "collected", ["ticket"]),
}
STATUSES = [after for _, _, after, _ in EVENTS.values()]
NEXT = {"submitted": "wait", "under-review": "wait", "in-production": "wait", "ready": "collect", "collected": "none",
        "annulled": "reapply"}
OWN_FIELDS = {"ticket": read_written(64), "region": read_one_of(REGIONS), "dutyPaid": read_bool, "paidOn": read_date}
RECORD_FIELDS = ["ticket", "status", "region", "dutyPaid", "history", "next", "refund"]


def read_event(reading, value, path):
    """An event of the right shape, or None."""
    before = len(reading.problems)
    kind = value.get("type") if isinstance(value, dict) else None
    own = EVENTS[kind][3] if isinstance(kind, str) and kind in EVENTS else None
    if kind == "registered" and value.get("dutyPaid") is not False:      # What was not paid was paid on no day.
        own = own + ["paidOn"]
    known = ["type", "at", "by"] + (own if own is not None else list(value) if isinstance(value, dict) else [])
    given = reading.object(value, path, known)
    event = {"type": reading.value(given, "type", path, read_one_of(EVENTS)),
             "at": reading.value(given, "at", path, read_whole(-LAST_INSTANT, LAST_INSTANT)),
             "by": reading.value(given, "by", path, read_one_of(ACTORS))}
    for name in own or []:
        event[name] = (reading.faults(given, name, path) if name == "for"
                       else reading.value(given, name, path, OWN_FIELDS[name], optional=name == "paidOn" and event.get("dutyPaid") is not True))
        if name == "paidOn" and event[name] is not None:
            event[name] = event[name].isoformat()
    return event if len(reading.problems) == before else None


def objections(record, event):
    """Why an event cannot follow: all that hold, as pairs of code and field."""
    actor, before, _, _ = EVENTS[event["type"]]
    if before != (record["status"] if record else None):
        yield "not-allowed-now", "type"
    if event["by"] != actor:
        yield "wrong-actor", "by"
    if record and event["at"] < record["history"][-1]["at"]:
        yield "before-last-event", "at"
    if record and event["type"] == "handed-over" and event["ticket"] != record["ticket"]:
        yield "wrong-ticket", "ticket"
    if event.get("paidOn") and (date.fromisoformat(event["paidOn"]) - date(1970, 1, 1)).days > (event["at"] + 5 * HOUR) // (24 * HOUR):
        yield "date-in-the-future", "paidOn"


def follow(record, event, rules):
    """The record after an event that can follow."""
    status = EVENTS[event["type"]][2]
    first = record["history"][0] if record else event
    return {"ticket": first["ticket"], "status": status, "region": first["region"], "dutyPaid": first["dutyPaid"],
            "history": (record["history"] if record else []) + [event], "next": NEXT[status],
            "refund": refund(first["paidOn"], rules) if status == "annulled" and first["dutyPaid"] else "none"}


def refund(paid_on, rules):
    """Never set off against another duty; claimed «в течение трёх лет со дня уплаты», the last day included."""
    return {"claimBy": months_later(date.fromisoformat(paid_on), 12 * rules["refund"]["years"]).isoformat()}


def read_refund(reading, given):
    """`none`, or by when; the citation beside it is read like any other, and its words are not compared."""
    value = given.get("refund") if given is not None else None
    if not isinstance(value, dict):
        return reading.value(given, "refund", "record", read_one_of(["none"]))
    stated = reading.object(value, "record.refund", ["basis", "claimBy"])
    basis = reading.object(stated.get("basis"), "record.refund.basis", ["act", "clause", "text", "certainty", "note"])
    for name in ("act", "clause", "text", "note"):
        reading.value(basis, name, "record.refund.basis", read_written(2000), optional=name in ("clause", "note"))
    reading.value(basis, "certainty", "record.refund.basis", read_one_of(["act", "report", "interpretation"]))
    claim_by = reading.value(stated, "claimBy", "record.refund", read_date)
    return claim_by and {"claimBy": claim_by.isoformat()}


def read_record(reading, value, rules):
    """A record of the right shape that its own history makes, or None."""
    before = len(reading.problems)
    given = reading.object(value, "record", RECORD_FIELDS)
    for name, how in (("ticket", OWN_FIELDS["ticket"]), ("status", read_one_of(STATUSES)),
                      ("region", OWN_FIELDS["region"]), ("dutyPaid", read_bool),
                      ("next", read_one_of(["wait", "collect", "reapply", "none"]))):
        reading.value(given, name, "record", how)
    stated_refund = read_refund(reading, given)
    history = reading.value(given, "history", "record", read_list)
    if history == []:
        reading.wrong("empty", "record.history")
    history = [read_event(reading, event, "record.history[{}]".format(i)) for i, event in enumerate(history or [])]
    if len(reading.problems) > before or rules is None:
        return None
    record = None
    for i, event in enumerate(history):
        found = list(objections(record, event))
        for code, field in found:
            reading.wrong(code, "record.history[{}].{}".format(i, field))
        if found:
            return None
        record = follow(record, event, rules)
    for name in RECORD_FIELDS:
        if name != "history" and (stated_refund if name == "refund" else given[name]) != record[name]:
            reading.wrong("inconsistent", "record." + name)
    return record if len(reading.problems) == before else None


def decide_advance(args):
    """The answer to advance."""
    reading = Reading()
    options = reading.object(args[2], "", ["ruleset"]) if len(args) > 2 and args[2] is not None else {}
    rules = PILOT if options == {} else read_rules(reading, options["ruleset"]) if options and "ruleset" in options else None
    record = read_record(reading, args[0], rules) if args[0] is not None else None
    event = read_event(reading, args[1], "")
    if reading.problems:
        return invalid(*reading.problems)
    found = list(objections(record, event))
    if found:
        return rejected(*found)
    return {"outcome": "advanced", "record": follow(record, event, rules)}


def decide(call, args):
    args = [real(value) for value in args]
    return decide_advance(args) if call == "advance" else decide_application(call, args)


def real(value):
    """An argument of a case, its bytes made from their Base64."""
    if isinstance(value, dict):
        if "$base64" in value:
            data = base64.b64decode(value["$base64"])
            return data[:-2] + bytes(max(0, value.get("$padTo", 0) - len(data))) + data[-2:]
        return {name: real(part) for name, part in value.items()}
    return [real(part) for part in value] if isinstance(value, list) else value


# ---------------------------------------------------------------------------------------------------------
# 5  Pictures: grey, but whole, so that any decoder opens them
# ---------------------------------------------------------------------------------------------------------

def marker(code, body):
    return struct.pack(">BBH", 0xFF, code, len(body) + 2) + body


QUANTISATION = marker(0xDB, b"\0" + b"\1" * 64)
# One code of one bit: a DC difference of 0, and the end of a block.
SHORT_DC = marker(0xC4, b"\x00" + b"\1" + bytes(15) + b"\0")
SHORT_AC = marker(0xC4, b"\x10" + b"\1" + bytes(15) + b"\0")
SCAN = marker(0xDA, b"\1\1\0" + b"\0\x3f\0")
END_OF_JPEG = b"\xff\xd9"
START_OF_JPEG = b"\xff\xd8"


def frame(width, height, code=0xC0):
    return marker(code, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")


def blocks(width, height):
    return ((width + 7) // 8) * ((height + 7) // 8)


def zeros(bits):
    """Coded bits that are all zero, the last byte filled up with ones."""
    return bytes(bits // 8) + (bytes([0xFF >> bits % 8]) if bits % 8 else b"")


def jpeg_parts(width, height):
    return [START_OF_JPEG, QUANTISATION, frame(width, height), SHORT_DC, SHORT_AC, SCAN,
            zeros(2 * blocks(width, height)), END_OF_JPEG]


def jpeg(width, height, *extra):
    """A baseline JPEG, with extra segments after its start."""
    parts = jpeg_parts(width, height)
    return b"".join([parts[0], *extra, *parts[1:]])


def progressive_jpeg(width, height):
    """Two scans: the means of the blocks first, then the rest."""
    count = blocks(width, height)
    return b"".join([START_OF_JPEG, QUANTISATION, frame(width, height, 0xC2), SHORT_DC,
                     marker(0xDA, b"\1\1\0" + b"\0\0\0"), zeros(count), SHORT_AC,
                     marker(0xDA, b"\1\1\0" + b"\1\x3f\0"), zeros(count), END_OF_JPEG])


def restarting_jpeg(width, height):
    """A restart marker after each block."""
    count = blocks(width, height)
    coded = b"".join(b"\x3f" + bytes([0xFF, 0xD0 + i % 8]) for i in range(count - 1)) + b"\x3f"
    return b"".join([START_OF_JPEG, QUANTISATION, marker(0xDD, b"\0\1"), frame(width, height), SHORT_DC, SHORT_AC, SCAN,
                     coded, END_OF_JPEG])


def stuffed_jpeg():
    """8 x 8 pixels whose coded bits hold a byte FF, followed by the 00 that says it is no marker."""
    # DC: one bit, category 11; AC: five codes of 1 to 5 bits, the last of them, 11110, the end of the block.
    dc = marker(0xC4, b"\x00" + b"\1" + bytes(15) + b"\x0b")
    ac = marker(0xC4, b"\x10" + b"\1\1\1\1\1" + bytes(11) + b"\x01\x02\x03\x04\x00")
    coded = b"\x7f" + b"\xff\x00" + b"\x7f"        # 0 11111111111 11110, then ones
    return b"".join([START_OF_JPEG, QUANTISATION, frame(8, 8), dc, ac, SCAN, coded, END_OF_JPEG])


def chunk(kind, body, checksum=None):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(
        ">I", zlib.crc32(kind + body) if checksum is None else checksum)


START_OF_PNG = b"\x89PNG\r\n\x1a\n"
END_OF_PNG = chunk(b"IEND", b"")


def header(width, height, depth=1, colour=0, interlace=0):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def stored(raw):
    """Raw bytes as zlib stores them without compression: the same with every release of zlib."""
    return b"\x78\x01\x01" + struct.pack("<HH", len(raw), len(raw) ^ 0xFFFF) + raw + struct.pack(">I", zlib.adler32(raw))


def rows(width, height, depth=1):
    return stored((b"\0" + b"\xff" * ((width * depth + 7) // 8)) * height)


def png(width, height, *extra):
    """A white PNG of one bit a pixel, with extra chunks after its header."""
    return b"".join([START_OF_PNG, header(width, height), *extra, chunk(b"IDAT", rows(width, height)), END_OF_PNG])


def in_base64(data, padded_to=None):
    text = base64.b64encode(data).decode("ascii")
    return {"$base64": text} if padded_to is None else {"$base64": text, "$padTo": padded_to}


def attachment(kind, data):
    return {"mediaType": "image/" + kind, "bytes": data if isinstance(data, dict) else in_base64(data)}


# ---------------------------------------------------------------------------------------------------------
# 6  Cases by hand
# ---------------------------------------------------------------------------------------------------------

class Absent:
    """Takes a field away."""


ABSENT = Absent()


def changed(value, changes):
    """A copy with the fields at these paths set, or taken away."""
    value = copy.deepcopy(value)
    for path, new in changes.items():
        steps = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]
        at = value
        for step in steps[:-1]:
            at = at[step]
        if new is ABSENT:
            del at[steps[-1]]
        elif isinstance(at, list) and steps[-1] == len(at):
            at.append(new)
        else:
            at[steps[-1]] = new
    return value


# 15 July 2025; the card expires on 20 July, 5 days later. Its window: 30 days before is 20 June, 10 after 30 July.
DAY = "2025-07-15"
ID = "0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f00"
PHOTO = jpeg(35, 45)
SIGNATURE = png(16, 8)
GOOD = {
    "applicant": {"iin": "990101300122", "surname": "Қонысбаева", "givenName": "Әсел", "patronymic": "Ғалымқызы",
                  "phone": "+77010000000"},
    "card": {"number": "041236587", "expiresOn": "2025-07-20"},
    "region": "75",
    "registrationPoint": "ЦОН № 1, Алматы",
    "photo": attachment("jpeg", PHOTO),
    "signature": attachment("png", SIGNATURE),
    "duty": {"paymentReference": "KZ-2025-000017", "paidOn": "2025-07-14", "amount": 786},
    "consent": True,
}
# SHA-256 of the two pictures, by `sha256sum` of the files.
PHOTO_SHA256 = "16e051abe62c61b8f4678659a9463664b4e87ffb7ae7b30b25442998e3338289"
SIGNATURE_SHA256 = "12ce959d0c0d8220bfef9105a046f1769875b057c2264361348ca588536908b9"
GOOD_APPLICATION = {
    "format": "kualik-application-1",
    "id": ID,
    "document": "identity-card",
    "reason": "expiry",
    "ruleset": "pilot-2025",
    "verdict": {"checkedOn": DAY, "daysToExpiry": 5, "window": {"opensOn": "2025-06-20", "closesOn": "2025-07-30"}},
    "applicant": {"iin": "990101300122", "surname": "Қонысбаева", "givenName": "Әсел", "patronymic": "Ғалымқызы",
                  "phone": "+77010000000"},
    "card": {"number": "041236587", "expiresOn": "2025-07-20"},
    "region": "75",
    "reviewer": "migration-service",
    "registrationPoint": "ЦОН № 1, Алматы",
    "photo": {"mediaType": "image/jpeg", "size": 148, "width": 35, "height": 45, "sha256": PHOTO_SHA256},
    "signature": {"mediaType": "image/png", "size": 92, "width": 16, "height": 8, "sha256": SIGNATURE_SHA256},
    "duty": {"outcome": "due", "amount": 786, "currency": "KZT", "rate": "0.2", "mrp": 3932,
             "paymentReference": "KZ-2025-000017", "paidOn": "2025-07-14"},
    "consent": True,
}

# In 2026 no duty arises: 15 January, the card expires on the 20th.
DAY_2026 = "2026-01-15"
IN_2026 = {"card.expiresOn": "2026-01-20", "duty": ABSENT}
GOOD_VERDICT_2026 = {"checkedOn": DAY_2026, "daysToExpiry": 5, "window": {"opensOn": "2025-12-21", "closesOn": "2026-01-30"}}
FREE_IN_2026 = {"outcome": "exempt", "because": "not-an-object"}

AFTER_ANNULMENT = {"ticket": "ALM-2025-0000123", "annulledFor": ["photo-quality"]}


def cited(act):
    return {"act": act, "text": "Проверочное правило.", "certainty": "interpretation"}


# Rules that no one made, sound and different from the pilot in every value.
OTHER_RULES = {
    "id": "test-rules-2027",
    "title": {"ru": "Проверочный приказ", "kk": "Сынақ бұйрығы", "en": "A test order"},
    "inForce": {"from": "2027-01-10", "through": "2027-12-20", "basis": cited("Приказ для проверки")},
    "covers": {
        "documents": ["passport", "identity-card"], "reasons": ["expiry", "damage"], "applicants": ["owner"],
        "basis": {name: cited("Приказ для проверки") for name in ("document", "reason", "applicant", "biometrics")},
    },
    "window": {"daysBefore": 60, "daysAfter": 0, "basis": cited("Приказ для проверки")},
    "mrp": [
        {"from": "2027-01-01", "through": "2027-05-31", "amount": 5000, "basis": cited("Закон для проверки")},
        {"from": "2027-06-01", "through": "2027-12-31", "amount": 5200, "basis": cited("Закон для проверки")},
    ],
    "duty": [
        {"from": "2027-01-01", "through": "2027-06-30", "rate": "0.25", "basis": cited("Кодекс для проверки")},
        {"from": "2027-08-01", "through": "2027-12-31", "rate": "0.5", "basis": cited("Кодекс для проверки")},
    ],
    "exemptPersons": [
        {"code": "student", "from": "2027-01-01", "through": "2027-06-30", "basis": cited("Кодекс для проверки")},
        {"code": "teacher", "from": "2027-02-01", "basis": cited("Кодекс для проверки")},
    ],
    "liability": [],
    "refund": {"years": 1, "basis": cited("Кодекс для проверки")},
    "notice": {"ru": "проверочный ответ", "kk": "сынақ жауабы", "en": "a test answer", "official": "ru"},
}
UNDER_OTHER_RULES = {"card.expiresOn": "2027-05-01", "duty.paidOn": "2027-03-31", "duty.amount": 1250}


def review(changes=None, options=None):
    return "reviewApplication", [changed(GOOD, changes or {}), {"on": DAY, "id": ID} if options is None else options]


def build(changes=None, options=None):
    return "buildApplication", [changed(GOOD, changes or {}), {"on": DAY, "id": ID} if options is None else options]


def makes(changes=None):
    """What is built: the application above with these fields changed."""
    return built(changed(GOOD_APPLICATION, changes or {}))


def wrong(code, path):
    return invalid((code, path))


# (name, why, (call, args), expect)
APPLICATIONS_BY_HAND = [

    # --- good ones ---------------------------------------------------------------------------------------
    ("complete", "Everything is there and right, on a day within the card's window.", review(), COMPLETE),
    ("complete-without-an-id", "A review makes no application, so it needs no id.", review(options={"on": DAY}), COMPLETE),
    ("built-word-for-word",
     "The whole answer written out: keys sorted, no white space, letters as they are, the digest of these bytes.",
     build(),
     {"outcome": "built", "application": GOOD_APPLICATION,
      "canonical": '{"applicant":{"givenName":"Әсел","iin":"990101300122","patronymic":"Ғалымқызы","phone":"+77010000000",'
                   '"surname":"Қонысбаева"},"card":{"expiresOn":"2025-07-20","number":"041236587"},"consent":true,'
                   '"document":"identity-card","duty":{"amount":786,"currency":"KZT","mrp":3932,"outcome":"due",'
                   '"paidOn":"2025-07-14","paymentReference":"KZ-2025-000017","rate":"0.2"},"format":"kualik-application-1",'
                   '"id":"0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f00","photo":{"height":45,"mediaType":"image/jpeg",'
                   '"sha256":"' + PHOTO_SHA256 + '","size":148,"width":35},"reason":"expiry","region":"75",'
                   '"registrationPoint":"ЦОН № 1, Алматы","reviewer":"migration-service","ruleset":"pilot-2025",'
                   '"signature":{"height":8,"mediaType":"image/png","sha256":"' + SIGNATURE_SHA256 + '",'
                   '"size":92,"width":16},"verdict":{"checkedOn":"2025-07-15","daysToExpiry":5,'
                   '"window":{"closesOn":"2025-07-30","opensOn":"2025-06-20"}}}',
      "sha256": "b9f4d40c5f68018978d9c545c07ea92a250f09577c7d113077f61991670b76eb"}),
    ("built-word-for-word-with-signs",
     "Quotation marks, backslashes and a slash: the first two are escaped, the slash is not; nor is anything beyond ASCII.",
     build({"registrationPoint": "ЦОН \"Достық\" \\ 5/7 é 𐐀", "applicant.patronymic": ABSENT,
            "duty": {"exemption": "veteran"}}),
     {"outcome": "built",
      "application": changed(GOOD_APPLICATION, {
          "registrationPoint": "ЦОН \"Достық\" \\ 5/7 é 𐐀", "applicant.patronymic": ABSENT,
          "duty": {"outcome": "exempt", "because": "exempt-person", "exemption": "veteran"}}),
      "canonical": '{"applicant":{"givenName":"Әсел","iin":"990101300122","phone":"+77010000000",'
                   '"surname":"Қонысбаева"},"card":{"expiresOn":"2025-07-20","number":"041236587"},"consent":true,'
                   '"document":"identity-card","duty":{"because":"exempt-person","exemption":"veteran","outcome":"exempt"},'
                   '"format":"kualik-application-1","id":"0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f00",'
                   '"photo":{"height":45,"mediaType":"image/jpeg",'
                   '"sha256":"' + PHOTO_SHA256 + '","size":148,"width":35},"reason":"expiry","region":"75",'
                   '"registrationPoint":"ЦОН \\"Достық\\" \\\\ 5/7 é 𐐀","reviewer":"migration-service","ruleset":"pilot-2025",'
                   '"signature":{"height":8,"mediaType":"image/png","sha256":"' + SIGNATURE_SHA256 + '",'
                   '"size":92,"width":16},"verdict":{"checkedOn":"2025-07-15","daysToExpiry":5,'
                   '"window":{"closesOn":"2025-07-30","opensOn":"2025-06-20"}}}',
      "sha256": "b7d0c9be639690842c80bb084ea7f93d96d40f0d6bfac9133073b34f6e4b1cce"}),
    ("built-after-annulment-word-for-word",
     "The annulled application before this one goes in as it was given, its faults in their order, not sorted.",
     build({"previous": {"ticket": "ALM-2025-0000123", "annulledFor": ["signature-quality", "photo-quality"],
                         "paymentReference": "KZ-2025-000003"}}),
     {"outcome": "built",
      "application": changed(GOOD_APPLICATION, {
          "previous": {"ticket": "ALM-2025-0000123", "annulledFor": ["signature-quality", "photo-quality"],
                       "paymentReference": "KZ-2025-000003"}}),
      "canonical": '{"applicant":{"givenName":"Әсел","iin":"990101300122","patronymic":"Ғалымқызы","phone":"+77010000000",'
                   '"surname":"Қонысбаева"},"card":{"expiresOn":"2025-07-20","number":"041236587"},"consent":true,'
                   '"document":"identity-card","duty":{"amount":786,"currency":"KZT","mrp":3932,"outcome":"due",'
                   '"paidOn":"2025-07-14","paymentReference":"KZ-2025-000017","rate":"0.2"},"format":"kualik-application-1",'
                   '"id":"0d1f7b9c-5a4e-4c62-9b3f-2a8e6d7c1f00","photo":{"height":45,"mediaType":"image/jpeg",'
                   '"sha256":"' + PHOTO_SHA256 + '","size":148,"width":35},'
                   '"previous":{"annulledFor":["signature-quality","photo-quality"],"paymentReference":"KZ-2025-000003",'
                   '"ticket":"ALM-2025-0000123"},"reason":"expiry","region":"75",'
                   '"registrationPoint":"ЦОН № 1, Алматы","reviewer":"migration-service","ruleset":"pilot-2025",'
                   '"signature":{"height":8,"mediaType":"image/png","sha256":"' + SIGNATURE_SHA256 + '",'
                   '"size":92,"width":16},"verdict":{"checkedOn":"2025-07-15","daysToExpiry":5,'
                   '"window":{"closesOn":"2025-07-30","opensOn":"2025-06-20"}}}',
      "sha256": "95055edaa7a0240b06a8ca9fe741b377161cc573ce4288de7c3818cf3025f7ea"}),
    ("built-with-an-upper-case-id", "A UUID may be written in either case; the application has it in lower case.",
     build(options={"on": DAY, "id": ID.upper()}), makes()),
    ("built-with-the-nil-id", "Hexadecimal digits in the right places are enough; no version is asked for.",
     build(options={"on": DAY, "id": "00000000-0000-0000-0000-000000000000"}), makes({"id": "00000000-0000-0000-0000-000000000000"})),
    ("built-without-a-patronymic", "Not everybody has a patronymic; then the application has no such field.",
     build({"applicant.patronymic": ABSENT}), makes({"applicant.patronymic": ABSENT})),
    ("built-with-null-for-a-patronymic", "null is the same as a missing field, and leaves no trace.",
     build({"applicant.patronymic": None, "previous": None}), makes({"applicant.patronymic": ABSENT})),
    ("built-at-an-instant-before-midnight",
     "19:00 UTC minus a millisecond on 15 July is 23:59:59.999 of 15 July in Kazakhstan.",
     build(options={"now": instant("2025-07-15T18:59:59.999Z"), "id": ID}), makes()),
    ("built-at-an-instant-after-midnight",
     "19:00 UTC on 15 July is midnight in Kazakhstan: 16 July, 4 days before expiry.",
     build(options={"now": instant("2025-07-15T19:00:00.000Z"), "id": ID}), makes({"verdict.checkedOn": "2025-07-16", "verdict.daysToExpiry": 4})),
    ("built-on-a-day-that-wins-over-the-instant", "`on` wins over `now`.",
     build(options={"on": DAY, "now": instant("2026-06-01T00:00:00.000Z"), "id": ID}), makes()),
    ("built-for-an-expired-card", "Expired 10 days ago, the last day of the window.",
     build({"card.expiresOn": "2025-07-05"}),
     makes({"card.expiresOn": "2025-07-05", "verdict.daysToExpiry": -10, "verdict.window": window("2025-06-05", "2025-07-15")})),
    ("built-on-the-first-day-in-force", "28 May 2025; the window is cut to the days in force.",
     build({"card.expiresOn": "2025-06-10", "duty.paidOn": "2025-05-28"}, {"on": "2025-05-28", "id": ID}),
     makes({"card.expiresOn": "2025-06-10", "duty.paidOn": "2025-05-28",
            "verdict": {"checkedOn": "2025-05-28", "daysToExpiry": 13, "window": window("2025-05-28", "2025-06-20")}})),
    ("built-on-the-last-day-in-force", "31 March 2026, included; the window ends with the order.",
     build({**IN_2026, "card.expiresOn": "2026-04-20"}, {"on": "2026-03-31", "id": ID}),
     makes({"card.expiresOn": "2026-04-20", "duty": FREE_IN_2026,
            "verdict": {"checkedOn": "2026-03-31", "daysToExpiry": 20, "window": window("2026-03-21", "2026-03-31")}})),
    ("built-with-an-amount-written-as-786-0", "786.0 is a whole number, however it is written.",
     build({"duty.amount": 786.0}), makes()),
    ("built-with-a-payment-of-the-same-day", "Paid on the day of the application itself.",
     build({"duty.paidOn": DAY}), makes({"duty.paidOn": DAY})),
    ("built-with-a-payment-of-months-ago", "No rule says how old a payment may be; the index of its day decides the amount.",
     build({"duty.paidOn": "2025-01-01"}), makes({"duty.paidOn": "2025-01-01"})),
    ("payment-of-a-day-without-an-index", "«МРП, действующему на дату уплаты»: none of ours covers 2024, and the nearest one is never taken instead.",
     build({"duty.paidOn": "2024-12-31"}), wrong("duty-not-covered", "duty.paidOn")),
    ("payment-of-long-ago", "What would have been due in 1991 is not known, so that the amount is not judged.",
     build({"duty.paidOn": "1991-01-01", "duty.amount": 1}), wrong("duty-not-covered", "duty.paidOn")),

    # --- the card cannot be renewed online ----------------------------------------------------------------
    ("too-early", "31 days remain: the verdict itself is the answer.", build({"card.expiresOn": "2025-08-15"}),
     unavailable(DAY, ["window-not-open"], 31, window("2025-07-16", "2025-08-25"))),
    ("too-late", "Expired 11 days ago.", review({"card.expiresOn": "2025-07-04"}),
     unavailable(DAY, ["window-closed"], -11, window("2025-06-04", "2025-07-14"))),
    ("before-the-order", "The order is not in force on 27 May 2025.",
     build({"card.expiresOn": "2025-05-30"}, {"on": "2025-05-27", "id": ID}),
     unavailable("2025-05-27", ["pilot-not-started"], 3, window("2025-05-28", "2025-06-09"))),
    ("after-the-order", "The order was in force through 31 March 2026.",
     build({"card.expiresOn": "2026-04-05"}, {"on": "2026-04-01", "id": ID}),
     unavailable("2026-04-01", ["pilot-ended"], 4, window("2026-03-06", "2026-03-31"))),
    ("long-after-the-order", "Both refusals hold, and no day in force is left of the window.",
     review({"card.expiresOn": "2027-01-01"}, {"on": "2026-06-01"}),
     unavailable("2026-06-01", ["pilot-ended", "window-not-open"], 214)),
    ("too-early-and-everything-else-wrong",
     "Who cannot apply online is told so, whatever else is wrong with the draft: there is no use in mending it.",
     build({"card.expiresOn": "2025-08-15", "card.number": "12", "applicant": None, "region": "99", "photo": "x",
            "duty.amount": 1, "duty.paidOn": "2030-01-01", "consent": False, "extra": 1}),
     unavailable(DAY, ["window-not-open"], 31, window("2025-07-16", "2025-08-25"))),
    ("too-late-with-a-card-alone", "The printed date is all that it takes.",
     ("reviewApplication", [{"card": {"expiresOn": "2025-07-04"}}, {"on": DAY, "id": ID}]),
     unavailable(DAY, ["window-closed"], -11, window("2025-06-04", "2025-07-14"))),
    ("not-eligible-or-not-is-unknown-without-a-readable-date",
     "The printed date cannot be read, so nothing can be said of the window; everything that is wrong is told.",
     build({"card.expiresOn": "2025-02-30", "card.number": "12", "duty.amount": 785}),
     invalid(("impossible-date", "card.expiresOn"), ("wrong-length", "card.number"), ("wrong-amount", "duty.amount"))),
    ("outside-the-order-without-a-readable-date",
     "Even where the day alone would refuse, a date that cannot be read is told first.",
     build({"card.expiresOn": "20.07.2025", "duty.paidOn": "2023-12-31"}, {"on": "2024-01-01", "id": ID}),
     invalid(("malformed-date", "card.expiresOn"), ("duty-not-covered", "duty"))),
    ("no-duty-on-a-day-without-one", "Whether a duty arises on that day is not known: neither asked for nor waived.",
     build({"card.expiresOn": "20.07.2025", "duty": ABSENT}, {"on": "2024-01-01", "id": ID}),
     invalid(("malformed-date", "card.expiresOn"), ("duty-not-covered", "duty"))),

    # --- nothing to read ----------------------------------------------------------------------------------
    ("no-draft", "A draft is needed.", ("reviewApplication", [None, {"on": DAY, "id": ID}]), wrong("required", "")),
    ("draft-is-text", "A draft is an object.", ("buildApplication", ["draft", {"on": DAY, "id": ID}]), wrong("wrong-type", "")),
    ("draft-is-a-list", "A list is not a draft, even if it holds one.", ("buildApplication", [[GOOD], {"on": DAY, "id": ID}]), wrong("wrong-type", "")),
    ("draft-is-bytes", "Bytes are not an object with fields.",
     ("buildApplication", [in_base64(b"{}"), {"on": DAY, "id": ID}]), wrong("wrong-type", "")),
    ("empty-draft", "Everything is missing, and each thing is told.", ("buildApplication", [{}, {"on": DAY, "id": ID}]),
     invalid(("required", "applicant"), ("required", "card"), ("required", "region"), ("required", "registrationPoint"),
             ("required", "photo"), ("required", "signature"), ("required", "duty"), ("required", "consent"))),
    ("empty-sections", "Sections that hold nothing: what each needs is told at its own path.",
     ("buildApplication", [{"applicant": {}, "card": {}, "region": "75", "registrationPoint": "ЦОН", "photo": {},
                            "signature": {}, "duty": {}, "previous": {}, "consent": True}, {"on": DAY, "id": ID}]),
     invalid(("required", "applicant.iin"), ("required", "applicant.surname"), ("required", "applicant.phone"), ("required", "card.number"), ("required", "card.expiresOn"),
             ("required", "photo.mediaType"), ("required", "photo.bytes"), ("required", "signature.mediaType"),
             ("required", "signature.bytes"), ("required", "duty.paymentReference"), ("required", "duty.paidOn"),
             ("required", "duty.amount"), ("required", "previous.ticket"), ("required", "previous.annulledFor"))),
    ("everything-wrong-at-once", "All problems come together: who fills in a form must not send it once for each of them.",
     build({"applicant.iin": "990101300123", "applicant.surname": "Smith2", "applicant.givenName": " ", "applicant.phone": "87010000000",
            "card.number": "04123658", "region": "77", "registrationPoint": "", "photo.mediaType": "image/png",
            "signature.bytes": in_base64(b"GIF89a"), "duty.amount": 865, "duty.paidOn": "2025-07-16", "consent": False, "hobby": "chess",
            "previous": {"ticket": "", "annulledFor": ["mood"], "paymentReference": "kz-2025-000017"}}),
     invalid(("wrong-control-digit", "applicant.iin"), ("illegal-character", "applicant.surname"), ("empty", "applicant.givenName"),
             ("malformed-phone", "applicant.phone"), ("wrong-length", "card.number"), ("unknown-value", "region"),
             ("empty", "registrationPoint"), ("wrong-media-type", "photo.mediaType"), ("not-an-image", "signature.bytes"),
             ("wrong-amount", "duty.amount"), ("date-in-the-future", "duty.paidOn"), ("required", "consent"),
             ("unknown-field", "hobby"), ("empty", "previous.ticket"), ("unknown-value", "previous.annulledFor[0]"),
             ("duty-not-paid-again", "duty.paymentReference"))),

    # --- the day, the rules, the id -----------------------------------------------------------------------
    ("options-are-read-beside-a-broken-draft", "Problems of options and draft come together.",
     ("buildApplication", [None, {"on": "2025-13-01", "id": "7", "hurry": True}]),
     invalid(("required", ""), ("impossible-date", "on"), ("malformed-uuid", "id"), ("unknown-field", "hurry"))),
    ("day-that-does-not-exist", "Without a day nothing is judged by it: neither the window nor the payment.",
     build({"duty.amount": 865, "duty.paidOn": "2026-01-01"}, {"on": "2025-02-29", "id": ID}), wrong("impossible-date", "on")),
    ("no-duty-without-a-day", "Nor is a duty asked for.", build({"duty": ABSENT}, {"on": "2025-02-29", "id": ID}), wrong("impossible-date", "on")),
    ("day-is-a-number", "A day is text.", review(options={"on": 20250715}), wrong("wrong-type", "on")),
    ("instant-is-text", "An instant is a number.", review(options={"now": "2025-07-15"}), wrong("wrong-type", "now")),
    ("instant-is-text-beside-a-day", "`now` is read although `on` decides.", build(options={"on": DAY, "now": "x", "id": ID}), wrong("wrong-type", "now")),
    ("instant-of-another-century", "An instant whose day lies outside 1991-2100.", build(options={"now": 8640000000000000, "id": ID}), wrong("date-out-of-range", "now")),
    ("ruleset-is-text", "Rules are brought as data, not by name.", build(options={"on": DAY, "id": ID, "ruleset": "pilot-2025"}), wrong("wrong-type", "ruleset")),
    ("ruleset-that-is-unsound", "Unsound rules decide nothing; what else is wrong is told besides.",
     build({"applicant.phone": "1"}, {"on": DAY, "id": ID, "ruleset": changed(OTHER_RULES, {"window.daysAfter": -1, "inForce.through": "2027-02-29"})}),
     invalid(("number-out-of-range", "ruleset.window.daysAfter"), ("impossible-date", "ruleset.inForce.through"), ("malformed-phone", "applicant.phone"))),
    ("ruleset-with-the-name-of-the-embedded-one", "The id is signed with the application: no other rules may go by it.",
     build({"applicant.phone": "1"}, {"on": DAY, "id": ID, "ruleset": changed(PILOT, {"window.daysAfter": 11})}),
     invalid(("inconsistent", "ruleset.id"), ("malformed-phone", "applicant.phone"))),
    ("built-by-the-embedded-rules-as-a-host-brings-them", "They are the same, word for word.",
     build(options={"on": DAY, "id": ID, "ruleset": PILOT}), makes()),
    ("ruleset-with-a-missing-part", "Rules without a notice cannot be used.",
     review(options={"on": DAY, "ruleset": changed(OTHER_RULES, {"notice": ABSENT})}), wrong("required", "ruleset.notice")),

    # --- other rules ----------------------------------------------------------------------------------------
    ("built-under-other-rules", "Rules of a test order: 60 days before, 1250 tenge; the application names them.",
     build(UNDER_OTHER_RULES, {"on": "2027-03-31", "id": ID, "ruleset": OTHER_RULES}),
     makes({"ruleset": "test-rules-2027", "card.expiresOn": "2027-05-01",
            "verdict": {"checkedOn": "2027-03-31", "daysToExpiry": 31, "window": window("2027-03-02", "2027-05-01")},
            "duty": {"outcome": "due", "amount": 1250, "currency": "KZT", "rate": "0.25", "mrp": 5000,
                     "paymentReference": "KZ-2025-000017", "paidOn": "2027-03-31"}})),
    ("built-under-other-rules-in-their-second-half", "From August 2600 tenge are due.",
     build({**UNDER_OTHER_RULES, "card.expiresOn": "2027-08-15", "duty.amount": 2600, "duty.paidOn": "2027-08-01"},
           {"on": "2027-08-01", "id": ID, "ruleset": OTHER_RULES}),
     makes({"ruleset": "test-rules-2027", "card.expiresOn": "2027-08-15",
            "verdict": {"checkedOn": "2027-08-01", "daysToExpiry": 14, "window": window("2027-06-16", "2027-08-15")},
            "duty": {"outcome": "due", "amount": 2600, "currency": "KZT", "rate": "0.5", "mrp": 5200,
                     "paymentReference": "KZ-2025-000017", "paidOn": "2027-08-01"}})),
    ("built-under-other-rules-paid-in-spring", "Applied for in August, at a half of the index; paid on 31 May, when the index was 5000: 2500.",
     build({**UNDER_OTHER_RULES, "card.expiresOn": "2027-08-15", "duty.amount": 2500, "duty.paidOn": "2027-05-31"},
           {"on": "2027-08-01", "id": ID, "ruleset": OTHER_RULES}),
     makes({"ruleset": "test-rules-2027", "card.expiresOn": "2027-08-15",
            "verdict": {"checkedOn": "2027-08-01", "daysToExpiry": 14, "window": window("2027-06-16", "2027-08-15")},
            "duty": {"outcome": "due", "amount": 2500, "currency": "KZT", "rate": "0.5", "mrp": 5000,
                     "paymentReference": "KZ-2025-000017", "paidOn": "2027-05-31"}})),
    ("paid-in-spring-by-the-index-of-summer", "On 31 May the index was 5000: 2600 is a half of that of 1 June.",
     build({**UNDER_OTHER_RULES, "card.expiresOn": "2027-08-15", "duty.amount": 2600, "duty.paidOn": "2027-05-31"},
           {"on": "2027-08-01", "id": ID, "ruleset": OTHER_RULES}), wrong("wrong-amount", "duty.amount")),
    ("paid-in-july-when-no-duty-arose", "The day of payment decides by its index alone; whether a duty arises is asked of 1 August. A half of 5200.",
     build({**UNDER_OTHER_RULES, "card.expiresOn": "2027-08-15", "duty.amount": 2600, "duty.paidOn": "2027-07-15"},
           {"on": "2027-08-01", "id": ID, "ruleset": OTHER_RULES}),
     makes({"ruleset": "test-rules-2027", "card.expiresOn": "2027-08-15",
            "verdict": {"checkedOn": "2027-08-01", "daysToExpiry": 14, "window": window("2027-06-16", "2027-08-15")},
            "duty": {"outcome": "due", "amount": 2600, "currency": "KZT", "rate": "0.5", "mrp": 5200,
                     "paymentReference": "KZ-2025-000017", "paidOn": "2027-07-15"}})),
    ("built-under-other-rules-with-a-fraction-dropped", "A quarter of 5003 is 1250.75: the fraction is dropped, not rounded.",
     build(UNDER_OTHER_RULES, {"on": "2027-03-31", "id": ID, "ruleset": changed(OTHER_RULES, {"mrp[0].amount": 5003})}),
     makes({"ruleset": "test-rules-2027", "card.expiresOn": "2027-05-01",
            "verdict": {"checkedOn": "2027-03-31", "daysToExpiry": 31, "window": window("2027-03-02", "2027-05-01")},
            "duty": {"outcome": "due", "amount": 1250, "currency": "KZT", "rate": "0.25", "mrp": 5003,
                     "paymentReference": "KZ-2025-000017", "paidOn": "2027-03-31"}})),
    ("paid-in-the-year-before-the-rules", "No index covers 2026.",
     build({**UNDER_OTHER_RULES, "duty.paidOn": "2026-12-31"}, {"on": "2027-03-31", "id": ID, "ruleset": OTHER_RULES}),
     wrong("duty-not-covered", "duty.paidOn")),
    ("built-under-other-rules-for-a-student", "Exempt only by these rules, and only in their first half.",
     build({"card.expiresOn": "2027-05-01", "duty": {"exemption": "student"}}, {"on": "2027-04-30", "id": ID, "ruleset": OTHER_RULES}),
     makes({"ruleset": "test-rules-2027", "card.expiresOn": "2027-05-01",
            "verdict": {"checkedOn": "2027-04-30", "daysToExpiry": 1, "window": window("2027-03-02", "2027-05-01")},
            "duty": {"outcome": "exempt", "because": "exempt-person", "exemption": "student"}})),
    ("student-in-the-second-half", "The exemption of students ended on 30 June.",
     review({"card.expiresOn": "2027-08-15", "duty": {"exemption": "student"}}, {"on": "2027-08-10", "ruleset": OTHER_RULES}),
     wrong("unknown-value", "duty.exemption")),
    ("complete-for-a-teacher", "An exemption without an end is open.",
     review({"card.expiresOn": "2027-08-15", "duty": {"exemption": "teacher"}}, {"on": "2027-08-10", "ruleset": OTHER_RULES}), COMPLETE),
    ("teacher-before-the-exemption", "Teachers are exempt only from 1 February.",
     review({"card.expiresOn": "2027-01-31", "duty": {"exemption": "teacher"}}, {"on": "2027-01-31", "ruleset": OTHER_RULES}),
     wrong("unknown-value", "duty.exemption")),
    ("veteran-under-other-rules", "The pilot's exemptions are not those of other rules.",
     review({"card.expiresOn": "2027-05-01", "duty": {"exemption": "veteran"}}, {"on": "2027-04-30", "ruleset": OTHER_RULES}),
     wrong("unknown-value", "duty.exemption")),
    ("day-without-a-duty", "No dated value covers July 2027: the nearest one is never taken instead.",
     build({"card.expiresOn": "2027-08-15", "duty.amount": 1250, "duty.paidOn": "2027-07-01"}, {"on": "2027-07-31", "id": ID, "ruleset": OTHER_RULES}),
     wrong("duty-not-covered", "duty")),
    ("too-late-under-other-rules", "No day after the printed date: the day after it is too late.",
     build({"card.expiresOn": "2027-04-30"}, {"on": "2027-05-01", "id": ID, "ruleset": OTHER_RULES}),
     unavailable("2027-05-01", ["window-closed"], -1, window("2027-03-01", "2027-04-30"))),
    ("rules-that-do-not-cover-the-card", "Rules for passports alone: the card has no window, and no days are told.",
     build(UNDER_OTHER_RULES, {"on": "2027-03-31", "id": ID, "ruleset": changed(OTHER_RULES, {"covers.documents": ["passport"]})}),
     unavailable("2027-03-31", ["document-not-covered"])),
    ("rules-that-do-not-cover-expiry", "Rules for damaged cards alone.",
     build(UNDER_OTHER_RULES, {"on": "2027-03-31", "id": ID, "ruleset": changed(OTHER_RULES, {"covers.reasons": ["damage"]})}),
     unavailable("2027-03-31", ["reason-not-covered"])),
    ("rules-for-representatives-alone", "The owner applies, always.",
     build(UNDER_OTHER_RULES, {"on": "2027-03-31", "id": ID, "ruleset": changed(OTHER_RULES, {"covers.applicants": ["representative"]})}),
     unavailable("2027-03-31", ["applicant-not-owner"], 31, window("2027-03-02", "2027-05-01"))),
    ("pilot-day-under-other-rules", "Under rules of 2027, nothing was in force in 2025.",
     review(options={"on": DAY, "ruleset": OTHER_RULES}), unavailable(DAY, ["pilot-not-started"], 5)),

    # --- names ----------------------------------------------------------------------------------------------
    ("built-with-a-decomposed-name", "й written as и and a breve, ё as е and two dots, é as e and an acute: composed.",
     build({"applicant.surname": "Бои\u0306ко", "applicant.givenName": "Семе\u0308н", "applicant.patronymic": "Rene\u0301"}),
     makes({"applicant.surname": "Бойко", "applicant.givenName": "Семён", "applicant.patronymic": "René"})),
    ("built-with-kazakh-letters", "Every letter that Kazakh adds, in both cases.",
     build({"applicant.surname": "ӘҒҚҢӨҰҮҺІ", "applicant.givenName": "әғқңөұүһі"}),
     makes({"applicant.surname": "ӘҒҚҢӨҰҮҺІ", "applicant.givenName": "әғқңөұүһі"})),
    ("built-with-letters-of-old-texts", "Letters of Latin Extended-A like any other.",
     build({"applicant.surname": "ĲĳĿŀŉſ"}), makes({"applicant.surname": "ĲĳĿŀŉſ"})),
    ("built-with-marks", "Hyphen, space, and three kinds of apostrophe stand in names, and are kept.",
     build({"applicant.surname": "Мамин-Сибиряк", "applicant.givenName": "Анна Мария", "applicant.patronymic": "O'Nʼe’il"}),
     makes({"applicant.surname": "Мамин-Сибиряк", "applicant.givenName": "Анна Мария", "applicant.patronymic": "O'Nʼe’il"})),
    ("built-with-the-longest-name", "100 characters.", build({"applicant.surname": "Қ" * 100}), makes({"applicant.surname": "Қ" * 100})),
    ("name-too-long", "101 characters.", build({"applicant.surname": "Қ" * 101}), wrong("too-long", "applicant.surname")),
    ("built-with-a-name-of-100-after-composing", "200 characters as typed, 100 once й is composed.",
     build({"applicant.givenName": "и\u0306" * 100}), makes({"applicant.givenName": "й" * 100})),
    ("name-of-101-after-composing", "Still too long once composed.", build({"applicant.givenName": "и\u0306" * 101}), wrong("too-long", "applicant.givenName")),
    ("built-with-a-name-of-one-letter", "One letter is a name.", build({"applicant.givenName": "Ы"}), makes({"applicant.givenName": "Ы"})),
    ("name-of-a-hyphen", "A mark alone is no name.", build({"applicant.surname": "-"}), wrong("illegal-character", "applicant.surname")),
    ("name-of-marks", "Nor are several.", build({"applicant.patronymic": "'-’ʼ"}), wrong("illegal-character", "applicant.patronymic")),
    ("name-blank", "Spaces alone are nothing.", build({"applicant.surname": "   "}), wrong("empty", "applicant.surname")),
    ("built-with-one-name", "Some persons have one name only; then the application has no given name.",
     build({"applicant.givenName": ABSENT, "applicant.patronymic": ABSENT}), makes({"applicant.givenName": ABSENT, "applicant.patronymic": ABSENT})),
    ("built-with-null-for-a-given-name", "null is the same as a missing field, and leaves no trace.",
     build({"applicant.givenName": None}), makes({"applicant.givenName": ABSENT})),
    ("given-name-empty", "Who has none leaves it out; empty text is a slip.", build({"applicant.givenName": ""}), wrong("empty", "applicant.givenName")),
    ("patronymic-empty", "Who has none leaves it out; empty text is a slip.", build({"applicant.patronymic": ""}), wrong("empty", "applicant.patronymic")),
    ("name-with-a-mark-that-composes-with-nothing", "An acute on a Cyrillic х has no composed form, and is no letter.",
     build({"applicant.surname": "Х\u0301ан"}), wrong("illegal-character", "applicant.surname")),
    ("name-that-composes-to-a-foreign-letter", "у and a breve compose to the Belarusian ў.",
     build({"applicant.surname": "у\u0306"}), wrong("illegal-character", "applicant.surname")),
    ("built-with-a-latin-o", "Серикoв with the Latin o of another keyboard is pointed out by the page, and not refused.",
     build({"applicant.surname": "Серик\u006fв"}), makes({"applicant.surname": "Серик\u006fв"})),
    ("name-with-two-marks-on-a-letter", "ê and an acute compose to a Vietnamese letter, outside the blocks.",
     build({"applicant.surname": "e\u0302\u0301"}), wrong("illegal-character", "applicant.surname")),

    # --- IIN, phone, card -------------------------------------------------------------------------------------
    ("built-with-an-impossible-birth-date", "The digits are not bound to the person since 2013: month 17 is no error.",
     build({"applicant.iin": "900101700012"}), makes({"applicant.iin": "900101700012"})),
    ("built-with-an-iin-of-the-second-pass", "The first pass gives 10, the second decides.", build({"applicant.iin": "061211600012"}), makes({"applicant.iin": "061211600012"})),
    ("iin-of-a-test-certificate", "Common as it is, its control digit would be 3.", build({"applicant.iin": "123456789011"}), wrong("wrong-control-digit", "applicant.iin")),
    ("iin-never-issued", "Both passes give 10, whatever the last digit.", build({"applicant.iin": "821214240097"}), wrong("never-issued", "applicant.iin")),
    ("iin-too-short", "11 digits.", build({"applicant.iin": "99010130012"}), wrong("wrong-length", "applicant.iin")),
    ("iin-too-long", "13 digits.", build({"applicant.iin": "9901013001220"}), wrong("wrong-length", "applicant.iin")),
    ("iin-with-a-letter", "The letter O for a zero.", build({"applicant.iin": "99O101300122"}), wrong("not-digits", "applicant.iin")),
    ("iin-in-arabic-digits", "Digits, but not ASCII ones.", build({"applicant.iin": "٩٩٠١٠١٣٠٠١٢٢"}), wrong("not-digits", "applicant.iin")),
    ("iin-as-a-number", "A number would lose leading zeros.", build({"applicant.iin": 990101300122}), wrong("wrong-type", "applicant.iin")),
    ("card-number-too-short", "8 digits.", build({"card.number": "04123658"}), wrong("wrong-length", "card.number")),
    ("card-number-with-a-letter", "N is no digit.", build({"card.number": "N41236587"}), wrong("not-digits", "card.number")),
    ("card-number-of-zeros", "Nine zeros stand for no number.", build({"card.number": "000000000"}), wrong("never-issued", "card.number")),
    ("built-with-a-low-card-number", "Nothing is known of other numbers that cannot be.", build({"card.number": "000000001"}), makes({"card.number": "000000001"})),
    ("iin-of-zeros", "Its control digit holds; it stands for no number.", build({"applicant.iin": "000000000000"}), wrong("never-issued", "applicant.iin")),

    # --- consent ----------------------------------------------------------------------------------------------
    ("consent-refused", "Without consent nothing is built.", build({"consent": False}), wrong("required", "consent")),
    ("consent-missing", "Consent is never taken for granted.", build({"consent": ABSENT}), wrong("required", "consent")),
    ("consent-null", "null is missing.", build({"consent": None}), wrong("required", "consent")),
    ("consent-as-text", "A text is not a yes.", build({"consent": "true"}), wrong("wrong-type", "consent")),
    ("consent-as-a-number", "Nor is 1.", build({"consent": 1}), wrong("wrong-type", "consent")),

    # --- duty: 786 in 2025, none arises in 2026 ---------------------------------------------------------------
    ("duty-one-tenge-short", "785 is not the duty.", build({"duty.amount": 785}), wrong("wrong-amount", "duty.amount")),
    ("duty-rounded-up", "786.4 is published as 786, not 787.", build({"duty.amount": 787}), wrong("wrong-amount", "duty.amount")),
    ("duty-of-2026-in-2025", "865 is the amount of 2026, and of other reasons.", build({"duty.amount": 865}), wrong("wrong-amount", "duty.amount")),
    ("duty-of-nothing-in-2025", "In 2025 the duty is due.", build({"duty.amount": 0}), wrong("wrong-amount", "duty.amount")),
    ("duty-with-a-fraction", "0.2 of the index is 786.4, but whole tenge are paid.", build({"duty.amount": 786.4}), wrong("wrong-type", "duty.amount")),
    ("duty-negative", "Nobody pays less than nothing.", build({"duty.amount": -786}), wrong("number-out-of-range", "duty.amount")),
    ("duty-of-a-thousand-million", "The largest number that is read; wrong all the same.", build({"duty.amount": 1000000000}), wrong("wrong-amount", "duty.amount")),
    ("duty-of-a-thousand-million-and-one", "Beyond what is read.", build({"duty.amount": 1000000001}), wrong("number-out-of-range", "duty.amount")),
    ("duty-beyond-64-bits", "A whole number, and far beyond what is read.", build({"duty.amount": 1e300}), wrong("number-out-of-range", "duty.amount")),
    ("duty-as-text", "A number is not text.", build({"duty.amount": "786"}), wrong("wrong-type", "duty.amount")),
    ("duty-paid-tomorrow", "A payment cannot come from the future.", build({"duty.paidOn": "2025-07-16"}), wrong("date-in-the-future", "duty.paidOn")),
    ("duty-on-the-last-day-of-2025", "31 December 2025: still 786.",
     build({"card.expiresOn": "2026-01-20"}, {"on": "2025-12-31", "id": ID}),
     makes({"card.expiresOn": "2026-01-20", "verdict": {"checkedOn": "2025-12-31", "daysToExpiry": 20, "window": window("2025-12-21", "2026-01-30")}})),
    ("duty-of-2025-on-the-first-day-of-2026", "Whether a duty arises is decided by the day of the application, not that of the payment: none does, so 786 is wrong.",
     build({"card.expiresOn": "2026-01-20"}, {"on": "2026-01-01", "id": ID}), wrong("wrong-amount", "duty.amount")),
    ("duty-of-nothing-on-the-last-day-of-2025", "The new Tax Code begins a day later.",
     build({"card.expiresOn": "2026-01-20", "duty": {"exemption": "replacement-on-expiry"}}, {"on": "2025-12-31", "id": ID}), wrong("unknown-value", "duty.exemption")),
    ("no-duty-on-the-last-day-of-2025", "A duty arises, so that it must be paid or an exemption named.",
     build(IN_2026, {"on": "2025-12-31", "id": ID}), wrong("required", "duty")),
    ("null-for-a-duty-in-2026", "null is missing, and nothing is missed.",
     build({**IN_2026, "duty": None}, {"on": DAY_2026, "id": ID}),
     makes({"card.expiresOn": "2026-01-20", "verdict": GOOD_VERDICT_2026, "duty": FREE_IN_2026})),
    ("built-free-on-the-first-day-of-2026", "From 1 January 2026 issuing a card «по истечении срока действия» is no object of the duty (art. 664 п. 1 пп. 8).",
     build(IN_2026, {"on": "2026-01-01", "id": ID}),
     makes({"card.expiresOn": "2026-01-20", "verdict": {**GOOD_VERDICT_2026, "checkedOn": "2026-01-01", "daysToExpiry": 19}, "duty": FREE_IN_2026})),
    ("built-with-a-payment-of-nothing-in-2026", "A payment of 0 says the same as none.",
     build({"card.expiresOn": "2026-01-20", "duty.amount": 0}, {"on": DAY_2026, "id": ID}),
     makes({"card.expiresOn": "2026-01-20", "verdict": GOOD_VERDICT_2026, "duty": FREE_IN_2026})),
    ("duty-of-865-in-2026", "The widely quoted 865 is for other reasons.",
     build({"card.expiresOn": "2026-01-20", "duty.amount": 865}, {"on": DAY_2026, "id": ID}), wrong("wrong-amount", "duty.amount")),
    ("payment-of-nothing-tomorrow", "Nothing is due, and the date is still one of the future.",
     build({"card.expiresOn": "2026-01-20", "duty.amount": 0, "duty.paidOn": "2026-01-16"}, {"on": DAY_2026, "id": ID}), wrong("date-in-the-future", "duty.paidOn")),
    ("payment-of-865-of-an-uncovered-day-in-2026", "Where no duty arises no index is looked for.",
     build({"card.expiresOn": "2026-01-20", "duty.amount": 865, "duty.paidOn": "2024-06-01"}, {"on": DAY_2026, "id": ID}), wrong("wrong-amount", "duty.amount")),
    ("built-for-a-veteran-in-2026", "The new Tax Code exempts veterans too (art. 671 п. 4); here no duty arises from which to exempt them.",
     build({"card.expiresOn": "2026-01-20", "duty": {"exemption": "veteran"}}, {"on": DAY_2026, "id": ID}),
     makes({"card.expiresOn": "2026-01-20", "verdict": GOOD_VERDICT_2026, "duty": FREE_IN_2026})),
    ("replacement-on-expiry-is-no-exemption", "What is no object of the duty is nobody's exemption.",
     build({"card.expiresOn": "2026-01-20", "duty": {"exemption": "replacement-on-expiry"}}, {"on": DAY_2026, "id": ID}), wrong("unknown-value", "duty.exemption")),
    ("not-an-object-is-no-exemption", "A word of the answer, not a group of the law.",
     build({"card.expiresOn": "2026-01-20", "duty": {"exemption": "not-an-object"}}, {"on": DAY_2026, "id": ID}), wrong("unknown-value", "duty.exemption")),
    ("exemption-and-payment", "One or the other: beside an exemption there is nothing to pay.",
     build({"duty": {"exemption": "veteran", "paymentReference": "KZ-1", "paidOn": "2025-07-14", "amount": 786}}),
     invalid(("unknown-field", "duty.paymentReference"), ("unknown-field", "duty.paidOn"), ("unknown-field", "duty.amount"))),
    ("exemption-null-and-payment", "null is missing: this is a payment.",
     build({"duty.exemption": None}), makes()),
    ("a-broken-neighbour-hides-nothing", "The amount cannot be read; the date and the reference are judged all the same.",
     build({"duty.amount": "786", "duty.paidOn": "2025-07-16", "previous": {"annulledFor": ["photo-quality"], "paymentReference": "KZ-2025-000017"}}),
     invalid(("wrong-type", "duty.amount"), ("date-in-the-future", "duty.paidOn"), ("duty-not-paid-again", "duty.paymentReference"), ("required", "previous.ticket"))),

    # --- after annulment ----------------------------------------------------------------------------------
    ("paid-once-for-two-applications", "After annulment the duty is paid again; the old payment is refunded, not used.",
     build({"previous": {**AFTER_ANNULMENT, "paymentReference": "KZ-2025-000017"}}), wrong("duty-not-paid-again", "duty.paymentReference")),
    ("paid-once-written-otherwise", "The same payment in small letters and with spaces is the same payment.",
     build({"previous": {**AFTER_ANNULMENT, "paymentReference": " kz-2025- 000017"}}), wrong("duty-not-paid-again", "duty.paymentReference")),
    ("paid-once-and-spaced-in-the-new-one", "The spaces may stand on the other side.",
     build({"duty.paymentReference": "KZ 2025 17", "previous": {**AFTER_ANNULMENT, "paymentReference": "kz202517"}}), wrong("duty-not-paid-again", "duty.paymentReference")),
    ("paid-again-with-a-hyphen-less", "Hyphens count: KZ2025000017 is another reference.",
     build({"previous": {**AFTER_ANNULMENT, "paymentReference": "KZ2025000017"}}),
     makes({"previous": {**AFTER_ANNULMENT, "paymentReference": "KZ2025000017"}})),
    ("paid-again-with-cyrillic-case", "Only the case of ASCII letters is set aside.",
     build({"duty.paymentReference": "ПЛ-1", "previous": {**AFTER_ANNULMENT, "paymentReference": "пл-1"}}),
     makes({"duty.paymentReference": "ПЛ-1", "previous": {**AFTER_ANNULMENT, "paymentReference": "пл-1"}})),
    ("built-after-annulment-without-the-old-payment", "The old payment need not be named.", build({"previous": AFTER_ANNULMENT}), makes({"previous": AFTER_ANNULMENT})),
    ("built-after-annulment-with-null-for-the-old-payment", "null leaves no trace.",
     build({"previous": {**AFTER_ANNULMENT, "paymentReference": None}}), makes({"previous": AFTER_ANNULMENT})),
    ("built-after-annulment-in-2026", "Nothing is due in 2026, so the same reference is no matter.",
     build({"card.expiresOn": "2026-01-20", "duty.amount": 0, "previous": {**AFTER_ANNULMENT, "paymentReference": "KZ-2025-000017"}}, {"on": DAY_2026, "id": ID}),
     makes({"card.expiresOn": "2026-01-20", "verdict": GOOD_VERDICT_2026, "duty": FREE_IN_2026,
            "previous": {**AFTER_ANNULMENT, "paymentReference": "KZ-2025-000017"}})),
    ("wrong-amount-and-paid-once", "Two things are wrong with this payment.",
     build({"duty.amount": 1, "previous": {**AFTER_ANNULMENT, "paymentReference": "KZ-2025-000017"}}),
     invalid(("wrong-amount", "duty.amount"), ("duty-not-paid-again", "duty.paymentReference"))),
    ("annulled-for-nothing", "An application is annulled for something.", build({"previous": {"ticket": "T", "annulledFor": []}}), wrong("empty", "previous.annulledFor")),
    ("annulled-twice-for-the-same", "Each fault once.",
     build({"previous": {"ticket": "T", "annulledFor": ["photo-quality", "signature-quality", "photo-quality"]}}), wrong("duplicate", "previous.annulledFor[2]")),
    ("annulled-for-something-else", "Only the photo and the signature annul.", build({"previous": {"ticket": "T", "annulledFor": ["photo-quality", "late"]}}), wrong("unknown-value", "previous.annulledFor[1]")),
    ("annulled-for-null", "A hole in the list is no fault.", build({"previous": {"ticket": "T", "annulledFor": [None]}}), wrong("wrong-type", "previous.annulledFor[0]")),
    ("annulled-for-text", "A list is due, even for one.", build({"previous": {"ticket": "T", "annulledFor": "photo-quality"}}), wrong("wrong-type", "previous.annulledFor")),

    # --- pictures -----------------------------------------------------------------------------------------
    ("jpeg-called-png", "The bytes decide what a picture is.", build({"photo.mediaType": "image/png"}), wrong("wrong-media-type", "photo.mediaType")),
    ("png-called-jpeg", "The same for the signature.", build({"signature.mediaType": "image/jpeg"}), wrong("wrong-media-type", "signature.mediaType")),
    ("picture-of-an-unknown-type", "Only two types are taken.", build({"photo.mediaType": "image/heic"}), wrong("unknown-value", "photo.mediaType")),
    ("picture-of-a-type-in-capitals", "Codes are written as the contract has them.", build({"photo.mediaType": "IMAGE/JPEG"}), wrong("unknown-value", "photo.mediaType")),
    ("picture-of-exactly-one-mebibyte", "1,048,576 bytes are allowed.",
     build({"photo.bytes": in_base64(PHOTO, 1048576)}),
     makes({"photo.size": 1048576, "photo.sha256": "cc7ad95c1d44df64d66d84de60b93545f3626fa27885b6bc8f528f6f878b0a06"})),
    ("picture-of-a-byte-more", "1,048,577 bytes are too many.", build({"photo.bytes": in_base64(PHOTO, 1048577)}), wrong("too-large", "photo.bytes")),
    ("signature-of-a-byte-more", "The same for the signature.", build({"signature": attachment("jpeg", in_base64(PHOTO, 1048577))}), wrong("too-large", "signature.bytes")),
    ("page-behind-a-photo", "What no decoder looks at is a file of its own, which nobody has seen.",
     build({"photo.bytes": in_base64(PHOTO + b"<script>alert(1)</script>")}), wrong("trailing-bytes", "photo.bytes")),
    ("archive-behind-a-signature", "The same behind the end of a PNG.",
     build({"signature.bytes": in_base64(SIGNATURE + b"PK\3\4")}), wrong("trailing-bytes", "signature.bytes")),
    ("bytes-behind-a-picture-of-another-type", "Neither problem hides the other.",
     build({"photo": attachment("png", PHOTO + b"\0"), "consent": False}),
     invalid(("wrong-media-type", "photo.mediaType"), ("trailing-bytes", "photo.bytes"), ("required", "consent"))),
    ("picture-without-bytes", "No bytes are no picture.", build({"photo.bytes": in_base64(b"")}), wrong("not-an-image", "photo.bytes")),
    ("both-pictures-wrong", "Each is told at its own path.",
     build({"photo.bytes": in_base64(PHOTO[:-2]), "signature.bytes": in_base64(b"%PDF-1.7")}),
     invalid(("incomplete-image", "photo.bytes"), ("not-an-image", "signature.bytes"))),
    ("same-picture-twice", "Nothing says that the two must differ in bytes.", review({"signature": attachment("jpeg", PHOTO)}), COMPLETE),
]


# ---------------------------------------------------------------------------------------------------------
# 7  Families of cases: expected values from part 3
# ---------------------------------------------------------------------------------------------------------

WRONG_TYPES = [("a-number", 7), ("true", True), ("a-list", []), ("an-object", {})]

# Every field of a draft that must be there, but for consent.
REQUIRED = ["applicant", "applicant.iin", "applicant.surname", "applicant.phone", "card",
            "card.number", "card.expiresOn", "region", "registrationPoint", "photo", "photo.mediaType", "photo.bytes",
            "signature", "signature.mediaType", "signature.bytes", "duty", "duty.paymentReference", "duty.paidOn",
            "duty.amount", "previous.ticket", "previous.annulledFor"]
OBJECTS = ["applicant", "card", "photo", "signature", "duty", "previous"]
WRITTEN = [("registrationPoint", 200), ("duty.paymentReference", 64), ("previous.ticket", 64), ("previous.paymentReference", 64)]

NOT_IN_A_NAME = {
    "digit": "1", "full-stop": ".", "comma": ",", "underscore": "_", "slash": "/", "ampersand": "&", "less-than": "<",
    "quotation-mark": "\"", "backtick": "`", "left-quote": "‘", "en-dash": "–", "non-breaking-hyphen": "\u2011",
    "non-breaking-space": "\u00a0", "tab": "\t", "line-feed": "\n", "nul": "\0", "delete": "\x7f", "next-line": "\x85",
    "zero-width-space": "\u200b", "zero-width-joiner": "\u200d", "right-to-left-mark": "\u200f",
    "right-to-left-override": "\u202e", "isolate": "\u2067", "byte-order-mark": "\ufeff", "replacement": "\ufffd",
    "soft-hyphen": "\u00ad", "times": "×", "divided-by": "÷", "ukrainian-yi": "ї", "ukrainian-ye": "Є",
    "belarusian-u": "ў", "serbian-dje": "ђ", "old-yat": "ѣ", "romanian-s-comma": "ș", "ipa-schwa": "ɘ", "greek": "Ω",
    "arabic": "ع", "chinese": "王", "emoji": "😀", "mathematical-a": "𝐀", "combining-acute": "\u0301", "paragraph": "¶",
}
NOT_IN_A_TEXT = {
    "nul": "\0", "tab": "\t", "line-feed": "\n", "carriage-return": "\r", "unit-separator": "\x1f", "delete": "\x7f",
    "next-line": "\x85", "last-control": "\x9f", "soft-hyphen": "\u00ad", "arabic-letter-mark": "\u061c",
    "mongolian-vowel-separator": "\u180e", "zero-width-space": "\u200b", "zero-width-non-joiner": "\u200c",
    "zero-width-joiner": "\u200d", "left-to-right-mark": "\u200e", "right-to-left-mark": "\u200f",
    "line-separator": "\u2028", "paragraph-separator": "\u2029", "left-to-right-embedding": "\u202a",
    "right-to-left-embedding": "\u202b", "pop": "\u202c", "left-to-right-override": "\u202d",
    "right-to-left-override": "\u202e", "word-joiner": "\u2060", "invisible-times": "\u2062",
    "left-to-right-isolate": "\u2066", "first-strong-isolate": "\u2068", "pop-isolate": "\u2069",
    "byte-order-mark": "\ufeff", "replacement": "\ufffd", "language-tag": "\U000e0001", "tag-letter": "\U000e0061",
    "first-noncharacter": "\ufdd0", "last-noncharacter-in-a-row": "\ufdef", "noncharacter-fffe": "\ufffe", "noncharacter-ffff": "\uffff",
    "noncharacter-1fffe": "\U0001fffe", "noncharacter-8ffff": "\U0008ffff", "noncharacter-10fffe": "\U0010fffe", "last-noncharacter": "\U0010ffff",
}
NOT_PHONES = {
    "empty": "", "eight-first": "87010000000", "without-plus": "77010000000", "letter-behind": "+7701000000x",
    "too-short": "+7701000000", "too-long": "+770100000000", "spaced": "+7 701 000 00 00", "hyphens": "+7-701-000-0000",
    "russian": "+79010000000", "fixed-5": "+75010000000", "kyrgyz": "+996555000000", "arabic-digits": "+7701000٠٠٠٠",
    "line-feed-behind": "+77010000000\n", "space-before": " +77010000000", "wide-plus": "＋77010000000", "zeros": "007701000000",
    "six-first": "+76010000000", "landline-of-astana": "+77172000000", "landline-of-almaty": "+77272000000",
    "of-nobody-703": "+77030000000", "of-nobody-765": "+77650000000", "voip": "+77510000000",
}
NOT_DATES = {"empty": ("", "malformed"), "day-first": ("20-07-2025", "malformed"), "short": ("2025-7-20", "malformed"),
             "with-time": ("2025-07-20T00:00", "malformed"), "arabic-digits": ("٢٠٢٥-٠٧-٢٠", "malformed"),
             "month-13": ("2025-13-01", "impossible"), "day-0": ("2025-07-00", "impossible"),
             "31-june": ("2025-06-31", "impossible"), "29-february": ("2025-02-29", "impossible"),
             "1990": ("1990-12-31", "range"), "2101": ("2101-01-01", "range")}
NOT_IDS = {"empty": "", "text": "not-a-uuid", "without-hyphens": ID.replace("-", ""), "in-braces": "{" + ID + "}",
           "urn": "urn:uuid:" + ID, "digit-less": ID[:-1], "digit-more": ID + "0", "letter-g": ID[:-1] + "g",
           "hyphen-moved": ID[:7] + "-" + ID[7] + ID[9:], "space-behind": ID + " ", "wide-digit": ID[:-1] + "０",
           "underscores": ID.replace("-", "_")}

P = jpeg_parts(35, 45)
EXIF_WITH_THUMBNAIL = marker(0xE1, b"Exif\0\0" + jpeg(8, 8))
GOOD_PICTURES = {
    "jpeg-of-one-pixel": ("jpeg", jpeg(1, 1)),
    "jpeg-wide": ("jpeg", jpeg(300, 2)),
    "jpeg-for-a-card": ("jpeg", jpeg(413, 531)),
    "jpeg-progressive": ("jpeg", progressive_jpeg(35, 45)),
    "jpeg-extended": ("jpeg", b"".join(P[:2] + [frame(35, 45, 0xC1)] + P[3:])),
    "jpeg-with-restarts": ("jpeg", restarting_jpeg(32, 24)),
    "jpeg-with-a-stuffed-byte": ("jpeg", stuffed_jpeg()),
    "jpeg-with-jfif-and-a-comment": ("jpeg", jpeg(35, 45, marker(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"), marker(0xFE, b"made for a test"))),
    "jpeg-with-a-thumbnail-inside": ("jpeg", jpeg(35, 45, EXIF_WITH_THUMBNAIL)),
    "jpeg-with-fill-bytes": ("jpeg", P[0] + b"\xff\xff" + b"".join(P[1:-1]) + b"\xff\xff" + P[-1]),
    "jpeg-with-an-empty-comment": ("jpeg", jpeg(35, 45, marker(0xFE, b""))),
    "jpeg-with-markers-in-a-comment": ("jpeg", jpeg(35, 45, marker(0xFE, b"\xff\xd9\xff\xc0\xff\xda"))),
    "png-of-one-pixel": ("png", png(1, 1)),
    "png-large": ("png", png(300, 40)),
    "png-grey": ("png", START_OF_PNG + header(12, 8, 8) + chunk(b"IDAT", rows(12, 8, 8)) + END_OF_PNG),
    "png-in-colour": ("png", START_OF_PNG + header(12, 8, 8, 2) + chunk(b"IDAT", rows(12, 8, 24)) + END_OF_PNG),
    "png-with-a-palette": ("png", START_OF_PNG + header(8, 8, 1, 3) + chunk(b"PLTE", b"\0\0\0\xff\xff\xff") + chunk(b"IDAT", rows(8, 8)) + END_OF_PNG),
    "png-in-two-pieces": ("png", START_OF_PNG + header(16, 8) + chunk(b"IDAT", rows(16, 8)[:9]) + chunk(b"IDAT", rows(16, 8)[9:]) + END_OF_PNG),
    "png-with-a-text": ("png", png(16, 8, chunk(b"tEXt", b"Comment\0made for a test"))),
    "png-with-a-density": ("png", png(16, 8, chunk(b"pHYs", struct.pack(">IIB", 11811, 11811, 1)))),
    "png-with-an-unknown-chunk": ("png", png(16, 8, chunk(b"teSt", b"x"))),
    # An ancillary chunk with a wrong checksum is passed over, as libpng does.
    "png-with-a-wrong-checksum-of-a-text": ("png", png(16, 8, chunk(b"tEXt", b"Comment\0x", 1))),
}
# CIPA DC-007: an index in APP2 of the first picture, and the others behind its end, as cameras of phones write them.
MPF = marker(0xE2, b"MPF\0MM\0*\0\0\0\x08\0\1\xb0\0\0\7\0\0\0\x040100\0\0\0\0")
PICTURES_THAT_GO_ON = {
    "jpeg-with-another-behind": PHOTO + jpeg(8, 8),
    "jpeg-with-others-that-its-index-names": jpeg(35, 45, MPF) + jpeg(8, 8, MPF),
    "jpeg-with-text-behind": PHOTO + "конец".encode("utf-8"),
    "jpeg-with-a-zero-behind": PHOTO + b"\0",
    "jpeg-with-its-end-twice": PHOTO + END_OF_JPEG,
    "jpeg-with-a-fill-byte-behind": PHOTO + b"\xff",
    "jpeg-progressive-with-a-film-behind": progressive_jpeg(35, 45) + b"\0\0\0\x18ftypmp42",
    "png-with-bytes-behind": SIGNATURE + b"\0\0\0",
    "png-with-its-end-twice": SIGNATURE + END_OF_PNG,
    "png-with-another-behind": SIGNATURE + SIGNATURE,
}
BROKEN_PICTURES = {
    "jpeg-cut-after-three-bytes": PHOTO[:3],
    "jpeg-cut-in-a-length": PHOTO[:5],
    "jpeg-cut-in-a-table": PHOTO[:40],
    "jpeg-cut-after-a-table": b"".join(P[:2]),
    "jpeg-cut-in-the-frame": b"".join(P[:2]) + P[2][:7],
    "jpeg-cut-after-the-frame": b"".join(P[:3]),
    "jpeg-cut-before-the-scan": b"".join(P[:5]),
    "jpeg-cut-in-the-scan-header": b"".join(P[:5]) + P[5][:6],
    "jpeg-cut-after-the-scan-header": b"".join(P[:6]),
    "jpeg-cut-in-the-pixels": b"".join(P[:6]) + P[6][:4],
    "jpeg-without-its-end": PHOTO[:-2],
    "jpeg-without-its-last-byte": PHOTO[:-1],
    "jpeg-ending-in-a-restart": PHOTO[:-1] + b"\xd0",
    "jpeg-ending-in-a-stuffed-byte": PHOTO[:-1] + b"\0",
    "jpeg-without-a-frame": b"".join(P[:2] + P[3:]),
    "jpeg-without-a-scan": b"".join(P[:5] + P[7:]),
    "jpeg-of-start-and-end": P[0] + P[-1],
    "jpeg-with-a-length-of-1": P[0] + b"\xff\xdb\0\1" + b"".join(P[2:]),
    "jpeg-with-a-length-of-0": P[0] + b"\xff\xdb\0\0" + b"".join(P[2:]),
    "jpeg-with-a-segment-past-the-end": P[0] + b"\xff\xdb\xff\xff" + b"".join(P[2:]),
    "jpeg-with-rubbish-between": P[0] + P[1] + b"\0" + b"".join(P[2:]),
    "jpeg-of-no-width": b"".join(P[:2] + [frame(0, 45)] + P[3:]),
    "jpeg-progressive-cut-between-scans": progressive_jpeg(35, 45)[:-2],
    "jpeg-cut-inside-its-thumbnail": jpeg(35, 45, EXIF_WITH_THUMBNAIL)[:100],
    "png-cut-after-the-signature": SIGNATURE[:8],
    "png-cut-in-the-header": SIGNATURE[:20],
    "png-cut-in-a-checksum": SIGNATURE[:31],
    "png-cut-after-the-header": SIGNATURE[:33],
    "png-cut-in-the-pixels": SIGNATURE[:60],
    "png-without-its-end": SIGNATURE[:-12],
    "png-without-its-last-byte": SIGNATURE[:-1],
    "png-with-a-wrong-checksum-of-the-header": START_OF_PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 8, 1, 0, 0, 0, 0), 7) + SIGNATURE[33:],
    "png-with-a-changed-pixel": SIGNATURE[:50] + bytes([SIGNATURE[50] ^ 1]) + SIGNATURE[51:],
    "png-with-a-changed-width": SIGNATURE[:19] + b"\x11" + SIGNATURE[20:],
    "png-with-a-wrong-checksum-of-the-end": SIGNATURE[:-1] + b"\x83",
    "png-without-pixels": START_OF_PNG + header(16, 8) + END_OF_PNG,
    "png-without-a-header": START_OF_PNG + chunk(b"IDAT", rows(16, 8)) + END_OF_PNG,
    "png-of-no-width": png(0, 8),
    "png-of-no-height": png(16, 0),
    "png-with-a-short-header": START_OF_PNG + chunk(b"IHDR", struct.pack(">IIBBBB", 16, 8, 1, 0, 0, 0)) + SIGNATURE[33:],
    "png-with-a-chunk-past-the-end": SIGNATURE[:33] + b"\x7f\xff\xff\xff" + SIGNATURE[37:],
}
NOT_PICTURES = {
    "gif": b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;",
    "webp": b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "pdf": b"%PDF-1.7\n", "bmp": b"BM" + bytes(60), "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "text": "фото".encode("utf-8"), "zeros": bytes(100), "base64-of-a-jpeg": base64.b64encode(PHOTO),
    "png-spoilt-by-a-text-transfer": SIGNATURE.replace(b"\r\n", b"\n"), "jpeg-behind-a-byte": b"\0" + PHOTO,
    "end-before-start-of-a-jpeg": b"\xff\xd9\xff" + PHOTO[3:],
}


def slug(path):
    return re.sub("[A-Z]", lambda letter: "-" + letter[0].lower(), path).replace(".", "-")


def with_previous(path):
    return {"previous": {**AFTER_ANNULMENT, "paymentReference": "KZ-2025-000003"}} if path.startswith("previous") else {}


def application_families():
    """Yields (name, why, (call, args))."""
    # Each field missing, null, of another type; a field too many in each object.
    for path in REQUIRED:
        yield "without-" + slug(path), "`{}` is needed.".format(path), build({**with_previous(path), path: ABSENT})
        yield "null-for-" + slug(path), "null is the same as missing: `{}` is needed.".format(path), review({**with_previous(path), path: None})
    number = 0
    for path in REQUIRED[:3] + ["applicant.givenName"] + REQUIRED[3:] + ["applicant.patronymic", "duty.exemption", "previous.paymentReference", "previous", "consent"]:
        if path == "duty.exemption":
            yield "number-for-duty-exemption", "`duty.exemption` is text.", review({"duty": {"exemption": 7}})
            continue
        word, value = WRONG_TYPES[number % 4]
        if path in OBJECTS and word == "an-object" or path.endswith("annulledFor") and word == "a-list" or path == "duty.amount" and word == "a-number" \
                or path == "consent" and word == "true":
            word, value = "text", "x"
        number += 1
        yield "{}-for-{}".format(word, slug(path)), "`{}` is of another kind.".format(path), build({**with_previous(path), path: value})
    for path in OBJECTS:
        yield "unknown-field-in-" + path, "A field unknown to the contract must not pass unseen.", build({**with_previous(path), path + ".note": "x"})
    yield "unknown-field-in-the-draft", "A field unknown to the contract must not pass unseen.", build({"note": "x"})
    yield "unknown-field-in-the-options", "Nor among the options.", review(options={"on": DAY, "at": 1})
    yield "options-of-the-draft", "The day belongs to the options, not to the draft.", review({"on": DAY, "now": 1, "id": ID})

    # Names.
    for number, (word, character) in enumerate(NOT_IN_A_NAME.items()):
        field = ("surname", "givenName", "patronymic")[number % 3]
        yield "name-with-" + word, "U+{:04X} is neither a letter of the alphabets nor a mark of names.".format(ord(character)), \
            review({"applicant." + field: "Аb" + character + "ə".replace("ə", "ә")})
    extended = [letter for letter in LATIN_EXTENDED_A if letter not in OLD_LETTERS]
    for word, letters in (("russian", RUSSIAN), ("kazakh", KAZAKH), ("basic-latin", BASIC_LATIN), ("latin-1", LATIN_1),
                          ("latin-extended-a-1", "".join(extended[:61])), ("latin-extended-a-2", "".join(extended[61:]))):
        yield "built-with-all-" + word + "-letters", "Every letter of the block, as it is.", build({"applicant.surname": letters})
        decomposed = unicodedata.normalize("NFD", letters)
        for half, part in enumerate((decomposed[:len(decomposed) // 2 + 1], decomposed[len(decomposed) // 2 + 1:]), 1):
            if part and unicodedata.combining(part[0]) == 0 and unicodedata.normalize("NFC", part) != part:
                yield "built-with-decomposed-{}-{}".format(word, half), "Letters typed with their marks apart are composed.", build({"applicant.givenName": part})

    # Words of one's own.
    for path, most in WRITTEN:
        yield "longest-" + slug(path), "{} characters are allowed.".format(most), build({**with_previous(path), path: "Ж" * most})
        yield "too-long-" + slug(path), "{} characters are one too many.".format(most + 1), build({**with_previous(path), path: "Ж" * (most + 1)})
        yield "empty-" + slug(path), "Empty text says nothing.", build({**with_previous(path), path: ""})
        yield "blank-" + slug(path), "Nor do spaces.", build({**with_previous(path), path: "  "})
    for number, (word, character) in enumerate(NOT_IN_A_TEXT.items()):
        path, _ = WRITTEN[0] if number % 2 else WRITTEN[1 + number // 2 % 3]
        yield "{}-with-{}".format(slug(path), word), "U+{:04X} shows nothing, turns the text around it, or is no character.".format(ord(character)), \
            review({**with_previous(path), path: "А" + character + "Б"})

    for character in "\ufdcf\ufdf0\U0001fffd\U00020000":
        yield "registrationpoint-beside-noncharacters-{:x}".format(ord(character)), "U+{:04X} is none, though its neighbour is.".format(ord(character)), \
            review({"registrationPoint": "А" + character + "Б"})

    # Digits, phones, dates, regions, ids.
    for word, phone in NOT_PHONES.items():
        yield "phone-" + word, "No mobile number of Kazakhstan by the national numbering plan, in E.164 form.", review({"applicant.phone": phone})
    for phone in ("+77000000000", "+77479999999", "+77640000000", "+77850000000"):
        yield "built-with-phone-" + phone[1:], "A mobile number as E.164 has it.", build({"applicant.phone": phone})
    for iin in ("031231500126", "880412401006", "800416100254", "830717350867", "900101300811", "123456789013", "001331500015", "900101000018"):
        yield "complete-with-iin-" + iin, "Its control digit holds; nothing else decides.", review({"applicant.iin": iin})
    for iin in ("000813159891", "830717100985", "900101300800"):
        yield "iin-never-issued-" + iin, "Both passes give 10.", review({"applicant.iin": iin})
    for digit in "013456789":
        yield "iin-with-control-digit-" + digit, "The control digit would be 2.", review({"applicant.iin": "99010130012" + digit})
    for number, (word, (text, _)) in enumerate(NOT_DATES.items()):
        yield "card-expires-on-" + word, "A date is YYYY-MM-DD, exists, and lies in 1991-2100.", review({"card.expiresOn": text})
        if number % 2 == 0:
            yield "paid-on-" + word, "A date is YYYY-MM-DD, exists, and lies in 1991-2100.", review({"duty.paidOn": text})
        else:
            yield "on-" + word, "A date is YYYY-MM-DD, exists, and lies in 1991-2100.", review(options={"on": text})
    for region in REGIONS:
        yield "complete-in-region-" + region, "One of the 20 regions.", review({"region": region})
    for word, region in (("empty", ""), ("00", "00"), ("72", "72"), ("1", "1"), ("iso", "KZ-75"), ("name", "Алматы"), ("spaced", "75 "), ("arabic", "٧٥")):
        yield "region-" + word, "Not the code of a region.", review({"region": region})
    for word, text in NOT_IDS.items():
        yield "id-" + word, "A UUID has 8, 4, 4, 4 and 12 hexadecimal digits, hyphens between.", build(options={"on": DAY, "id": text})
    yield "id-as-a-number", "A UUID is text.", build(options={"on": DAY, "id": 7})
    yield "review-with-a-malformed-id", "An id that is given is read, also where none is needed.", review(options={"on": DAY, "id": "7"})

    # Exemptions in both years.
    for code in EXEMPT_GROUPS:
        yield "built-for-" + code, "Exempt in 2025 by the old Tax Code.", build({"duty": {"exemption": code}})
        yield code + "-in-2026", "Exempt by the new Tax Code too.", review({**IN_2026, "duty": {"exemption": code}}, {"on": DAY_2026})
    for word, code in (("in-capitals", "VETERAN"), ("with-a-space", "veteran "), ("unheard-of", "astronaut"), ("by-replacement", "replacement-on-expiry")):
        yield "exemption-" + word, "Not a code that is valid on that day.", review({"duty": {"exemption": code}})

    # Pictures, as photo and as signature in turn.
    for number, (word, (kind, data)) in enumerate(GOOD_PICTURES.items()):
        yield "built-with-" + word, "A picture that is whole: its size is read from its own header.", \
            build({("photo", "signature")[number % 2]: attachment(kind, data)})
    for number, (word, data) in enumerate(BROKEN_PICTURES.items()):
        yield "picture-" + word, "A picture that ends early or is broken.", \
            review({("photo", "signature")[number % 2]: attachment(word.split("-")[0], data)})
    for number, (word, data) in enumerate(PICTURES_THAT_GO_ON.items()):
        yield "picture-" + word, "The file goes on behind the end of its picture.", \
            review({("photo", "signature")[number % 2]: attachment(word.split("-")[0], data)})
    for number, (word, data) in enumerate(NOT_PICTURES.items()):
        yield "not-a-picture-" + word, "Neither a JPEG nor a PNG.", review({("photo", "signature")[number % 2]: attachment(("jpeg", "png")[number // 2 % 2], data)})
    for word, value in (("text", base64.b64encode(PHOTO).decode()), ("a-list-of-numbers", list(PHOTO[:4])), ("numbered-fields", {"0": 255, "1": 216})):
        yield "picture-as-" + word, "Bytes are bytes, in no disguise.", review({"photo.bytes": value})

    # The window, day by day at its edges.
    for days in (31, 30, 29, 1, 0, -1, -9, -10, -11):
        expires = (date.fromisoformat(DAY) + timedelta(days=days)).isoformat()
        yield "expires-in-{}-days".format(days).replace("in--", "in-minus-"), "Covered are 30 days before to 10 days after.", build({"card.expiresOn": expires})


@lru_cache(maxsize=None)
def application_cases():
    return cases_of(APPLICATIONS_BY_HAND, application_families())


def cases_of(by_hand, families):
    cases, asked = [], set()
    for name, why, (call, args), expect in by_hand:
        cases.append({"name": name, "why": why, "call": call, "args": args, "expect": expect})
        asked.add(jcs([call, args]))
    for name, why, (call, args) in families:
        if jcs([call, args]) in asked:        # already among the cases by hand, with a better reason
            continue
        asked.add(jcs([call, args]))
        cases.append({"name": name, "why": why, "call": call, "args": args, "expect": decide(call, args)})
    return cases


# ---------------------------------------------------------------------------------------------------------
# 8  The lifecycle: cases by hand, and families
# ---------------------------------------------------------------------------------------------------------

# Noon of 15 July 2025 in Kazakhstan, and an hour more for each event.
NOON = instant("2025-07-15T07:00:00.000Z")
HOUR = 3_600_000
TICKET = "ALM-2025-0000124"

REGISTERED = {"type": "registered", "at": NOON, "by": "portal", "ticket": TICKET, "region": "75", "dutyPaid": True, "paidOn": "2025-07-14"}
STARTED = {"type": "review-started", "at": NOON + HOUR, "by": "migration-service"}
APPROVED = {"type": "approved", "at": NOON + 2 * HOUR, "by": "migration-service"}
ANNULLED = {"type": "annulled", "at": NOON + 2 * HOUR, "by": "migration-service", "for": ["photo-quality"]}
ARRIVED = {"type": "arrived", "at": NOON + 3 * HOUR, "by": "central-node"}
HANDED_OVER = {"type": "handed-over", "at": NOON + 4 * HOUR, "by": "registration-point", "ticket": TICKET}


def record(status, following, history, refund="none", **changes):
    return {"ticket": TICKET, "status": status, "region": "75", "dutyPaid": True, "history": history, "next": following,
            "refund": refund, **changes}


SUBMITTED = record("submitted", "wait", [REGISTERED])
UNDER_REVIEW = record("under-review", "wait", [REGISTERED, STARTED])
IN_PRODUCTION = record("in-production", "wait", [REGISTERED, STARTED, APPROVED])
READY = record("ready", "collect", [REGISTERED, STARTED, APPROVED, ARRIVED])
COLLECTED = record("collected", "none", [REGISTERED, STARTED, APPROVED, ARRIVED, HANDED_OVER])
# Paid on 14.07.2025: documents for the refund «в течение трёх лет со дня уплаты», so through 14.07.2028.
REFUND = {"claimBy": "2028-07-14"}
ANNULLED_AFTERWARDS = record("annulled", "reapply", [REGISTERED, STARTED, ANNULLED], REFUND)
# As a caller hands it back, the citation beside the day. Its words are not compared: a later release may cite better.
ANNULLED_RECORD = {**ANNULLED_AFTERWARDS, "refund": {**REFUND, "basis": cited("Кодекс для проверки")}}
RECORDS = {"nothing": None, "submitted": SUBMITTED, "under-review": UNDER_REVIEW, "in-production": IN_PRODUCTION, "ready": READY,
           "collected": COLLECTED, "annulled": ANNULLED_RECORD}

FREE = {name: value for name, value in REGISTERED.items() if name != "paidOn"} | {"dutyPaid": False}
UNDER_REVIEW_FREE = record("under-review", "wait", [FREE, STARTED], dutyPaid=False)


def apply(to, event, record_changes=None, event_changes=None, options=()):
    return "advance", [changed(to, record_changes) if record_changes else to, changed(event, event_changes) if event_changes else event, *options]


def advanced(to):
    return {"outcome": "advanced", "record": to}


# (name, why, (call, args), expect)
LIFECYCLE_BY_HAND = [

    # --- the way of an application ------------------------------------------------------------------------
    ("registered", "The application is filed and a ticket is formed: the record begins.", apply(None, REGISTERED), advanced(SUBMITTED)),
    ("review-started", "The migration service takes it up.", apply(SUBMITTED, STARTED), advanced(UNDER_REVIEW)),
    ("approved", "Approved, it goes to the central node for manufacture.", apply(UNDER_REVIEW, APPROVED), advanced(IN_PRODUCTION)),
    ("arrived", "The card has come to the registration point: now it can be collected.", apply(IN_PRODUCTION, ARRIVED), advanced(READY)),
    ("handed-over", "Handed over against the ticket's number; nothing is left to do.", apply(READY, HANDED_OVER), advanced(COLLECTED)),
    ("annulled", "A poor photo annuls it: apply again; the duty that was paid is refunded, for three years, and never set off.", apply(UNDER_REVIEW, ANNULLED), advanced(ANNULLED_AFTERWARDS)),
    ("annulled-without-a-paid-duty", "Nothing was paid, so nothing is refunded.", apply(UNDER_REVIEW_FREE, ANNULLED),
     advanced(record("annulled", "reapply", [FREE, STARTED, ANNULLED], dutyPaid=False))),
    ("annulled-for-both", "Photo and signature, in the order given.",
     apply(UNDER_REVIEW, ANNULLED, None, {"for": ["signature-quality", "photo-quality"]}),
     advanced(record("annulled", "reapply", [REGISTERED, STARTED, {**ANNULLED, "for": ["signature-quality", "photo-quality"]}], REFUND))),
    ("approved-without-a-paid-duty", "Exempt or free: the way is the same.", apply(UNDER_REVIEW_FREE, APPROVED),
     advanced(record("in-production", "wait", [FREE, STARTED, APPROVED], dutyPaid=False))),
    ("registered-elsewhere", "Another region, another ticket, nothing paid.",
     apply(None, FREE, None, {"region": "10", "ticket": "АБАЙ-7"}),
     advanced({"ticket": "АБАЙ-7", "status": "submitted", "region": "10", "dutyPaid": False,
               "history": [{"type": "registered", "at": NOON, "by": "portal", "ticket": "АБАЙ-7", "region": "10", "dutyPaid": False}],
               "next": "wait", "refund": "none"})),

    # --- who, when, which ticket -----------------------------------------------------------------------------
    ("nothing-to-review", "Without a record only a registration can come.", apply(None, STARTED), rejected(("not-allowed-now", "type"))),
    ("nothing-to-hand-over", "There is no record, and so no ticket to compare.", apply(None, HANDED_OVER), rejected(("not-allowed-now", "type"))),
    ("registered-twice", "A record is made once.", apply(SUBMITTED, REGISTERED), rejected(("not-allowed-now", "type"))),
    ("approved-before-the-review", "First the review has to start.", apply(SUBMITTED, APPROVED), rejected(("not-allowed-now", "type"))),
    ("annulled-in-production", "What is in manufacture is approved.", apply(IN_PRODUCTION, ANNULLED), rejected(("not-allowed-now", "type"))),
    ("handed-over-before-it-arrived", "The card is still in manufacture.", apply(IN_PRODUCTION, HANDED_OVER), rejected(("not-allowed-now", "type"))),
    ("handed-over-twice", "It has been collected.", apply(COLLECTED, HANDED_OVER), rejected(("not-allowed-now", "type"))),
    ("approved-after-annulment", "An annulled application is not taken up again; a new one is filed.", apply(ANNULLED_RECORD, APPROVED), rejected(("not-allowed-now", "type"))),
    ("registered-by-an-officer", "The applicant files on the portal, himself.", apply(None, REGISTERED, None, {"by": "migration-service"}), rejected(("wrong-actor", "by"))),
    ("approved-by-the-portal", "The portal approves nothing.", apply(UNDER_REVIEW, APPROVED, None, {"by": "portal"}), rejected(("wrong-actor", "by"))),
    ("handed-over-by-the-migration-service", "It is handed over at the registration point.", apply(READY, HANDED_OVER, None, {"by": "migration-service"}), rejected(("wrong-actor", "by"))),
    ("handed-over-against-another-ticket", "One digit differs.", apply(READY, HANDED_OVER, None, {"ticket": "ALM-2025-0000125"}), rejected(("wrong-ticket", "ticket"))),
    ("handed-over-against-part-of-the-ticket", "The number is the whole number.", apply(READY, HANDED_OVER, None, {"ticket": "ALM-2025-000012"}), rejected(("wrong-ticket", "ticket"))),
    ("paid-tomorrow", "A payment after the day of the registration.", apply(None, REGISTERED, None, {"paidOn": "2025-07-16"}), rejected(("date-in-the-future", "paidOn"))),
    ("paid-on-the-day-of-the-registration", "15 July, the day itself.", apply(None, REGISTERED, None, {"paidOn": "2025-07-15"}),
     advanced(record("submitted", "wait", [{**REGISTERED, "paidOn": "2025-07-15"}]))),
    ("paid-on-a-day-that-has-begun-in-kazakhstan", "19:00 UTC on 15 July is 16 July in Kazakhstan.",
     apply(None, REGISTERED, None, {"at": instant("2025-07-15T19:00:00.000Z"), "paidOn": "2025-07-16"}),
     advanced(record("submitted", "wait", [{**REGISTERED, "at": instant("2025-07-15T19:00:00.000Z"), "paidOn": "2025-07-16"}]))),
    ("paid-on-a-day-that-has-not-begun-in-kazakhstan", "A millisecond before, it is still the 15th there.",
     apply(None, REGISTERED, None, {"at": instant("2025-07-15T18:59:59.999Z"), "paidOn": "2025-07-16"}), rejected(("date-in-the-future", "paidOn"))),
    ("paid-tomorrow-by-the-wrong-one", "All that speaks against it is told.", apply(None, REGISTERED, None, {"by": "central-node", "paidOn": "2025-07-16"}),
     rejected(("wrong-actor", "by"), ("date-in-the-future", "paidOn"))),
    ("registered-at-the-start-of-clocks-and-paid", "No day that can be named is as early.", apply(None, REGISTERED, None, {"at": -8640000000000000}),
     rejected(("date-in-the-future", "paidOn"))),
    ("before-the-last-event", "A millisecond before the last event.", apply(UNDER_REVIEW, APPROVED, None, {"at": NOON + HOUR - 1}), rejected(("before-last-event", "at"))),
    ("at-the-time-of-the-last-event", "The same millisecond is no contradiction.", apply(UNDER_REVIEW, APPROVED, None, {"at": NOON + HOUR}),
     advanced(record("in-production", "wait", [REGISTERED, STARTED, {**APPROVED, "at": NOON + HOUR}]))),
    ("long-after-the-last-event", "No rule says how long it may take.", apply(READY, HANDED_OVER, None, {"at": 8640000000000000}),
     advanced(record("collected", "none", [REGISTERED, STARTED, APPROVED, ARRIVED, {**HANDED_OVER, "at": 8640000000000000}]))),
    ("registered-at-the-start-of-clocks", "Any instant that a clock can show.", apply(None, FREE, None, {"at": -8640000000000000}),
     advanced(record("submitted", "wait", [{**FREE, "at": -8640000000000000}], dutyPaid=False))),
    ("registered-at-the-end-of-clocks", "And on the other end; the payment is long before.", apply(None, REGISTERED, None, {"at": 8640000000000000}),
     advanced(record("submitted", "wait", [{**REGISTERED, "at": 8640000000000000}]))),
    ("everything-against-it", "All that speaks against it is told: not now, not by this one, not at that time, not with this ticket.",
     apply(IN_PRODUCTION, HANDED_OVER, None, {"by": "portal", "at": NOON, "ticket": "1"}),
     rejected(("not-allowed-now", "type"), ("wrong-actor", "by"), ("before-last-event", "at"), ("wrong-ticket", "ticket"))),
    ("nothing-there-and-the-wrong-one", "No record, and the wrong actor besides.", apply(None, ARRIVED, None, {"by": "portal"}),
     rejected(("not-allowed-now", "type"), ("wrong-actor", "by"))),

    # --- events that cannot be read -----------------------------------------------------------------------
    ("no-event", "An event is needed.", apply(SUBMITTED, None), wrong("required", "")),
    ("event-is-text", "An event is an object.", apply(SUBMITTED, "approved"), wrong("wrong-type", "")),
    ("event-is-a-list", "A list is no event.", apply(SUBMITTED, [STARTED]), wrong("wrong-type", "")),
    ("event-unknown", "No such event; what fields it would carry is not known either.",
     apply(SUBMITTED, {"type": "lost", "at": NOON, "by": "portal", "where": "?"}), wrong("unknown-value", "type")),
    ("event-without-a-type", "Which event it is must be said.", apply(SUBMITTED, STARTED, None, {"type": ABSENT}), wrong("required", "type")),
    ("event-type-in-capitals", "Codes are written as the contract has them.", apply(SUBMITTED, STARTED, None, {"type": "REVIEW-STARTED"}), wrong("unknown-value", "type")),
    ("event-of-a-status", "`submitted` is a status, not an event.", apply(None, REGISTERED, None, {"type": "submitted"}), wrong("unknown-value", "type")),
    ("event-with-everything-wrong", "All problems at once.",
     apply(None, {"type": "registered", "at": 1.5, "by": "citizen", "ticket": "", "region": "99", "dutyPaid": 1, "for": []}),
     invalid(("wrong-type", "at"), ("unknown-value", "by"), ("empty", "ticket"), ("unknown-value", "region"), ("wrong-type", "dutyPaid"), ("unknown-field", "for"))),
    ("paid-on-no-day", "What was paid was paid on a day: the three years are counted from it.", apply(None, REGISTERED, None, {"paidOn": ABSENT}), wrong("required", "paidOn")),
    ("paid-on-null", "null is missing.", apply(None, REGISTERED, None, {"paidOn": None}), wrong("required", "paidOn")),
    ("paid-on-a-day-that-does-not-exist", "A day like any other.", apply(None, REGISTERED, None, {"paidOn": "2025-06-31"}), wrong("impossible-date", "paidOn")),
    ("not-paid-on-a-day", "What was not paid has no day.", apply(None, FREE, None, {"paidOn": "2025-07-14"}), wrong("unknown-field", "paidOn")),
    ("not-paid-on-null", "null is missing, and nothing is missed.", apply(None, FREE, None, {"paidOn": None}), advanced(record("submitted", "wait", [FREE], dutyPaid=False))),
    ("paid-or-not-is-unknown", "Whether it was paid must be said; the day that is given is read besides.",
     apply(None, REGISTERED, None, {"dutyPaid": ABSENT, "paidOn": "2025-6-1"}), invalid(("required", "dutyPaid"), ("malformed-date", "paidOn"))),
    ("event-with-a-type-alone", "What every event needs, and what this one needs.", apply(None, {"type": "registered"}),
     invalid(("required", "at"), ("required", "by"), ("required", "ticket"), ("required", "region"), ("required", "dutyPaid"))),
    ("event-with-an-instant-as-text", "An instant is a number.", apply(SUBMITTED, STARTED, None, {"at": "2025-07-15T12:00:00Z"}), wrong("wrong-type", "at")),
    ("event-at-half-a-millisecond", "Whole milliseconds.", apply(SUBMITTED, STARTED, None, {"at": NOON + HOUR + 0.5}), wrong("wrong-type", "at")),
    ("event-at-a-whole-number-with-a-point", "A whole number, however it is written.", apply(SUBMITTED, STARTED, None, {"at": float(NOON + HOUR)}), advanced(UNDER_REVIEW)),
    ("event-past-the-end-of-clocks", "A millisecond beyond what a clock can show.", apply(SUBMITTED, STARTED, None, {"at": 8640000000000001}), wrong("number-out-of-range", "at")),
    ("event-before-the-start-of-clocks", "A millisecond before.", apply(None, REGISTERED, None, {"at": -8640000000000001}), wrong("number-out-of-range", "at")),
    ("event-beyond-64-bits", "A whole number, and far outside.", apply(None, REGISTERED, None, {"at": 1e300}), wrong("number-out-of-range", "at")),
    ("annulled-for-nothing", "There is always something.", apply(UNDER_REVIEW, ANNULLED, None, {"for": []}), wrong("empty", "for")),
    ("annulled-without-saying-for-what", "The reason is needed.", apply(UNDER_REVIEW, ANNULLED, None, {"for": ABSENT}), wrong("required", "for")),
    ("annulled-for-the-same-twice", "Each fault once.", apply(UNDER_REVIEW, ANNULLED, None, {"for": ["photo-quality", "photo-quality"]}), wrong("duplicate", "for[1]")),
    ("annulled-for-something-else", "Only photo and signature.", apply(UNDER_REVIEW, ANNULLED, None, {"for": ["photo-quality", "mood"]}), wrong("unknown-value", "for[1]")),
    ("annulled-for-a-hole", "A hole in the list is no fault.", apply(UNDER_REVIEW, ANNULLED, None, {"for": [None]}), wrong("wrong-type", "for[0]")),
    ("annulled-for-text", "A list, even for one.", apply(UNDER_REVIEW, ANNULLED, None, {"for": "photo-quality"}), wrong("wrong-type", "for")),
    ("handed-over-without-a-ticket", "No card without a ticket.", apply(READY, HANDED_OVER, None, {"ticket": ABSENT}), wrong("required", "ticket")),
    ("unreadable-comes-before-not-allowed", "What cannot be read is not judged.", apply(SUBMITTED, APPROVED, None, {"by": "nobody"}), wrong("unknown-value", "by")),

    # --- records that cannot be --------------------------------------------------------------------------
    ("record-is-text", "A record is an object.", apply("submitted", STARTED), wrong("wrong-type", "record")),
    ("record-is-a-list", "A list is no record.", apply([], STARTED), wrong("wrong-type", "record")),
    ("record-empty", "Everything is missing.", apply({}, STARTED),
     invalid(("required", "record.ticket"), ("required", "record.status"), ("required", "record.region"), ("required", "record.dutyPaid"),
             ("required", "record.history"), ("required", "record.next"), ("required", "record.refund"))),
    ("record-without-a-history", "A record is what happened.", apply(SUBMITTED, STARTED, {"history": []}), wrong("empty", "record.history")),
    ("record-with-a-status-of-its-own-making", "A status that the history does not make.", apply(SUBMITTED, APPROVED, {"status": "under-review"}), wrong("inconsistent", "record.status")),
    ("record-with-a-refund-of-its-own-making", "Nothing was paid: a record that claims a refund is not believed.",
     apply(record("annulled", "reapply", [FREE, STARTED, ANNULLED], ANNULLED_RECORD["refund"], dutyPaid=False), REGISTERED), wrong("inconsistent", "record.refund")),
    ("record-without-its-refund", "Paid and annulled: the refund is due.", apply(ANNULLED_RECORD, STARTED, {"refund": "none"}), wrong("inconsistent", "record.refund")),
    ("record-with-a-refund-a-day-longer", "Three years from 14.07.2025 end with 14.07.2028.", apply(ANNULLED_RECORD, STARTED, {"refund.claimBy": "2028-07-15"}), wrong("inconsistent", "record.refund")),
    ("record-with-a-refund-before-it-is-annulled", "Nothing is annulled yet.", apply(UNDER_REVIEW, ANNULLED, {"refund": ANNULLED_RECORD["refund"]}), wrong("inconsistent", "record.refund")),
    ("record-with-other-words-for-its-refund", "The citation is words; what counts is the day.",
     apply(ANNULLED_RECORD, STARTED, {"refund.basis": {**cited("Другой акт"), "clause": "ст. 1", "note": "Иначе."}}, {"at": NOON + 9 * HOUR}), rejected(("not-allowed-now", "type"))),
    ("record-with-a-refund-without-words", "The citation is part of the answer.", apply(ANNULLED_RECORD, STARTED, {"refund.basis": ABSENT}), wrong("required", "record.refund.basis")),
    ("record-with-a-refund-without-a-day", "So is the day.", apply(ANNULLED_RECORD, STARTED, {"refund.claimBy": ABSENT}), wrong("required", "record.refund.claimBy")),
    ("record-with-a-refund-due", "Not a code.", apply(ANNULLED_RECORD, STARTED, {"refund": "due"}), wrong("unknown-value", "record.refund")),
    ("record-with-a-list-for-a-refund", "Of another kind.", apply(ANNULLED_RECORD, STARTED, {"refund": []}), wrong("wrong-type", "record.refund")),
    ("record-with-a-broken-refund", "All problems at once.",
     apply(ANNULLED_RECORD, STARTED, {"refund": {"claimBy": "2028-02-30", "amount": 786, "basis": {"act": "", "text": "Т", "certainty": "order"}}}),
     invalid(("impossible-date", "record.refund.claimBy"), ("unknown-field", "record.refund.amount"), ("empty", "record.refund.basis.act"),
             ("unknown-value", "record.refund.basis.certainty"))),

    # --- how long a refund can be claimed: «в течение трёх лет со дня уплаты» ----------------------------------
    ("refund-of-a-payment-of-the-first-of-march", "1 March, three years on.",
     apply(record("under-review", "wait", [{**REGISTERED, "paidOn": "2025-03-01"}, STARTED]), ANNULLED),
     advanced(record("annulled", "reapply", [{**REGISTERED, "paidOn": "2025-03-01"}, STARTED, ANNULLED], {"claimBy": "2028-03-01"}))),
    ("refund-of-a-payment-of-29-february", "2027 has no 29 February: the term ends with the last of the month.",
     apply(record("under-review", "wait", [{**REGISTERED, "paidOn": "2024-02-29"}, STARTED]), ANNULLED),
     advanced(record("annulled", "reapply", [{**REGISTERED, "paidOn": "2024-02-29"}, STARTED, ANNULLED], {"claimBy": "2027-02-28"}))),
    ("refund-of-a-payment-of-28-february", "2028 has a 29 February, and the 28th is the same number.",
     apply(record("under-review", "wait", [{**REGISTERED, "paidOn": "2025-02-28"}, STARTED]), ANNULLED),
     advanced(record("annulled", "reapply", [{**REGISTERED, "paidOn": "2025-02-28"}, STARTED, ANNULLED], {"claimBy": "2028-02-28"}))),
    ("refund-counted-from-the-payment-alone", "Annulled years after: the three years were counted from the payment.",
     apply(UNDER_REVIEW, ANNULLED, None, {"at": instant("2029-01-01T00:00:00.000Z")}),
     advanced(record("annulled", "reapply", [REGISTERED, STARTED, {**ANNULLED, "at": instant("2029-01-01T00:00:00.000Z")}], REFUND))),
    ("refund-under-other-rules", "Rules of one year: 14.07.2026.",
     apply(UNDER_REVIEW, ANNULLED, options=[{"ruleset": OTHER_RULES}]),
     advanced(record("annulled", "reapply", [REGISTERED, STARTED, ANNULLED], {"claimBy": "2026-07-14"}))),
    ("record-under-other-rules", "By those rules three years are not what the history makes.",
     apply(ANNULLED_RECORD, STARTED, options=[{"ruleset": OTHER_RULES}]), wrong("inconsistent", "record.refund")),
    ("options-null", "Without options the embedded rules decide.", apply(UNDER_REVIEW, ANNULLED, options=[None]), advanced(ANNULLED_AFTERWARDS)),
    ("ruleset-null", "null is missing.", apply(UNDER_REVIEW, ANNULLED, options=[{"ruleset": None}]), advanced(ANNULLED_AFTERWARDS)),
    ("ruleset-is-text", "Rules are brought as data, not by name.", apply(UNDER_REVIEW, ANNULLED, options=[{"ruleset": "pilot-2025"}]), wrong("wrong-type", "ruleset")),
    ("options-are-text", "Options are an object.", apply(UNDER_REVIEW, ANNULLED, options=["pilot-2025"]), wrong("wrong-type", "")),
    ("option-unknown", "An event brings its own time.", apply(UNDER_REVIEW, ANNULLED, options=[{"on": "2025-07-15"}]), wrong("unknown-field", "on")),
    ("ruleset-without-a-refund", "Rules say all that rules say.", apply(UNDER_REVIEW, ANNULLED, options=[{"ruleset": changed(OTHER_RULES, {"refund": ABSENT})}]),
     wrong("required", "ruleset.refund")),
    ("record-that-says-paid", "The history says that nothing was paid; the refund would follow.",
     apply(UNDER_REVIEW_FREE, ANNULLED, {"dutyPaid": True}), wrong("inconsistent", "record.dutyPaid")),
    ("record-with-everything-else-than-its-history", "Each field that differs is told.",
     apply({"ticket": "1", "status": "collected", "region": "10", "dutyPaid": False, "history": [REGISTERED, STARTED, ANNULLED], "next": "none", "refund": "none"}, STARTED),
     invalid(("inconsistent", "record.ticket"), ("inconsistent", "record.status"), ("inconsistent", "record.region"),
             ("inconsistent", "record.dutyPaid"), ("inconsistent", "record.next"), ("inconsistent", "record.refund"))),
    ("history-that-leaves-out-the-review", "An approval cannot follow a registration.",
     apply(record("in-production", "wait", [REGISTERED, APPROVED]), ARRIVED), wrong("not-allowed-now", "record.history[1].type")),
    ("history-without-a-registration", "A record begins with its registration.",
     apply(record("under-review", "wait", [STARTED]), APPROVED), wrong("not-allowed-now", "record.history[0].type")),
    ("history-with-two-registrations", "A record begins once.",
     apply(record("submitted", "wait", [REGISTERED, REGISTERED]), STARTED), wrong("not-allowed-now", "record.history[1].type")),
    ("history-with-the-wrong-actor", "The central node approves nothing.",
     apply(record("in-production", "wait", [REGISTERED, STARTED, {**APPROVED, "by": "central-node"}]), ARRIVED), wrong("wrong-actor", "record.history[2].by")),
    ("history-that-runs-backwards", "Approved before the review started.",
     apply(record("in-production", "wait", [REGISTERED, STARTED, {**APPROVED, "at": NOON}]), ARRIVED), wrong("before-last-event", "record.history[2].at")),
    ("history-handed-over-against-another-ticket", "Handed over against somebody else's ticket.",
     apply(record("collected", "none", [REGISTERED, STARTED, APPROVED, ARRIVED, {**HANDED_OVER, "ticket": "1"}]), REGISTERED), wrong("wrong-ticket", "record.history[4].ticket")),
    ("history-with-everything-against-its-last-event", "All that speaks against it is told.",
     apply(record("collected", "none", [REGISTERED, STARTED, {"type": "handed-over", "at": NOON, "by": "portal", "ticket": "1"}]), REGISTERED),
     invalid(("not-allowed-now", "record.history[2].type"), ("wrong-actor", "record.history[2].by"), ("before-last-event", "record.history[2].at"),
             ("wrong-ticket", "record.history[2].ticket"))),
    ("history-that-cannot-be-read", "Events of the history are read like any other.",
     apply(record("annulled", "reapply", [REGISTERED, {**STARTED, "at": "x"}, {**ANNULLED, "for": ["photo-quality", "mood"]}]), REGISTERED),
     invalid(("wrong-type", "record.history[1].at"), ("unknown-value", "record.history[2].for[1]"))),
    ("history-with-a-hole", "Where a hole is, an event is missing.", apply(record("submitted", "wait", [REGISTERED, None]), STARTED), wrong("required", "record.history[1]")),
    ("history-is-text", "A history is a list.", apply(SUBMITTED, STARTED, {"history": "registered"}), wrong("wrong-type", "record.history")),
    ("record-and-event-both-unreadable", "Problems of both come together.",
     apply(SUBMITTED, STARTED, {"status": "sent", "note": "x"}, {"at": None}),
     invalid(("unknown-value", "record.status"), ("unknown-field", "record.note"), ("required", "at"))),
    ("inconsistent-record-and-unreadable-event", "Also where the record can be read but not believed.",
     apply(SUBMITTED, STARTED, {"next": "collect"}, {"by": "nobody"}), invalid(("inconsistent", "record.next"), ("unknown-value", "by"))),
    ("inconsistent-record-and-an-event-not-allowed", "What could follow a record that cannot be is not asked.",
     apply(SUBMITTED, HANDED_OVER, {"next": "collect"}), wrong("inconsistent", "record.next")),
]


def lifecycle_families():
    """Yields (name, why, (call, args))."""
    events = {"registered": REGISTERED, "review-started": STARTED, "approved": APPROVED, "annulled": ANNULLED, "arrived": ARRIVED, "handed-over": HANDED_OVER}

    # Every event after every status, late enough; by everybody else where it is allowed.
    for status, to in RECORDS.items():
        for kind, event in events.items():
            late = {**event, "at": NOON + 9 * HOUR}
            yield "{}-after-{}".format(kind, status), "Each event follows one status and no other.", apply(to, late)
            if EVENTS[kind][1] == (None if to is None else status):
                for actor in ACTORS:
                    if actor != event["by"]:
                        yield "{}-by-{}".format(kind, actor), "Each event has one who reports it.", apply(to, {**late, "by": actor})

    # Every field of every event: missing, null, of another kind; a field too many.
    before = {EVENTS[kind][2]: kind for kind in EVENTS}
    for kind, event in events.items():
        to = RECORDS[EVENTS[kind][1] or "nothing"]
        for number, field in enumerate(name for name in event if name != "type"):
            yield "{}-without-{}".format(kind, slug(field)), "`{}` is needed.".format(field), apply(to, event, None, {field: ABSENT})
            yield "{}-with-null-for-{}".format(kind, slug(field)), "null is missing.", apply(to, event, None, {field: None})
            yield "{}-with-an-object-for-{}".format(kind, slug(field)), "Of another kind.", apply(to, event, None, {field: {}})
        for field, value in (("ticket", TICKET), ("region", "75"), ("dutyPaid", True), ("paidOn", "2025-07-14"), ("for", ["photo-quality"]), ("note", "x")):
            if field not in event:
                yield "{}-with-{}".format(kind, slug(field)), "This event carries no `{}`.".format(field), apply(to, event, None, {field: value})
    for word, value in (("a-number", 7), ("null", None), ("true", True), ("a-list", ["approved"])):
        yield "event-type-" + word, "The type is text.", apply(SUBMITTED, STARTED, None, {"type": value})

    # Tickets, regions.
    for word, ticket in (("of-64", "Ж" * 64), ("of-65", "Ж" * 65), ("blank", "  "), ("with-signs", "№ 7/\"А\"\\б"), ("with-a-line-feed", "A\nB"),
                         ("with-an-override", "A\u202eB"), ("with-a-zero-width-space", "A\u200bB"), ("with-a-replacement", "A\ufffdB")):
        yield "registered-with-a-ticket-" + word, "A ticket is 1 to 64 characters that can be seen.", apply(None, {**REGISTERED, "ticket": ticket})
    for region in REGIONS:
        yield "registered-in-" + region, "One of the 20 regions.", apply(None, {**REGISTERED, "region": region})
    for region in ("", "00", "72", "KZ-75"):
        yield "registered-in-no-region-" + (region.lower() or "empty"), "Not the code of a region.", apply(None, {**REGISTERED, "region": region})

    # A record whose field is not what its history makes, is missing, is of another kind, or unknown.
    others = {"ticket": ["1"], "status": STATUSES, "region": ["10"], "dutyPaid": [False], "next": ["wait", "collect", "reapply", "none"], "refund": ["none", ANNULLED_RECORD["refund"]]}
    for status, to in RECORDS.items():
        if to is None:
            continue
        for field, values in others.items():
            for value in values:
                if to[field] != value:
                    word = "due" if isinstance(value, dict) else str(value).lower()
                    yield "{}-claiming-{}-{}".format(status, slug(field), word), "The history makes something else.", apply(to, STARTED, {field: value})
    for number, field in enumerate(RECORD_FIELDS):
        to = list(RECORDS.values())[1 + number % 6]
        yield "record-without-" + slug(field), "A record has all its fields.", apply(to, STARTED, {field: ABSENT})
        yield "record-with-null-for-" + slug(field), "null is missing.", apply(to, STARTED, {field: None})
        yield "record-with-an-object-for-" + slug(field), "Of another kind.", apply(to, STARTED, {field: {}})
        if field in ("status", "region", "next", "refund"):
            yield "record-with-an-unknown-" + slug(field), "Not one of its codes.", apply(to, STARTED, {field: "?"})
    yield "record-with-a-note", "A field unknown to the contract must not pass unseen.", apply(READY, HANDED_OVER, {"note": "x"})

    # An unreadable event at each place of a history.
    for place, kind in enumerate(["registered", "review-started", "approved", "arrived", "handed-over"]):
        for field, value in (("at", 0.5), ("by", "nobody"), ("type", "lost"), ("note", "x")):
            yield "history-with-a-bad-{}-at-{}".format(field, place), "Events of the history are read like any other.", \
                apply(COLLECTED, REGISTERED, {"history[{}].{}".format(place, field): value})
    # The end of each record's history by the wrong one, or too early.
    for status, to in RECORDS.items():
        if to is None:
            continue
        last = len(to["history"]) - 1
        right = to["history"][last]["by"]
        for actor in ACTORS:
            if actor != right:
                yield "history-of-{}-ended-by-{}".format(status, actor), "Only {} could report it.".format(right), apply(to, REGISTERED, {"history[{}].by".format(last): actor})
        if last:
            yield "history-of-{}-ended-too-early".format(status), "Before the event that it follows.", \
                apply(to, REGISTERED, {"history[{}].at".format(last): to["history"][last - 1]["at"] - 1})


@lru_cache(maxsize=None)
def lifecycle_cases():
    return cases_of(LIFECYCLE_BY_HAND, lifecycle_families())


# ---------------------------------------------------------------------------------------------------------
# 9  Pseudo-random applications. Only random() is used, whose sequence is the same in every Python.
# ---------------------------------------------------------------------------------------------------------

def random_applications(seed, count):
    source = random.Random(seed)

    def chance(p):
        return source.random() < p

    def whole(first, last):
        return first + int(source.random() * (last - first + 1))

    def pick(values):
        return values[whole(0, len(values) - 1)]

    def text(alphabet, first, last):
        return "".join(pick(alphabet) for _ in range(whole(first, last)))

    extended = "".join(letter for letter in LATIN_EXTENDED_A if letter not in OLD_LETTERS)
    alphabets = [RUSSIAN + KAZAKH, KAZAKH + RUSSIAN[33:], BASIC_LATIN, LATIN_1 + BASIC_LATIN, extended + LATIN_1]
    # What is written by hand: signs that JSON escapes, letters of one to four bytes, and what looks like markup.
    written = ["А", "б", "Қ", "ң", "1", "7", "№", "\"", "\\", "/", "'", "<", ">", "&", "é", "ß", "中", "€", "𝄞", "😀", "{", "}", "+", "-", "_", ",", ".", ":"]

    def name():
        alphabet = pick(alphabets)
        words = [text(alphabet, 1, 12) for _ in range(whole(1, 3))]
        joined = pick(alphabet) + pick(["-", "'", " ", "’", "ʼ"]).join(words)
        return unicodedata.normalize("NFD", joined) if chance(0.3) else joined

    def words(most):
        length = most if chance(0.03) else whole(1, min(most, 30))
        return unicodedata.normalize("NFC", pick(written[:7]) + "".join(" " if chance(0.1) and i else pick(written) for i in range(length - 2)) + (pick(written[:7]) if length > 1 else ""))

    def iin():
        while True:
            first = text("0123456789", 11, 11)
            if control_digit(first) is not None:
                return first + str(control_digit(first))

    def picture():
        width, height = whole(1, 40), whole(1, 40)
        kind = whole(0, 5)
        if kind == 0:
            made = ("jpeg", progressive_jpeg(width, height))
        elif kind == 1:
            made = ("jpeg", restarting_jpeg(width, height))
        elif kind == 2:
            made = ("jpeg", jpeg(width, height, marker(0xFE, text("abc", 0, 9).encode())))
        elif kind == 3:
            made = ("png", png(width, height, chunk(b"tEXt", b"Comment\0" + text("abc", 0, 9).encode())))
        elif kind == 4:
            made = ("png", png(width, height))
        else:
            made = ("jpeg", jpeg(width, height))
        return attachment(*made)

    def payment():
        return "".join(pick("ABCDEFGHJK0123456789-/") for _ in range(whole(1, 62))) + "Z"

    def one():
        rules, options = PILOT, {}
        if chance(0.1):
            rules = changed(OTHER_RULES, {"id": "rules-" + text("abc.0-", 1, 9), "window.daysBefore": whole(0, 90), "window.daysAfter": whole(0, 90),
                                          "mrp[0].amount": whole(1, 9999), "duty[0].rate": "{}.{}".format(whole(0, 9), whole(0, 99))})
            options["ruleset"] = rules
        first, last = (date.fromisoformat(rules["inForce"][end]) for end in ("from", "through"))
        while True:
            today = first + timedelta(days=whole(0, (last - first).days))
            due = value_on(rules["duty"], today)
            paid_on = today - timedelta(days=0 if chance(0.5) else whole(1, 200))
            index = value_on(rules["mrp"], paid_on)
            if due and index:
                break
        expiry = today + timedelta(days=whole(-rules["window"]["daysAfter"], rules["window"]["daysBefore"]))
        if chance(0.6):
            options["on"] = today.isoformat()
        else:
            options["now"] = (today - date(1970, 1, 1)).days * 86400000 - 5 * HOUR + whole(0, 86399999)
        identifier = "-".join(text("0123456789abcdef", length, length) for length in (8, 4, 4, 4, 12))
        options["id"] = identifier.upper() if chance(0.3) else identifier

        exemptions = [group["code"] for group in rules["exemptPersons"] if covers(group, today)]
        if due.get("exempt") and chance(0.5):
            duty = None
        elif exemptions and chance(0.4):
            duty = {"exemption": pick(exemptions)}
        else:
            duty = {"paymentReference": payment(), "paidOn": paid_on.isoformat(),
                    "amount": 0 if due.get("exempt") else share(due["rate"], index["amount"])}
        draft = {
            "applicant": {"iin": iin(), "surname": name(), "givenName": name(), "phone": "+77" + pick(["00", "02", "08", "47", "60", "64", "71", "78", "85"]) + text("0123456789", 7, 7)},
            "card": {"number": text("0123456789", 9, 9), "expiresOn": expiry.isoformat()},
            "region": pick(REGIONS), "registrationPoint": words(200), "photo": picture(), "signature": picture(), "duty": duty, "consent": True,
        }
        if chance(0.6):
            draft["applicant"]["patronymic"] = name()
        if chance(0.3):
            draft["previous"] = {"ticket": words(64), "annulledFor": pick([FAULTS[:1], FAULTS[1:], FAULTS, FAULTS[::-1]])}
            if chance(0.6):
                draft["previous"]["paymentReference"] = payment() + "Y"
        names = list(draft)
        names.sort(key=lambda _: source.random())         # the order of fields must not matter
        return {field: draft[field] for field in names}, options

    for number in range(count):
        draft, options = one()
        answer = decide("buildApplication", [draft, options])
        if answer["outcome"] != "built":
            raise ValueError("random application {} of seed {}: {}".format(number, seed, answer))
        yield {"draft": draft, "options": options, "canonical": answer["canonical"], "sha256": answer["sha256"]}


# ---------------------------------------------------------------------------------------------------------
# 10  Writing and checking
# ---------------------------------------------------------------------------------------------------------

FORM = (
    "In `args`, {\"$base64\": …} stands for bytes, with zeros added before the last two up to \"$padTo\" of them. `expect` is the whole answer but for "
    "`basis` at any depth, `notice`, `params` and a verdict's `ruleset`; `problems` are compared as a set of code and path, `refusals` are the codes alone."
)


def unsettled(case):
    """What the contract leaves open, in words; None where it settles the answer. No case may lean on it."""
    if case["call"] == "advance":
        return None
    options = case["args"][1]
    if case["call"] == "buildApplication" and options.get("id") is None:
        return "the id would be made up by the package"
    if options.get("on") is None and options.get("now") is None:
        return "the answer would depend on the device's clock"
    if case["expect"]["outcome"] == "unavailable":
        reading = Reading()
        read_options(reading, options, False)
        if reading.problems:
            return "whether the verdict comes before a problem of the options"
    return None


def case_file(name, about, by_hand, cases, calls, fewest, fewest_by_hand):
    whole = [{"name": name, "why": why, "call": call, "args": args, "expect": expect} for name, why, (call, args), expect in by_hand]
    return CaseFile(HERE / name, about + " " + FORM, ["call", "args"], whole, cases, unsettled,
                    lambda case: decide(case["call"], case["args"]), fewest, fewest_by_hand, calls)


FILES = [
    case_file("application.json",
         "Conformance cases for reviewApplication and buildApplication, written and verified by applications.py, an independent reading of "
         "the order and the contract. `canonical` is the UTF-8 text of the bytes. All persons are made up.",
         APPLICATIONS_BY_HAND, application_cases, ["reviewApplication", "buildApplication"], 400, 120),
    case_file("lifecycle.json",
         "Conformance cases for advance, written and verified by applications.py, an independent reading of the order and the contract.",
         LIFECYCLE_BY_HAND, lifecycle_cases, ["advance"], 250, 60),
]


def main():
    parser = argparse.ArgumentParser(description="Conformance cases for applications and their lifecycle, decided from the order and the contract alone.")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true", help="write application.json and lifecycle.json")
    what.add_argument("--check", action="store_true", help="decide every case anew and compare")
    what.add_argument("--random", nargs=2, type=int, metavar=("SEED", "COUNT"), help="print pseudo-random applications as JSON lines")
    chosen = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")

    if chosen.random:
        return print_lines(random_applications(*chosen.random))
    return write_all(FILES) if chosen.write else check_all(FILES)


if __name__ == "__main__":
    sys.exit(main())

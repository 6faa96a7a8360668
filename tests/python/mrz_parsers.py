#!/usr/bin/env python3
"""Compares parseMrz with the PyPI package `mrz`, an independent reading of Doc 9303, on thousands of generated cards.

    mrz_parsers.py            compare; exit 1 on a disagreement of a kind not listed in KINDS
    mrz_parsers.py --verbose  also explain each kind

The two need not agree, because they answer different questions. Each kind of disagreement is listed here, with who is
right and why. A disagreement of any other kind fails, and so does a listed kind that no longer occurs. Needs
requirements.txt, Node, and the package in pkg/.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import mrz.checker._fields
from mrz.checker.td1 import TD1CodeChecker

HERE = Path(__file__).resolve().parent
CARDS = 4000
TODAY = "2025-06-01"


# The other parser reads the clock to find the century of a birth date: pin it.

class FixedDate(date):
    @classmethod
    def today(cls):
        return date.fromisoformat(TODAY)


class FixedDatetime(datetime):
    @classmethod
    def today(cls):
        return cls.fromisoformat(TODAY)


mrz.checker._fields.date, mrz.checker._fields.datetime = FixedDate, FixedDatetime


# What both must answer: whether the lines are readable, and whether each of these holds.
FIELDS = ["document", "issuer", "number", "iin", "birthDate", "sex", "expiresOn", "nationality", "composite", "names"]
# The other parser's reports, under our field names.
REPORTED = {
    "document": ["document type format"], "issuer": ["valid country code"], "number": ["document number hash", "document number format"],
    "iin": ["optional data format"], "birthDate": ["birth date hash", "birth date"], "sex": ["valid genre format"],
    "expiresOn": ["expiry date hash", "expiry date"], "nationality": ["valid nationality code"], "composite": ["final hash"], "names": ["identifier"],
}


def ours(answer):
    """Our answer: whether the lines can be read, whether each field holds, and what a valid card says."""
    if answer["outcome"] == "valid":
        says = {**answer, "birthDate": answer["birthDate"][2:].replace("-", ""), "expiresOn": answer["expiresOn"][2:].replace("-", ""),
                "names": [answer["surname"], answer["givenName"]]}
        return True, dict.fromkeys(FIELDS, True), says
    wrong = {"names" if problem["path"] in ("surname", "givenName") else problem["path"] for problem in answer["problems"]}
    if any(re.fullmatch(r"(line\d)?", path) for path in wrong):
        return False, None, None
    return True, {field: field not in wrong for field in FIELDS}, None


def theirs(text):
    """The other parser's answer in the same form."""
    try:
        checker = TD1CodeChecker(text)
    except (ValueError, IndexError):
        return False, None, None
    report = dict(checker.report.fields)
    # Empty optional data is not reported.
    holds = {field: all(report.get(name, field == "iin") for name in names) for field, names in REPORTED.items()}
    read = checker.fields()
    says = {"number": read.document_number, "iin": checker._optional_data[:12], "birthDate": read.birth_date, "expiresOn": read.expiry_date,
            "sex": {"M": "male", "F": "female", "": "unspecified", "<": "unspecified"}.get(read.sex), "nationality": read.nationality,
            "names": [read.surname, read.name]}
    return True, holds, says


# Where each field stands on the printed card: line, start and end.
PLACES = {
    "document": (0, 0, 2), "issuer": (0, 2, 5), "number": (0, 5, 14), "numberCheck": (0, 14, 15), "iin": (0, 15, 27), "birthDate": (1, 0, 6),
    "birthDateCheck": (1, 6, 7), "expiresOn": (1, 8, 14), "expiresOnCheck": (1, 14, 15), "nationality": (1, 15, 18), "composite": (1, 29, 30),
}
NUMERIC = ["number", "iin", "birthDate", "expiresOn", "composite"]


def raw(card, field):
    line, start, end = PLACES[field]
    return card["lines"][line][start:end]


def whole(card, field):
    """The field, followed by its check digit if it has one."""
    return raw(card, field) + (raw(card, field + "Check") if field + "Check" in PLACES else "")


def in_digits(text):
    return text.translate(str.maketrans("OIBS", "0185"))


def is_mendable(text):
    return re.search("[OIBS]", text) is not None and re.fullmatch("[0-9]+", in_digits(text)) is not None


def of_kazakhstan(card):
    return raw(card, "issuer") == "KAZ"


KINDS = []


def kind(name, right, why, fields, says=None, ours=None, theirs=None):
    """A kind of disagreement: in which fields, what the two find there, and (the function below it) when."""
    def add(when):
        KINDS.append({"name": name, "right": right, "why": why, "fields": fields, "says": says, "ours": ours, "theirs": theirs, "when": when})
        return when
    return add


@kind("pasted text", "kualik, by its contract",
      "People paste lower case, «, spaces, 90 characters in a row. The other parser is for lines that are clean already.",
      ["lines"], ours=True, theirs=False)
def _(card, field, says):
    return card["pasted"] != "as-printed"


@kind("a document of another kind", "kualik, by its contract",
      "Doc 9303 allows A and C, and I with any letter; only ID and I< can be the identity card.",
      ["document"], ours=False, theirs=True)
def _(card, field, says):
    return raw(card, "document") not in ("ID", "I<")


@kind("another issuer", "kualik, by its contract",
      "Another state may issue cards, but not this one.",
      ["issuer"], ours=False, theirs=True)
def _(card, field, says):
    return not of_kazakhstan(card)


@kind("another nationality", "kualik, by its contract",
      "The identity card is for citizens.",
      ["nationality"], ours=False, theirs=True)
def _(card, field, says):
    return of_kazakhstan(card) and raw(card, "nationality") != "KAZ"


@kind("a nationality that is nobody's", "both",
      "Doc 9303 has D<< for Germany, not DEU. On a card of another issuer, which is refused anyway, kualik does not judge the nationality.",
      ["nationality"], ours=True, theirs=False)
def _(card, field, says):
    return not of_kazakhstan(card) and raw(card, "nationality") == "DEU"


@kind("an IIN that cannot exist", "kualik",
      "For Doc 9303 it is optional data, which may be anything.",
      ["iin"], ours=False, theirs=True)
def _(card, field, says):
    return of_kazakhstan(card)


@kind("a number that is not nine digits", "kualik",
      "Doc 9303 allows letters and fillers in a number, and their check digit holds; the card of Kazakhstan has nine digits.",
      ["number"], ours=False, theirs=True)
def _(card, field, says):
    return of_kazakhstan(card) and not re.fullmatch("[0-9]{9}", raw(card, "number"))


@kind("letters mended", "both: mending is not in Doc 9303",
      "O, I, B and S are taken for digits where the check digit then confirms it, and the answer says so.",
      ["number", "birthDate", "expiresOn"], ours=True, theirs=False)
def _(card, field, says):
    return of_kazakhstan(card) and is_mendable(whole(card, field))


@kind("a number whose check digit holds over letters and digits alike", "kualik",
      "Several letters can count as much as their digits. The card of Kazakhstan has nine digits, and the answer says what was mended.",
      ["number"], says=True)
def _(card, field, says):
    return says[0] == in_digits(says[1]) and says[1] == raw(card, "number") and is_mendable(says[1])


@kind("letters mended in the IIN", "kualik",
      "Its own control digit confirms it. For Doc 9303 it is optional data.",
      ["iin"], says=True)
def _(card, field, says):
    return says[0] == in_digits(says[1]) and says[1] == raw(card, "iin") and is_mendable(says[1])


@kind("composite over mended text", "kualik, by its contract",
      "The composite check is reckoned over what was mended; the other parser reckons it over the letters.",
      ["composite"], ours=True, theirs=False)
def _(card, field, says):
    return of_kazakhstan(card) and any(is_mendable(whole(card, covered)) for covered in NUMERIC)


@kind("composite that holds over letters by chance", "kualik, by its contract",
      "A broken card whose composite check agrees with letters as they were read, in one time out of ten, and not with the digits that "
      "their own check digits confirm.",
      ["composite"], ours=False, theirs=True)
def _(card, field, says):
    return of_kazakhstan(card) and card["kind"] == "broken" and any(is_mendable(whole(card, covered)) for covered in NUMERIC)


def compare(cards, answers):
    counts, unknown, alike = Counter(), [], 0
    for card, answer in zip(cards, answers):
        (our_lines, our_holds, our_says), (their_lines, their_holds, their_says) = ours(answer), theirs(card["text"])
        found = []
        if our_lines != their_lines:
            found.append(("lines", our_lines, their_lines, None))
        elif our_lines:
            for field in FIELDS:
                if our_holds[field] != their_holds[field]:
                    found.append((field, our_holds[field], their_holds[field], None))
                elif our_says and field in our_says and our_says[field] != their_says[field]:
                    found.append((field, None, None, (our_says[field], their_says[field])))
        alike += not found
        for field, mine, other, says in found:
            for one in KINDS:
                asked = one["says"] if says else (one["ours"], one["theirs"]) == (mine, other)
                if field in one["fields"] and asked and one["when"](card, field, says):
                    counts[one["name"]] += 1
                    break
            else:
                unknown.append({"field": field, "ours": mine, "theirs": other, "says": says, "card": card["name"], "wrong": card["wrong"], "lines": card["lines"]})
    return counts, unknown, alike


def main():
    printed = subprocess.run([sys.executable, str(HERE.parent / "vectors" / "identity.py"), "--cards", "1", str(CARDS)],
                             check=True, capture_output=True).stdout
    answered = subprocess.run(["node", str(HERE / "answers.mjs")], input=printed, check=True, capture_output=True).stdout
    cards, answers = [[json.loads(line) for line in lines.decode("utf-8").splitlines()] for lines in (printed, answered)]
    if not len(cards) == len(answers) == CARDS:
        print("{} cards and {} answers; expected {}".format(len(cards), len(answers), CARDS))
        return 1

    counts, unknown, alike = compare(cards, answers)
    print("{} of {} cards: no disagreement".format(alike, CARDS))
    for one in KINDS:
        print("{:5}  {} (right: {})".format(counts[one["name"]], one["name"], one["right"]))
        if "--verbose" in sys.argv:
            print("       " + one["why"])
    never = [one["name"] for one in KINDS if not counts[one["name"]]]
    for name in never:
        print("FAILED  no longer occurs: " + name)
    for disagreement in unknown[:20]:
        print("FAILED  unknown kind: " + json.dumps(disagreement, ensure_ascii=False))
    print("{} disagreements explained, {} failed".format(sum(counts.values()), len(never) + len(unknown)))
    return 1 if never or unknown else 0


if __name__ == "__main__":
    sys.exit(main())

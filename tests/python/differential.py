#!/usr/bin/env python3
"""The core beside the second readings in tests/vectors, on pseudo-random questions: not one answer may differ.

    differential.py PROGRAM COUNT [SEED]

PROGRAM is examples/answers.rs, built. COUNT queries go to checkEligibility, and for each hundred of them ten each to
parseIin, parseMrz, stateDuty and liability, five to advance and two to buildApplication. The same seed asks the same.

Compared are the outcome, the refusals and cautions in their order, the days, the window and every other field, and the problems as
a set of code and path; not the words of the law, which the vectors pin.

The second readings take nothing from the core: they are written from the acts, from Doc 9303 and from the contract,
on Python's own calendar. Python 3.9 or later; the standard library only.
"""

import itertools
import json
import random
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "vectors"))

import applications  # noqa: E402
import eligibility  # noqa: E402
import identity  # noqa: E402
from case_file import comparable  # noqa: E402

CHUNK = 20000
SEED = 20250528
# What a run of any size must have met, so that no part of it is empty.
MUST_OCCUR = ([("checkEligibility", outcome) for outcome in ("eligible", "unavailable", "invalid")]
              + [("refusal", code) for code in eligibility.REFUSALS]
              + [("caution", code) for code in eligibility.CAUTIONS]
              + [("parseIin", outcome) for outcome in ("valid", "invalid")]
              + [("parseMrz", outcome) for outcome in ("valid", "invalid")]
              + [("stateDuty", outcome) for outcome in ("due", "exempt", "not-covered", "invalid")]
              + [("paid", outcome) for outcome in ("due", "exempt", "not-covered", "invalid")]
              + [("liability", outcome) for outcome in ("none", "warning", "fine", "not-covered", "invalid")]
              + [("advance", outcome) for outcome in ("advanced", "rejected", "invalid")]
              + [("buildApplication", "built")])


def queries(seed, count):
    for case in eligibility.random_cases(seed, count):
        yield "checkEligibility", [case["query"]], case["expect"]


def cards(seed, count):
    for case in identity.random_cards(seed, count):
        yield "parseMrz", [case["text"], case["options"]], case["expect"]


def numbers(seed, count):
    """Twelve digits with every control digit alike often; some with a digit too few, too many, or none at all."""
    source = random.Random(seed)
    for _ in range(count):
        text = "{:012}".format(source.randrange(10 ** 12))
        if source.random() < 0.4:
            digit = identity.control_digit(text[:11])
            text = text[:11] + str(0 if digit is None else digit)
        if source.random() < 0.1:
            place = source.randrange(13)
            text = text[:place] + source.choice(["", "0", "O", " ", "٣", "-"]) + text[place + source.randrange(2):]
        yield "parseIin", [text], identity.parse_iin(text)


# Rules of the law and rules of none: days, groups, amounts and stages are data.
RULES = [None, None, identity.OTHER_RULES]


def some_day(source, rules):
    """A day of the years that the rules are about, or of half a year on either side."""
    first = date(2029, 7, 1) if rules else date(2024, 7, 1)
    return first + timedelta(days=source.randrange(1900 if rules else 1100))


def under(rules, query):
    return {**query, "ruleset": rules} if rules else query


def duties(seed, count):
    source = random.Random(seed)
    exemptions = identity.EXEMPT_GROUPS + ["student", "replacement-on-expiry", "not-an-object", ""]
    for _ in range(count):
        rules = source.choice(RULES)
        day = some_day(source, rules)
        query = {"on": day.isoformat()}
        if source.random() < 0.5:
            query["exemption"] = source.choice(exemptions)
        if source.random() < 0.6:
            # Mostly paid before, and on either side of a change of year; now and then after.
            query["paidOn"] = (day - timedelta(days=source.choice([0, 1, 30, source.randrange(700), -1]))).isoformat()
        yield "stateDuty", [under(rules, query)], identity.state_duty(under(rules, query))


def liabilities(seed, count):
    """Cards around the first days of the stages, at every end of a month, and of long ago."""
    source = random.Random(seed)
    for _ in range(count):
        rules = source.choice(RULES)
        day = some_day(source, rules)
        gap = source.choice([source.randrange(-40, 80), source.choice([9, 10, 11, 27, 28, 29, 30, 31, 32, 33, 44, 45, 58, 59, 60, 61, 62, 63]),
                             source.randrange(-9000, 9000)])
        expiry = day - timedelta(days=gap)
        if source.random() < 0.3:
            expiry = expiry.replace(day=1) - timedelta(days=source.randrange(1, 5))
        query = {"expiresOn": expiry.isoformat(), "on": day.isoformat()}
        if source.random() < 0.05:
            query[source.choice(list(query))] = source.choice(["2025-02-29", "", 20250601, None])
            query.setdefault("on", day.isoformat())
            if query["on"] is None:
                continue    # The day would be the clock's.
        yield "liability", [under(rules, query)], identity.liability(under(rules, query))


REFUND = {"basis": identity.A_CITATION, "claimBy": "2028-05-31"}


def lives(seed, count):
    """Records as events of any kind make them, each event with something wrong in one case of three."""
    source = random.Random(seed)
    record = None
    for _ in range(count):
        if record is None or source.random() < 0.1 or record["status"] in ("collected", "annulled") and source.random() < 0.7:
            record = None
        status = record["status"] if record else None
        proper = [kind for kind, (_, before, _, _) in applications.EVENTS.items() if before == status]
        kind = source.choice(proper if proper and source.random() < 0.8 else list(applications.EVENTS))
        last = record["history"][-1]["at"] if record else 1748718000000
        event = {"type": kind, "at": last + source.choice([0, 1, 1000, 86400000]), "by": applications.EVENTS[kind][0]}
        paid = source.random() < 0.5
        own = {"ticket": record["ticket"] if record else "T-{}".format(source.randrange(10 ** 6)),
               "region": source.choice(applications.REGIONS), "dutyPaid": paid,
               "for": source.choice([["photo-quality"], ["signature-quality"], ["signature-quality", "photo-quality"]])}
        event.update({name: own[name] for name in applications.EVENTS[kind][3]})
        if kind == "registered" and paid:
            # The first event is of 1 June 2025, midnight in Kazakhstan: paid before, on that day, or after.
            event["paidOn"] = (date(2025, 6, 1) - timedelta(days=source.choice([0, 1, 92, 93, 94, source.randrange(400), -1]))).isoformat()
        given = record
        wrong = source.random()
        if wrong < 0.06:
            event["at"] = last - 1
        elif wrong < 0.12:
            event["by"] = source.choice(applications.ACTORS)
        elif wrong < 0.18:
            event["ticket"] = "T-0"
        elif wrong < 0.24:
            event.pop(source.choice(list(event)))
        elif wrong < 0.34 and record:
            given = {**record, **source.choice([{"status": source.choice(applications.STATUSES)}, {"refund": "due"}, {"refund": REFUND}, {"ticket": "T-1"},
                                                {"dutyPaid": not record["dutyPaid"]}, {"next": "none"}, {"history": []},
                                                {"history": record["history"][1:]}, {"history": record["history"][::-1]}])}
        expect = applications.decide("advance", [given, event])
        yield "advance", [given, event], expect
        if expect["outcome"] == "advanced":
            record = expect["record"]
            if record["refund"] != "none":      # As a caller hands it back: with a citation, whose words are not compared.
                record = {**record, "refund": {**record["refund"], "basis": identity.A_CITATION}}


def built(seed, count):
    for case in applications.random_applications(seed, count):
        yield "buildApplication", [case["draft"], case["options"]], case


def answers(program, questions):
    lines = "".join(json.dumps({"call": call, "args": args}) + "\n" for call, args, _ in questions)
    ran = subprocess.run([program], input=lines, stdout=subprocess.PIPE, text=True, check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def differs(call, expect, answer):
    if call == "buildApplication":
        return any(answer.get(field) != expect[field] for field in ("canonical", "sha256"))
    return comparable(answer) != comparable(expect)


def main():
    program, count = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else SEED
    sys.stdout.reconfigure(errors="backslashreplace")
    asked = itertools.chain(queries(seed, count), numbers(seed, count // 10), cards(seed, count // 10), duties(seed, count // 10), liabilities(seed, count // 10),
                            lives(seed, count // 20), built(seed, count // 50))
    tally, differences, wrong = Counter(), 0, []
    while chunk := list(itertools.islice(asked, CHUNK)):
        given = answers(program, chunk)
        if len(given) != len(chunk):
            sys.exit("{} answers to {} questions".format(len(given), len(chunk)))
        for (call, args, expect), answer in zip(chunk, given):
            # For an application the whole text is compared and stands for its outcome.
            tally[call, answer["outcome"]] += 1
            tally.update(("refusal", code) for code in answer.get("refusals", ()))
            tally.update(("caution", code) for code in answer.get("cautions", ()))
            if call == "stateDuty" and "paidOn" in args[0]:
                tally["paid", answer["outcome"]] += 1
            # Problems of an answer carry parameters, which the vectors do not state.
            if "problems" in answer:
                answer["problems"] = [{"code": one["code"], "path": one["path"]} for one in answer["problems"]]
            if differs(call, expect, answer):
                differences += 1
                if len(wrong) < 20:
                    wrong.append("{} {}\n  answers  {}\n  expected {}".format(call, json.dumps(args), json.dumps(answer), json.dumps(expect)))
    for (what, kind), times in sorted(tally.items()):
        print("{:>9}  {} {}".format(times, what, kind))
    missing = [one for one in MUST_OCCUR if not tally[one]]
    if missing:
        print("never occurred: {}".format(missing))
    total = sum(times for (what, _), times in tally.items() if what not in ("refusal", "caution", "paid"))
    print("\n".join(wrong + ["{} questions (seed {}), {} answered otherwise".format(total, seed, differences)]))
    return 1 if differences or missing else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""The core beside the second readings in tests/vectors, on pseudo-random questions: not one answer may differ.

    differential.py PROGRAM COUNT [SEED]

PROGRAM is examples/answers.rs, built. COUNT queries go to checkEligibility, and for each hundred of them ten each to
parseIin, parseMrz and stateDuty, five to advance and two to buildApplication. The same seed asks the same.

Compared are the outcome, the refusals in their order, the days, the window and every other field, and the problems as
a set of code and path; not the words of the law, which the vectors pin.

The second readings take nothing from the core: they are written from the order, from Doc 9303 and from the contract,
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
              + [("parseIin", outcome) for outcome in ("valid", "invalid")]
              + [("parseMrz", outcome) for outcome in ("valid", "invalid")]
              + [("stateDuty", outcome) for outcome in ("due", "exempt", "not-covered", "invalid")]
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


def duties(seed, count):
    source = random.Random(seed)
    exemptions = identity.EXEMPT_GROUPS + ["replacement-on-expiry", "pensioner", "", "Hero"]
    for _ in range(count):
        # The years with a duty, and half a year on either side.
        query = {"on": (date(2024, 7, 1) + timedelta(days=source.randrange(1100))).isoformat()}
        if source.random() < 0.7:
            query["exemption"] = source.choice(exemptions)
        yield "stateDuty", [query], identity.state_duty(query)


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
        own = {"ticket": record["ticket"] if record else "T-{}".format(source.randrange(10 ** 6)),
               "region": source.choice(applications.REGIONS), "dutyPaid": source.random() < 0.5,
               "for": source.choice([["photo-quality"], ["signature-quality"], ["signature-quality", "photo-quality"]])}
        event.update({name: own[name] for name in applications.EVENTS[kind][3]})
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
            given = {**record, **source.choice([{"status": source.choice(applications.STATUSES)}, {"refund": "due"}, {"ticket": "T-1"},
                                                {"dutyPaid": not record["dutyPaid"]}, {"next": "none"}, {"history": []},
                                                {"history": record["history"][1:]}, {"history": record["history"][::-1]}])}
        expect = applications.decide("advance", [given, event])
        yield "advance", [given, event], expect
        if expect["outcome"] == "advanced":
            record = expect["record"]


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
    asked = itertools.chain(queries(seed, count), numbers(seed, count // 10), cards(seed, count // 10), duties(seed, count // 10),
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
    total = sum(times for (what, _), times in tally.items() if what != "refusal")
    print("\n".join(wrong + ["{} questions (seed {}), {} answered otherwise".format(total, seed, differences)]))
    return 1 if differences or missing else 0


if __name__ == "__main__":
    sys.exit(main())

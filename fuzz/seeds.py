#!/usr/bin/env python3
"""Writes the corpus's first inputs from the vectors: a few of each kind of answer, so that the fuzzer starts near."""

import base64
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VECTORS = HERE.parent / "tests/vectors"
sys.dont_write_bytecode = True
sys.path.insert(0, str(VECTORS))

import applications  # noqa: E402

# Of each kind of answer.
FEW = 1


def write(target, number, content):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seed-{:03}".format(number)).write_bytes(content if isinstance(content, bytes) else content.encode(errors="replace"))


def kind(answer):
    problems = answer.get("problems", [])
    return json.dumps([answer.get("outcome"), sorted(answer.get("refusals", [])[:1]), sorted({one["code"] for one in problems})[:1]])


def some(cases, of):
    seen = {}
    for case in cases:
        if seen.setdefault(of(case), 0) < FEW:
            seen[of(case)] += 1
            yield case


def pictures(value):
    if isinstance(value, dict):
        if "$base64" in value:
            if "$padTo" not in value:
                yield base64.b64decode(value["$base64"])
        else:
            for child in value.values():
                yield from pictures(child)
    if isinstance(value, list):
        for child in value:
            yield from pictures(child)


def main():
    read = {name: json.loads((VECTORS / (name + ".json")).read_text()) for name in
            ("eligibility", "iin", "mrz", "duty", "liability", "application", "lifecycle", "rulesets")}
    jpegs = json.loads((VECTORS / "imaging/jpeg.json").read_text())
    pngs = json.loads((VECTORS / "imaging/png.json").read_text())["cases"]
    for name in ("iin", "mrz"):
        texts = (case for case in read[name]["cases"] if isinstance(case["args"][0], str))
        for number, case in enumerate(some(texts, lambda case: kind(case["expect"]))):
            write(name, number, case["args"][0])
    calls = [case for name in ("duty", "liability", "application", "lifecycle", "mrz") for case in read[name]["cases"]]
    queries = [{"call": "checkEligibility", "args": [case["query"]], "expect": case["expect"]} for case in read["eligibility"]["cases"]]
    short = (case for case in some(calls + queries, lambda case: case["call"] + kind(case["expect"])) if len(json.dumps(case)) < 6000)
    for number, case in enumerate(short):
        write("arguments", number, json.dumps({"call": case["call"], "args": case["args"]}, ensure_ascii=False))
    rulesets = [applications.PILOT, applications.OTHER_RULES]
    rulesets += [applications.changed(applications.OTHER_RULES, {path: value}) for path, value in (
        ("window.daysBefore", 3661), ("inForce.through", "1991-01-01"), ("duty[0].from", "2026-01-01"), ("duty[0].rate", "0."), ("id", "A"))]
    for number, rules in enumerate(rulesets):
        write("ruleset", number, json.dumps(rules, ensure_ascii=False))
    canonical = [case["expect"]["canonical"] for case in read["application"]["cases"] if "canonical" in case["expect"]]
    for number, text in enumerate(canonical[:12] + ['[1e21,1e-7,-0,5e-324,"\\u20ac\\u0000\\ud83d\\ude00",null,true,{"b":1,"a":[]}]']):
        write("canonical", number, text)
    files = {data for case in calls for data in pictures(case["args"]) if len(data) < 2000}
    for number, data in enumerate(sorted(files, key=lambda data: (len(data), data))[:40]):
        write("picture", number, data)
    small = sorted((base64.b64decode(case["jpeg"]) for case in jpegs), key=len)[:20] + sorted((base64.b64decode(case["png"]) for case in pngs), key=len)[:30]
    for number, data in enumerate(small):
        write("decode", number, data)
        if number % 5 == 0:
            write("signature", number, data)


main()

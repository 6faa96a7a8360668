"""What the second readings in this folder have in common: a file of cases, written and checked.

No law stands here. Each reading brings its own decision and says which of its cases were written by hand.
"""

import json
import re
import sys


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def comparable(expect):
    """An expectation in which the order of problems does not matter, and everything else does."""
    if "problems" in expect:
        expect = {**expect, "problems": sorted(expect["problems"], key=canonical)}
    return canonical(expect)


class CaseFile:
    """A file of cases.

    `asked` names the fields of a case that are its question. `by_hand` are whole cases, `all_cases` gives those
    and the families. `unsettled` says what the contract leaves open in a case, and `decide` its answer.
    """

    def __init__(self, path, about, asked, by_hand, all_cases, unsettled, decide, fewest, fewest_by_hand, calls=None):
        self.path, self.about, self.asked, self.calls = path, about, asked, calls
        self.by_hand = {case["name"]: case for case in by_hand}
        self.all_cases, self.unsettled, self.decide = all_cases, unsettled, decide
        self.fewest, self.fewest_by_hand = fewest, fewest_by_hand

    def text(self, cases):
        lines = ",\n".join("    " + json.dumps(case, ensure_ascii=False, allow_nan=False) for case in cases)
        return '{{\n  "about": {},\n  "cases": [\n{}\n  ]\n}}\n'.format(json.dumps(self.about, ensure_ascii=False), lines)

    def complaints_about(self, case):
        """What is wrong with one case, in words."""
        if set(case) != {"name", "why", "expect", *self.asked}:
            return ["has the keys {}".format(sorted(case))]
        found = []
        if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", case["name"]):
            found.append("the name is not in kebab case")
        if not case["why"].strip():
            found.append("says no why")
        if self.calls and case["call"] not in self.calls:
            return found + ["calls {}".format(case["call"])]
        doubt = self.unsettled(case)
        if doubt:
            return found + ["the contract leaves open " + doubt]
        try:
            decided = self.decide(case)
        except Exception as error:
            return found + ["cannot be decided: {!r}".format(error)]
        if comparable(decided) != comparable(case["expect"]):
            found.append("expected {}\n      decided  {}".format(canonical(case["expect"]), canonical(decided)))
        problems = [canonical(problem) for problem in case["expect"].get("problems", [])]
        if len(set(problems)) != len(problems):
            found.append("the same problem stands twice")
        return found

    def check(self):
        """Decides every case anew. Returns the number of cases that agree, and everything that does not."""
        failures, passed, hand_wrong = [], 0, set()

        # The cases by hand against the decision, whatever the JSON file says.
        for name, case in self.by_hand.items():
            for complaint in self.complaints_about(case):
                hand_wrong.add(name)
                failures.append("{} (by hand): {}".format(name, complaint))

        try:
            text = self.path.read_bytes().decode("utf-8")
            cases = json.loads(text)["cases"]
        except (OSError, ValueError, KeyError) as error:
            return 0, failures + ["cannot be read: {}".format(error)]

        names, questions = set(), {}
        for case in cases:
            found = self.complaints_about(case)
            name = case.get("name")
            if name in names:
                found.append("the name is taken twice")
            names.add(name)
            question = canonical([case.get(field) for field in self.asked])
            if question in questions:
                found.append("asks the same as " + questions[question])
            questions[question] = name
            if name in self.by_hand and canonical(self.by_hand[name]) != canonical(case):
                found.append("the file does not have what was written by hand")
            if found and name in hand_wrong:     # told above
                continue
            failures += ["{}: {}".format(name, complaint) for complaint in found]
            passed += not found

        if len(cases) < self.fewest:
            failures.append("only {} cases; at least {} are due".format(len(cases), self.fewest))
        if len(self.by_hand) < self.fewest_by_hand:
            failures.append("only {} cases by hand; at least {} are due".format(len(self.by_hand), self.fewest_by_hand))
        missing = [name for name in self.by_hand if name not in names]
        if missing:
            failures.append("not in the file: " + ", ".join(missing))
        try:
            if text != self.text(self.all_cases()):
                failures.append("is not what --write would write")
        except Exception as error:
            failures.append("the families cannot be decided: {!r}".format(error))
        return passed, ["{}: {}".format(self.path.name, failure) for failure in failures]


def write_all(files):
    """Writes all files, or none where any case is wrong. Returns the exit status."""
    texts, wrong = [], []
    for file in files:
        cases = file.all_cases()
        wrong += ["{}: {}".format(case["name"], complaint) for case in cases for complaint in file.complaints_about(case)]
        names = [case["name"] for case in cases]
        wrong += ["{}: the name is taken twice".format(name) for name in sorted(set(names)) if names.count(name) > 1]
        texts.append((file, cases))
    if wrong:
        print("\n".join(wrong + ["nothing written"]), file=sys.stderr)
        return 1
    for file, cases in texts:
        file.path.write_bytes(file.text(cases).encode("utf-8"))
        print("{}: {} cases, {} of them by hand".format(file.path.name, len(cases), len(file.by_hand)))
    return 0


def check_all(files, failures=()):
    """Checks all files, after what has failed already. Returns the exit status."""
    passed, failures = 0, list(failures)
    for file in files:
        agreeing, disagreeing = file.check()
        passed, failures = passed + agreeing, failures + disagreeing
    for failure in failures:
        print("FAILED  " + failure)
    print("{} passed, {} failed".format(passed, len(failures)))
    return 1 if failures else 0


def print_lines(objects):
    """Prints JSON lines, in UTF-8 whatever the terminal is."""
    for one in objects:
        sys.stdout.buffer.write((json.dumps(one, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8"))
    return 0

"""Assesses the labelled set and prints the confusion table: how each kind of damage was judged.

    labelled_set.py FOLDER            fails if a verdict is not one that the label allows, if the check meant to
                                      notice finds no fault, or if the table in docs/imaging.md differs
    labelled_set.py FOLDER --write    writes the table to docs/imaging.md
"""

import json
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOC = ROOT / 'docs/imaging.md'
BEGIN, END = '<!-- the confusion table -->\n', '<!-- its end -->\n'
VERDICTS = ['good', 'doubtful', 'poor', 'invalid']


def assessed(folder, labels):
    """The report on each file; one call for all photos, one for all signatures."""
    for subject, options in [('photo', []), ('signature', ['--signature'])]:
        files = [label for label in labels if label['subject'] == subject]
        paths = [str(folder / label['file']) for label in files]
        done = subprocess.run([ROOT / 'target/release/examples/assess', *options, *paths], cwd=ROOT, check=True, capture_output=True, text=True)
        yield from zip(files, map(json.loads, done.stdout.splitlines()), strict=True)


def main(folder, write):
    labels = json.loads((folder / 'labels.json').read_text())
    counts, found, wrong = defaultdict(Counter), defaultdict(Counter), []
    for label, report in assessed(folder, labels):
        row = (label['subject'], label['change'], label['strength'])
        verdict = report['verdict'] if report['outcome'] == 'assessed' else report['outcome']
        faults = {check['id']: check['result'] for check in report.get('checks', []) if check['result'] != 'good'}
        counts[row][verdict] += 1
        found[row].update(faults.keys())
        if verdict not in label['expect']:
            wrong.append(f'{label["file"]}: {verdict}, not {" or ".join(label["expect"])}: {faults}')
        elif label.get('check', next(iter(faults), None)) not in [*faults, None]:
            wrong.append(f'{label["file"]}: {label["check"]} found nothing: {faults}')
    lines = ['| picture | change | strength | good | doubtful | poor | invalid | checks that found fault |', '|---|---|---|---:|---:|---:|---:|---|']
    for row, verdicts in counts.items():
        checks = ', '.join(f'{check} {count}' for check, count in sorted(found[row].items(), key=lambda each: (-each[1], each[0])))
        lines.append(f'| {" | ".join(row)} | {" | ".join(str(verdicts[verdict] or "") for verdict in VERDICTS)} | {checks} |')
    table = '\n'.join(lines) + '\n'
    print(table)
    before, rest = DOC.read_text().split(BEGIN)
    shown, after = rest.split(END)
    if write:
        DOC.write_text(before + BEGIN + table + END + after)
    elif shown != table:
        wrong.append('the table in docs/imaging.md differs: update it with `make test-labelled-set ARGS=--write`')
    print('\n'.join(wrong))
    print(f'labelled set: {len(labels) - len(wrong)} passed, {len(wrong)} failed')
    return bool(wrong) or len(labels) < 150


if __name__ == '__main__':
    sys.exit(main(Path(sys.argv[1]), '--write' in sys.argv))

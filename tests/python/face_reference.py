#!/usr/bin/env python3
"""Runs the face model in its authors' runtime, and reimplements MediaPipe's decoding of its output into faces.

    face_reference.py --check      compare with the recorded values; exit 1 on a difference
    face_reference.py --write      regenerate tests/fixtures/imaging/face/reference.json
    face_reference.py --pictures   regenerate the pictures beside it from the portraits

The runtime is PyPI's `ai-edge-litert`, LiteRT for Python; the model is the half-precision original from the npm package
`@mediapipe/face_detection`. imaging/tests/face.rs compares our executor with the recorded values. The decoding of boxes
follows MediaPipe's face_detection_short_range.pbtxt. Needs requirements.txt.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "node_modules/@mediapipe/face_detection/face_detection_short_range.tflite"
SHA256 = "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633"
PORTRAITS = ROOT / "tests/fixtures/imaging"
FOLDER = PORTRAITS / "face"
REFERENCE = FOLDER / "reference.json"
ABOUT = ("What the face model says of 128 x 128 pictures: written by tests/python/face_reference.py, which runs the original with "
         "ai-edge-litert. `top` are the surest places, each with its index, score and box of 16 numbers as the model gives it, in pixels; "
         "`faces` are what is left of the boxes of at least half a score, by the MediaPipe way, in pixels: middle and size of the box, then six points. "
         "`turn` is how far the picture was turned clockwise.")
TOP = 12

# Each picture: a portrait, centred on a black square this many times its longer side.
SQUARES = {
    "portrait-1-whole": ("portrait-1-busy.jpg", 1.0),
    "portrait-2-whole": ("portrait-2-busy.jpg", 1.0),
    "portrait-1-far": ("portrait-1-busy.jpg", 2.5),
    "portrait-2-far": ("portrait-2-busy.jpg", 1.8),
}


def noise():
    """Noise from a linear congruential generator: the same everywhere."""
    state, values = 1, []
    for _ in range(128 * 128 * 3):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state >> 24)
    return np.array(values, np.uint8).reshape(128, 128, 3)


class Model:
    def __init__(self):
        content = MODEL.read_bytes()
        if hashlib.sha256(content).hexdigest() != SHA256:
            sys.exit(f"{MODEL} is another model")
        self.interpreter = Interpreter(model_content=content)
        self.interpreter.allocate_tensors()
        self.outputs = {output["name"]: output["index"] for output in self.interpreter.get_output_details()}

    def run(self, pixels):
        """Scores and boxes of all 896 anchors."""
        self.interpreter.set_tensor(self.interpreter.get_input_details()[0]["index"], (pixels[None] / 127.5 - 1).astype(np.float32))
        self.interpreter.invoke()
        get = lambda name: self.interpreter.get_tensor(self.outputs[name])[0].astype(np.float64)
        return 1 / (1 + np.exp(-get("classificators")[:, 0].clip(-100, 100))), get("regressors")


def places():
    """The anchors' centres in pixels: two boxes in each of 16 x 16 cells, six in each of 8 x 8."""
    return np.array([((x + 0.5) * 128 / side, (y + 0.5) * 128 / side)
                     for side, each in ((16, 2), (8, 6)) for y in range(side) for x in range(side) for _ in range(each)])


def overlap(one, other):
    low = np.maximum(one[0] - one[1] / 2, other[0] - other[1] / 2)
    high = np.minimum(one[0] + one[1] / 2, other[0] + other[1] / 2)
    shared = np.prod(np.maximum(high - low, 0))
    return shared / (np.prod(one[1]) + np.prod(other[1]) - shared)


def faces(scores, boxes):
    """Weighted non-maximum suppression: each face is the mean of the boxes that overlap its highest-scoring one."""
    pairs = boxes.reshape(-1, 8, 2).copy()
    pairs[:, [0, 2, 3, 4, 5, 6, 7]] += places()[:, None]
    left = [index for index in np.argsort(-scores, kind="stable") if scores[index] >= 0.5]
    found = []
    while left:
        same = [index for index in left if overlap(pairs[left[0]], pairs[index]) > 0.3]
        found.append((scores[left[0]], np.average(pairs[same], axis=0, weights=scores[same])))
        left = [index for index in left if index not in same]
    return found


def cases(model):
    pictures = {name: np.asarray(Image.open(FOLDER / f"{name}.png").convert("RGB")) for name in SQUARES}
    pictures |= {"noise": noise(), "grey": np.full((128, 128, 3), 128, np.uint8)}
    for name, pixels in pictures.items():
        for turn in range(0, 360, 90) if name in SQUARES else [0]:
            scores, boxes = model.run(np.rot90(pixels, -turn // 90))
            numbers = lambda values: [round(float(value), 2) for value in np.ravel(values)]
            yield {
                "picture": name, "turn": turn,
                "top": [{"index": int(index), "score": round(float(scores[index]), 4), "box": numbers(boxes[index])}
                        for index in np.argsort(-scores, kind="stable")[:TOP]],
                "faces": [{"score": round(float(score), 4), "values": numbers(values)} for score, values in faces(scores, boxes)],
            }


def make_pictures():
    FOLDER.mkdir(exist_ok=True)
    for name, (portrait, times) in SQUARES.items():
        picture = Image.open(PORTRAITS / portrait).convert("RGB")
        (x, y), half = (side / 2 for side in picture.size), max(picture.size) * times / 2
        square = picture.crop([round(edge) for edge in (x - half, y - half, x + half, y + half)])
        square.resize((128, 128), Image.Resampling.BOX).save(FOLDER / f"{name}.png", optimize=True)


def differences(one, other, path=""):
    """Where two results differ by more than rounding on another processor."""
    if isinstance(one, float) and isinstance(other, float):
        return [] if abs(one - other) <= (0.002 if path.endswith("score") else 0.1) else [f"{path}: {one} and {other}"]
    if isinstance(one, (dict, list)) and type(one) is type(other) and len(one) == len(other):
        keys = one.keys() if isinstance(one, dict) else range(len(one))
        return [line for key in keys for line in (differences(one[key], other[key], f"{path}.{key}") if isinstance(one, list) or key in other else [f"{path}.{key}"])]
    return [] if one == other else [f"{path}: {one} and {other}"]


def main():
    model = Model()
    match sys.argv[1:]:
        case ["--pictures"]:
            make_pictures()
        case ["--write"]:
            lines = ",\n".join("    " + json.dumps(case) for case in cases(model))
            REFERENCE.write_text('{{\n  "about": {},\n  "cases": [\n{}\n  ]\n}}\n'.format(json.dumps(ABOUT), lines))
        case ["--check"]:
            found = differences(json.loads(REFERENCE.read_text())["cases"], list(cases(model)))
            if found:
                sys.exit("\n".join(["the face model's reference differs from what is written:", *found[:20]]))
            print("The face model's reference values match.")
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()

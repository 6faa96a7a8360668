"""Writes png.json: small PNGs of every kind, and their pixels on white as Pillow decodes them.

The files are written by PyPI pypng 0.20220715.0, which also interlaces; one animation by Pillow. To run it:

    python3 -m venv VENV && VENV/bin/pip install pypng==0.20220715.0 pillow==12.0.0 && VENV/bin/python tests/vectors/imaging/png_kinds.py
"""

import base64
import io
import json
from pathlib import Path
from random import Random

import png
from PIL import Image

WIDTH, HEIGHT = 13, 9
random = Random(1)


def made(kind, depth, interlace, transparent=None):
    greyscale, alpha, samples = kind.startswith('grey'), kind.endswith('alpha'), {'grey': 1, 'rgb': 3, 'palette': 1, 'grey-alpha': 2, 'rgb-alpha': 4}[kind]
    options = {'palette': [tuple(random.randrange(256) for _ in range(4 if transparent else 3)) for _ in range(2 ** depth)]} if kind == 'palette' else {
        'greyscale': greyscale, 'alpha': alpha, **({'transparent': transparent} if transparent else {})}
    rows = [[random.randrange(2 ** depth) for _ in range(WIDTH * samples)] for _ in range(HEIGHT)]
    if transparent and kind != 'palette':
        rows[0][:samples] = transparent if isinstance(transparent, tuple) else (transparent,)
    out = io.BytesIO()
    png.Writer(WIDTH, HEIGHT, bitdepth=depth, interlace=interlace, **options).write(out, rows)
    return out.getvalue()


def on_white(data):
    image = Image.open(io.BytesIO(data))
    if image.mode == 'I;16':
        key = image.info.get('transparency')
        values = list(image.getdata())
        return bytes(byte for value in values for byte in ([255] * 3 if value == key else [value >> 8] * 3))
    # Pillow widens samples of fewer bits to eight, and leaves the transparent one as it was.
    if image.mode == 'L' and 'transparency' in image.info:
        image.info['transparency'] *= 255 // (2 ** data[24] - 1)
    white = Image.new('RGBA', image.size, 'white')
    white.alpha_composite(image.convert('RGBA'))
    return white.convert('RGB').tobytes()


cases = []
for interlace in [False, True]:
    for kind, depths in {'grey': [1, 2, 4, 8, 16], 'rgb': [8, 16], 'palette': [1, 2, 4, 8], 'grey-alpha': [8, 16], 'rgb-alpha': [8, 16]}.items():
        for depth in depths:
            cases.append((f'{kind}-{depth}{"-interlaced" if interlace else ""}', made(kind, depth, interlace)))
cases.append(('grey-4-clear', made('grey', 4, False, 5)))
cases.append(('rgb-8-clear', made('rgb', 8, False, (1, 2, 3))))
cases.append(('palette-2-clear', made('palette', 2, False, True)))
frames = [Image.effect_noise((WIDTH, HEIGHT), 90).convert('RGB') for _ in range(3)]
out = io.BytesIO()
frames[0].save(out, 'PNG', save_all=True, append_images=frames[1:])
cases.append(('animated', out.getvalue()))
text = [{'name': name, 'png': base64.b64encode(data).decode(), 'rgb': base64.b64encode(on_white(data)).decode()} for name, data in cases]
lines = ',\n'.join(json.dumps(case) for case in text)
Path(__file__).with_name('png.json').write_text(f'{{ "width": {WIDTH}, "height": {HEIGHT}, "cases": [\n{lines}\n] }}\n')

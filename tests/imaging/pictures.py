"""Makes the pictures that the package is tried on, out of those under tests/fixtures/imaging, by Pillow.

    pictures.py FOLDER             a small set: baseline, PNG, progressive, with a place, a signature
    pictures.py FOLDER --large     phone photos of 12 megapixels, for the benchmark
"""

import math
import sys
from pathlib import Path

from PIL import Image, ImageDraw, TiffImagePlugin

FIXTURES = Path(__file__).parent.parent / 'fixtures/imaging'

# How the pixels of an upright picture are stored for each orientation (EXIF 2.32, 4.6.4 A): what a viewer undoes.
STORED = {
    1: [],
    2: [Image.Transpose.FLIP_LEFT_RIGHT],
    3: [Image.Transpose.ROTATE_180],
    4: [Image.Transpose.FLIP_TOP_BOTTOM],
    5: [Image.Transpose.TRANSPOSE],
    6: [Image.Transpose.ROTATE_90],
    7: [Image.Transpose.TRANSVERSE],
    8: [Image.Transpose.ROTATE_270],
}


def exif(orientation=None, place=False):
    data = Image.Exif()
    if orientation:
        data[0x0112] = orientation
    if place:
        data[0x010F] = 'A maker of phones'
        rational = TiffImagePlugin.IFDRational
        degrees = (rational(51), rational(7), rational(4830, 100))
        data.get_ifd(0x8825).update({1: 'N', 2: degrees, 3: 'E', 4: degrees})
    return data


def portrait(width, height):
    return Image.open(FIXTURES / 'portrait-1-plain.jpg').convert('RGB').resize((width, height), Image.Resampling.LANCZOS)


def signature():
    sheet = Image.new('RGB', (900, 420), (238, 238, 236))
    steps = [index / 400 for index in range(401)]
    line = [(170 + 560 * step, 210 + 95 * math.sin(24 * step) * (1 - 0.4 * step) + 30 * math.sin(70 * step)) for step in steps]
    ImageDraw.Draw(sheet).line(line, fill=(30, 36, 96), width=6, joint='curve')
    return sheet


def small(folder):
    photo = portrait(620, 797)
    photo.save(folder / 'photo.jpg', quality=92)
    photo.save(folder / 'photo.png')
    photo.save(folder / 'progressive.jpg', quality=92, progressive=True)
    photo.save(folder / 'place.jpg', quality=92, exif=exif(place=True), comment=b'a remark')
    portrait(1240, 1594).save(folder / 'photo.webp', quality=92)
    signature().save(folder / 'signature.png')
    # Beyond what the module decodes of a progressive file, so that a browser must: a mark in the upper left corner
    # tells mirrored ones apart.
    large = portrait(2520, 3240)
    ImageDraw.Draw(large).rectangle((0, 0, 252, 324), fill=(200, 30, 30))
    for orientation, steps in STORED.items():
        stored = large
        for step in steps:
            stored = stored.transpose(step)
        stored.save(folder / f'progressive-{orientation}.jpg', quality=85, progressive=True, exif=exif(orientation, place=True))


def phone(folder):
    photo = portrait(3024, 4032)
    for name, progressive in [('baseline', False), ('progressive', True)]:
        photo.save(folder / f'phone-{name}.jpg', quality=90, progressive=progressive, exif=exif(1, place=True))


if __name__ == '__main__':
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    (phone if '--large' in sys.argv else small)(target)

"""Writes jpeg.json: small JPEGs of every kind with what Pillow says of them, and their upright pixels as it decodes them.

To run it: .tools/python/bin/python tests/vectors/imaging/jpeg_kinds.py
"""

import base64
import io
import json
import struct
from pathlib import Path

from PIL import Image, ImageCms, ImageDraw, ImageOps

ORIENTATION, GPS = 0x0112, 0x8825


def drawing(width, height):
    """Slopes with a few edges, and no symmetry."""
    image = Image.new('RGB', (width, height))
    image.putdata([(x * 255 // width, y * 255 // height, (x + 2 * y) * 80 // width) for y in range(height) for x in range(width)])
    draw = ImageDraw.Draw(image)
    draw.rectangle((2, 1, width // 2, height // 3), fill=(230, 60, 40))
    draw.ellipse((width // 2, height // 2, width - 3, height - 2), fill=(40, 70, 200))
    return image


def tiff(order, orientation=1, place=None):
    """A TIFF block as cameras write it; `place` is a list of GPS tags with one text each."""
    def entry(tag, kind, count, value):
        return struct.pack(order + 'HHI', tag, kind, count) + value.ljust(4, b'\0')
    entries = [entry(ORIENTATION, 3, 1, struct.pack(order + 'H', orientation))]
    if place is not None:
        entries.append(entry(GPS, 4, 1, struct.pack(order + 'I', 8 + 2 + 2 * 12 + 4)))
    block = (b'II' if order == '<' else b'MM') + struct.pack(order + 'HI', 42, 8)
    block += struct.pack(order + 'H', len(entries)) + b''.join(entries) + struct.pack(order + 'I', 0)
    if place is not None:
        block += struct.pack(order + 'H', len(place)) + b''.join(entry(tag, 2, 2, text) for tag, text in place) + struct.pack(order + 'I', 0)
    return block


def written(image, **options):
    out = io.BytesIO()
    image.save(out, 'JPEG', **options)
    return out.getvalue()


def segment(marker, data):
    return struct.pack('>BBH', 0xFF, marker, len(data) + 2) + data


def behind_start(data, *segments):
    return data[:2] + b''.join(segments) + data[2:]


def exif(block):
    return segment(0xE1, b'Exif\0\0' + block)


large, small = drawing(37, 27), drawing(19, 11)
profile = ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()
packet = b'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="51,7.6N"/></x:xmpmeta>'
thumbnail = b'JFIF\0\1\1\1\0\x48\0\x48\2\2' + bytes(range(200, 212))
cases = []


def estimate(image, standard):
    """S = 100 * (sum of the tables) / (sum of the standard's), and libjpeg's way from quality to S turned round."""
    tables = image.quantization
    scale = 100 * sum(map(sum, tables.values())) / sum(sum(standard[min(number, 1)]) for number in tables)
    return (200 - scale) / 2 if scale <= 100 else 5000 / scale


# At quality 50, libjpeg takes the tables of annex K as they are.
standard = Image.open(io.BytesIO(written(small, quality=50))).quantization


def case(name, data, **more):
    image = Image.open(io.BytesIO(data))
    upright = ImageOps.exif_transpose(image).convert('RGB')
    cases.append({
        'name': name, 'jpeg': base64.b64encode(data).decode(), 'width': image.width, 'height': image.height,
        'components': len(image.getbands()), 'progressive': bool(image.info.get('progressive')),
        'orientation': image.getexif().get(ORIENTATION, 1), 'place': False, 'estimate': estimate(image, standard), **more,
        'uprightWidth': upright.width, 'rgb': base64.b64encode(upright.tobytes()).decode(),
    })


for name, options in {'4:4:4': {'subsampling': 0}, '4:2:2': {'subsampling': 1}, '4:2:0': {'subsampling': 2}}.items():
    case(name, written(large, quality=90, **options), quality=90)
    case(f'{name} progressive', written(large, quality=90, progressive=True, **options), quality=90)
case('grey', written(large.convert('L'), quality=90), quality=90)
case('grey progressive', written(large.convert('L'), quality=90, progressive=True), quality=90)
case('cmyk', written(large.convert('CMYK'), quality=90, subsampling=0), quality=90)
case('own tables', written(large, quality=90, optimize=True), quality=90)
case('restarts', written(large, quality=90, restart_marker_blocks=1), quality=90)
case('red, green and blue', written(large, quality=90, keep_rgb=True), quality=90)
for quality in [10, 25, 40, 50, 60, 75, 85, 95, 100]:
    case(f'quality {quality}', written(small, quality=quality), quality=quality)
for order in '<>':
    for orientation in range(1, 9):
        case(f'orientation {orientation} {order}', behind_start(written(small, quality=92), exif(tiff(order, orientation))))
place = [(1, b'N\0'), (3, b'E\0')]
case('place <', behind_start(written(small), exif(tiff('<', place=place))), place=True)
case('place >', behind_start(written(small), exif(tiff('>', 6, place=place))), place=True)
case('directory of no place', behind_start(written(small), exif(tiff('<', place=[]))))
case('place in xmp', behind_start(written(small), segment(0xE1, packet)), place=True)
case('everything', behind_start(
    written(small, icc_profile=profile, comment='made by hand'),
    segment(0xE0, thumbnail), exif(tiff('>', 3, place=place)), segment(0xE1, packet), segment(0xE2, b'MPF\0' + bytes(40)),
    segment(0xED, b'Photoshop 3.0\0' + bytes(30)), b'\xff\xff\xff',
) + b'a film behind the end', place=True)
junk = written(small)
tables = junk.index(b'\xff\xdb')
case('bytes between segments', junk[:tables] + b'\0\1\xff\0\2' + junk[tables:])



def parts(data):
    """The markers with their contents, a scan with its data; the first and the last stand alone."""
    found, place = [], 2
    while data[place + 1] != 0xD9:
        end = place + 2 + struct.unpack_from('>H', data, place + 2)[0]
        if data[place + 1] == 0xDA:
            end = next(at for at in range(end, len(data)) if data[at] == 0xFF and data[at + 1] not in (0, *range(0xD0, 0xD8)))
        found.append((data[place + 1], data[place:end]))
        place = end
    return found


def renamed(data, names):
    """The components under other names, in the frame and in the scans."""
    changed = []
    for marker, part in parts(data):
        part = bytearray(part)
        for number, name in enumerate(names):
            if marker == 0xC0:
                part[10 + 3 * number] = name
            elif marker == 0xDA:
                part[5 + 2 * number] = name
        changed.append(bytes(part))
    return data[:2] + b''.join(changed) + b'\xff\xd9'


# What says how colours are meant: JFIF (ITU-T T.871), Adobe's transform (T.872), the names of the components.
plain = {'RGB': written(small, quality=90, keep_rgb=True), 'YCbCr': written(small, quality=90, subsampling=0)}
plain = {model: data[:2] + b''.join(part for marker, part in parts(data) if marker not in (0xE0, 0xEE)) + b'\xff\xd9' for model, data in plain.items()}
jfif = segment(0xE0, b'JFIF\0\1\1\0\0\1\0\1\0\0')
for model, data in plain.items():
    for names in [b'\1\2\3', b'RGB', b'\1\x22\x23', b'rgb', b'\0\1\2']:
        for adobe in [None, 0, 1]:
            for header, mark in {'': b'', ', JFIF': jfif, ', short JFIF': segment(0xE0, jfif[4:-2])}.items():
                marks = mark if adobe is None else mark + segment(0xEE, b'Adobe\0\x64\0\0\0\0' + bytes([adobe]))
                said = names.hex() + header + ('' if adobe is None else f', transform {adobe}')
                case(f'{model} by {said}', behind_start(renamed(data, names), marks))


def filled(data, count):
    """Fill bytes before every marker but the first, restarts included (T.81, B.1.1.2)."""
    out = data[:2]
    for marker, part in [*parts(data), (0xD9, b'\xff\xd9')]:
        out += b'\xff' * count + part[:2]
        rest = part[2:]
        if marker == 0xDA:
            for number in range(8):
                rest = rest.replace(bytes([0xFF, 0xD0 + number]), b'\xff' * count + bytes([0xFF, 0xD0 + number]))
        out += rest
    return out


for count in [1, 2, 7]:
    for name, options in {'': {}, ' progressive': {'progressive': True}, ' with restarts': {'restart_marker_blocks': 1}}.items():
        case(f'{count} fill bytes{name}', filled(written(small, quality=90, **options), count))

lines = ',\n'.join(json.dumps(case) for case in cases)
Path(__file__).with_name('jpeg.json').write_text(f'[\n{lines}\n]\n')

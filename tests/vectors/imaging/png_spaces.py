"""Writes png_spaces.json: small PNGs that say what their colours mean, and their pixels in sRGB as LittleCMS converts them, without its shortcuts.

Every kind of saying is brought down to a profile of three curves and a matrix, whose colourants are published ones, and
that is what LittleCMS converts. To run it: .tools/python/bin/python tests/vectors/imaging/png_spaces.py
"""

import base64
import io
import json
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageCms

WIDTH, HEIGHT = 12, 9
# Beside D50, as the profiles of Apple (Display P3) and HP (sRGB) have them.
SRGB = [(0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)]
P3 = [(0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)]
# x and y of white, red, green and blue, times 100 000 (ITU-R BT.709, SMPTE EG 432-1).
XY_SRGB = [31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000]
XY_P3 = [31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000]
# g, a, b, c, d of ICC's third type (IEC 61966-2-1).
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def fixed(value):
    return struct.pack('>i', round(value * 65536))


def parametric(*numbers):
    return b'para\0\0\0\0' + struct.pack('>HH', {1: 0, 5: 3}[len(numbers)], 0) + b''.join(map(fixed, numbers))


def table(gamma):
    values = [round(65535 * (step / 255) ** gamma) for step in range(256)]
    return b'curv\0\0\0\0' + struct.pack('>I', 256) + struct.pack('>256H', *values)


def profile(curve, colourants=None):
    """RGB, or grey without colourants (ICC.1:2010, 7 to 9)."""
    xyz = lambda *values: b'XYZ \0\0\0\0' + b''.join(map(fixed, values))
    text = b'desc\0\0\0\0' + struct.pack('>I', 2) + b'x\0' + bytes(78)
    tags = {b'desc': text, b'cprt': b'text\0\0\0\0x\0\0\0', b'wtpt': xyz(0.9642, 1, 0.8249)}
    if colourants:
        tags |= {name + b'XYZ': xyz(*one) for name, one in zip([b'r', b'g', b'b'], colourants)}
        tags |= {name + b'TRC': curve for name in [b'r', b'g', b'b']}
    else:
        tags[b'kTRC'] = curve
    body, entries = b'', b''
    start = 132 + 12 * len(tags)
    for name, data in tags.items():
        entries += struct.pack('>4sII', name, start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    head = struct.pack('>I4sI4s4s4s', start + len(body), b'', 0x02400000, b'mntr', b'RGB ' if colourants else b'GRAY', b'XYZ ')
    head += bytes(12) + b'acsp' + bytes(28) + fixed(0.9642) + fixed(1) + fixed(0.8249)
    return head.ljust(128, b'\0') + struct.pack('>I', len(tags)) + entries + body


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(image, *chunks):
    out = io.BytesIO()
    image.save(out, 'PNG')
    data = out.getvalue()
    return data[:33] + b''.join(chunks) + data[33:]


def iccp(data):
    return chunk(b'iCCP', b'x\0\0' + zlib.compress(data))


def gama(value):
    return chunk(b'gAMA', struct.pack('>I', value))


def chrm(values):
    return chunk(b'cHRM', struct.pack('>8I', *values))


def cicp(*points):
    return chunk(b'cICP', bytes(points))


colour = Image.new('RGB', (WIDTH, HEIGHT))
colour.putdata([(x * 255 // (WIDTH - 1), y * 255 // (HEIGHT - 1), 255 - (x + y) * 255 // (WIDTH + HEIGHT - 2)) for y in range(HEIGHT) for x in range(WIDTH)])
grey = Image.new('L', (WIDTH, HEIGHT))
grey.putdata([step * 255 // (WIDTH * HEIGHT - 1) for step in range(WIDTH * HEIGHT)])
srgb = ImageCms.createProfile('sRGB')
cases = []


def case(name, image, meant, *chunks):
    shown = image.convert('RGB')
    if meant:
        source = ImageCms.ImageCmsProfile(io.BytesIO(meant))
        shown = ImageCms.profileToProfile(image, source, srgb, outputMode='RGB', renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC, flags=ImageCms.Flags.NOOPTIMIZE)
    cases.append({'name': name, 'png': base64.b64encode(png(image, *chunks)).decode(), 'rgb': base64.b64encode(shown.tobytes()).decode()})


linear, p3 = profile(parametric(1.0), SRGB), profile(parametric(*SRGB_CURVE), P3)
case('gAMA 1.0', colour, linear, gama(100000))
case('gAMA 1/1.8', colour, profile(parametric(1.8), SRGB), gama(55556))
case('gAMA 1/2.2 alone is what everybody means', colour, None, gama(45455))
case('gAMA of zero says nothing', colour, None, gama(0))
case('gAMA 1.0, grey', grey, profile(parametric(1.0)), gama(100000))
case('cHRM and gAMA', colour, profile(parametric(2.2), P3), gama(45455), chrm(XY_P3))
# As browsers show it, which Chromium's drawing confirms: the specification leaves the curve open.
case('cHRM without gAMA says nothing', colour, None, chrm(XY_P3))
case('sRGB outvotes gAMA', colour, None, gama(100000), chunk(b'sRGB', b'\0'))
case('iCCP, a function', colour, p3, iccp(p3))
case('iCCP, a table', colour, profile(table(1.8), P3), iccp(profile(table(1.8), P3)))
case('iCCP outvotes sRGB', colour, linear, iccp(linear), chunk(b'sRGB', b'\0'))
case('iCCP, grey', grey, profile(table(1.0)), iccp(profile(table(1.0))))
case('iCCP of grey on colours says nothing', colour, None, iccp(profile(table(1.0))))
case('iCCP of colours on grey says nothing', grey, None, iccp(p3))
case('cICP, Display P3', colour, p3, cicp(12, 13, 0, 1))
case('cICP outvotes iCCP', colour, linear, cicp(1, 8, 0, 1), iccp(p3))
case('cICP, sRGB', colour, None, cicp(1, 13, 0, 1), gama(100000))
lines = ',\n'.join(json.dumps(one) for one in cases)
Path(__file__).with_name('png_spaces.json').write_text(f'[\n{lines}\n]\n')

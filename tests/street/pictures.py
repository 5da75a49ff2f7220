"""Product pictures: small PNG files drawn row by row from simple solids of revolution."""

from __future__ import annotations

import colorsys
import math
import struct
import zlib
from functools import lru_cache
from itertools import pairwise

HUES = {
    "blue": 0.58, "green": 0.36, "terracotta": 0.04, "sand": 0.11,
    "plum": 0.88, "teal": 0.48, "graphite": 0.62, "mustard": 0.13,
}  # fmt: skip
SATURATION = {"graphite": 0.10, "sand": 0.30}
# Half width of the body from its top (0) to its foot (1), as a share of the picture; read
# between the points on a straight line.
PROFILES: dict[str, tuple[tuple[float, float], ...]] = {
    "mug": ((0, 0.20), (0.06, 0.205), (0.9, 0.20), (1, 0.18)),
    "cup": ((0, 0.23), (0.4, 0.21), (0.8, 0.14), (1, 0.10)),
    "tumbler": ((0, 0.16), (0.12, 0.17), (0.13, 0.15), (1, 0.11)),
    "glass": ((0, 0.17), (0.5, 0.15), (1, 0.13)),
    "bottle": ((0, 0.07), (0.35, 0.065), (0.75, 0.19), (1, 0.18)),
    "bowl": ((0, 0.34), (0.3, 0.32), (0.7, 0.22), (0.9, 0.12), (1, 0.12)),
    "pot": ((0, 0.31), (0.08, 0.32), (0.1, 0.30), (0.9, 0.29), (1, 0.26)),
    "teapot": ((0, 0.07), (0.5, 0.27), (0.75, 0.25), (1, 0.15)),
    "kettle": ((0, 0.08), (0.85, 0.30), (1, 0.28)),
    "moka": ((0, 0.20), (0.45, 0.13), (0.5, 0.12), (0.55, 0.14), (1, 0.20)),
    "grinder": ((0, 0.18), (0.35, 0.17), (0.38, 0.13), (0.55, 0.13), (0.6, 0.18), (1, 0.19)),
    "dripper": ((0, 0.27), (0.55, 0.08), (0.62, 0.08), (0.66, 0.18), (1, 0.18)),
    "tin": ((0, 0.17), (0.16, 0.17), (0.17, 0.18), (1, 0.18)),
    "knife": ((0, 0.01), (0.25, 0.055), (0.6, 0.06), (0.62, 0.035), (0.97, 0.04), (1, 0.02)),
    "board": ((0, 0.10), (0.04, 0.22), (0.96, 0.23), (1, 0.21)),
}
TALL = {"mug": 0.42, "cup": 0.28, "bowl": 0.30, "pot": 0.34, "dripper": 0.44, "glass": 0.46,
        "teapot": 0.42, "kettle": 0.40, "tin": 0.46, "knife": 0.72, "board": 0.60}  # fmt: skip
SOLID = frozenset({"knife", "board", "tin", "kettle", "teapot", "moka", "bottle"})
ROUND = frozenset({"teapot", "kettle", "bottle", "cup", "bowl"})
KNOBS = frozenset({"teapot", "kettle", "moka", "tin"})
HANDLES = {"mug": 0.22, "cup": 0.23, "moka": 0.17, "teapot": 0.28}

GROUND, BODY, EDGE, BAND, DARK = 0, 48, 144, 160, 224
RAMP = 48
BODY_RAMP = 96
BAND_RAMP = 64


@lru_cache(maxsize=1024)
def product_picture(shape: str, colour: str, ground: str = "cream", size: int = 480) -> bytes:
    """A PNG of one product on a soft ground. `ground` is cream, mist or blush."""
    return _png(_palette(colour, ground), [bytes(r) for r in _rows((shape,), size, size)], size)


@lru_cache(maxsize=16)
def shelf_picture(shapes: tuple[str, ...], colour: str, width: int, height: int) -> bytes:
    """A wide PNG with several products next to each other, for a home page."""
    return _png(_palette(colour, "mist"), [bytes(r) for r in _rows(shapes, width, height)], width)


def _rows(shapes: tuple[str, ...], width: int, height: int) -> list[bytearray]:
    """The picture as rows of palette indexes."""
    rows = [bytearray([GROUND + min(RAMP - 1, y * RAMP // height)]) * width for y in range(height)]
    for at, shape in enumerate(shapes):
        _draw(rows, shape, round(width * (2 * at + 1) / (2 * len(shapes))), height)
    return rows


def _draw(rows: list[bytearray], shape: str, middle: int, size: int) -> None:
    """One product into the rows: shadow, handle, body with a band, opening."""
    foot = round(size * 0.80)
    top = foot - round(size * TALL.get(shape, 0.56))
    widest = max(half for _, half in PROFILES[shape]) * size
    _ellipse(rows, middle, foot, widest * 1.25, size * 0.035, DARK)
    if shape in HANDLES:
        radius = (foot - top) * 0.30
        _ring(rows, middle + HANDLES[shape] * size, (top + foot) / 2, radius, size * 0.022)
    if shape in KNOBS:
        _ellipse(rows, middle, top - size * 0.02, size * 0.03, size * 0.04, DARK + 8)
    for y in range(top, foot):
        half = _half(shape, (y - top) / (foot - top)) * size
        share = (y - top) / (foot - top)
        banded = 0.62 < share < 0.74 and shape not in {"knife", "dripper"}
        _slice(rows[y], middle, half, BAND if banded else BODY, BAND_RAMP if banded else BODY_RAMP)
    rim = _half(shape, 0) * size
    if shape not in SOLID:
        _ellipse(rows, middle, top, rim, rim * 0.16, BODY + BODY_RAMP // 5)
        _ellipse(rows, middle, top, rim * 0.9, rim * 0.12, DARK + 8)


def _half(shape: str, share: float) -> float:
    """Half width of a shape at a share of its height."""
    points = PROFILES[shape]
    for (y0, w0), (y1, w1) in pairwise(points):
        if share <= y1:
            part = (share - y0) / (y1 - y0)
            if shape in ROUND:
                part = part * part * (3 - 2 * part)
            return w0 + (w1 - w0) * part
    return points[-1][1]


@lru_cache(maxsize=4096)
def _shading(width: int, start: int, ramp: int) -> bytes:
    """One row across a round body lit from the left, as palette indexes."""
    shades = bytearray()
    for x in range(width):
        across = (2 * x + 1) / width - 1
        light = math.exp(-((across + 0.35) ** 2) / 0.18) * 0.55 + (1 - across * across) * 0.45
        shades.append(start + min(ramp - 1, int(light * ramp)))
    return bytes(shades)


def _slice(row: bytearray, middle: int, half: float, start: int, ramp: int) -> None:
    """One row of the body, with one softened pixel on either side."""
    whole = int(half)
    if whole < 1:
        return
    left, right = max(0, middle - whole), min(len(row), middle + whole)
    row[left:right] = _shading(2 * whole, start, ramp)[: right - left]
    soft = EDGE + min(15, int((half - whole) * 16))
    if left > 0:
        row[left - 1] = soft
    if right < len(row):
        row[right] = soft


def _ellipse(
    rows: list[bytearray], middle: float, centre: float, wide: float, high: float, index: int
) -> None:
    """A filled ellipse of one colour."""
    for y in range(max(0, int(centre - high)), min(len(rows), int(centre + high) + 1)):
        inside = 1 - ((y - centre) / high) ** 2
        if inside > 0:
            half = wide * math.sqrt(inside)
            left = max(0, round(middle - half))
            right = min(len(rows[y]), round(middle + half))
            rows[y][left:right] = bytes([index]) * (right - left)


def _ring(rows: list[bytearray], middle: float, centre: float, radius: float, thick: float) -> None:
    """The handle: a ring, drawn before the body that covers its left part."""
    outer, inner = radius + thick, radius - thick
    for y in range(int(centre - outer), int(centre + outer) + 1):
        off = y - centre
        if abs(off) >= outer:
            continue
        far = math.sqrt(outer**2 - off**2)
        near = math.sqrt(inner**2 - off**2) if abs(off) < inner else 0.0
        for left, right in ((middle - far, middle - near), (middle + near, middle + far)):
            start, stop = round(left), round(right)
            rows[y][start:stop] = bytes([BODY + BODY_RAMP // 3]) * (stop - start)


def _palette(colour: str, ground: str) -> bytes:
    """256 colours: the ground, the lit body, its soft edge, the band and the shadow."""
    hue, full = HUES[colour], SATURATION.get(colour, 0.55)
    ground_hue = {"cream": 0.11, "mist": 0.56, "blush": 0.02}[ground]
    table: list[tuple[float, float, float]] = []
    table += [_hsv(ground_hue, 0.05 + 0.09 * i / RAMP, 0.99 - 0.07 * i / RAMP) for i in range(RAMP)]
    table += [
        _hsv(hue, full * (1.05 - 0.45 * i / BODY_RAMP), 0.36 + 0.60 * i / BODY_RAMP)
        for i in range(BODY_RAMP)
    ]
    for i in range(16):
        body, back = _hsv(hue, full, 0.40), _hsv(ground_hue, 0.09, 0.95)
        table.append(tuple(b + (a - b) * i / 16 for a, b in zip(body, back, strict=True)))  # type: ignore[arg-type]
    table += [_hsv(hue, 0.12, 0.55 + 0.43 * i / BAND_RAMP) for i in range(BAND_RAMP)]
    table += [_hsv(ground_hue, 0.16, 0.80)] * 8 + [_hsv(hue, full, 0.24)] * 24
    return b"".join(bytes(round(min(1.0, c) * 255) for c in entry) for entry in table)


def _hsv(hue: float, saturation: float, value: float) -> tuple[float, float, float]:
    return colorsys.hsv_to_rgb(hue, min(1.0, saturation), value)


def _png(palette: bytes, rows: list[bytes], width: int) -> bytes:
    """An 8-bit palette PNG; each row goes out unfiltered, which suits rows that repeat."""
    header = struct.pack(">IIBBBBB", width, len(rows), 8, 3, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )

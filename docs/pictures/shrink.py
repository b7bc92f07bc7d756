"""Shrink PNG files in place to a palette: the commonest colours as they are, the rarest still in theirs."""  # noqa: INP001 - a script

import sys
from pathlib import Path

from PIL import Image

COMMON, RARE = 96, 96  # colours kept exactly, and colours spread over all the others


def shrink(path: Path) -> None:
    """Rewrite the PNG at `path` with a palette of its own."""
    with Image.open(path) as opened:
        image = opened.convert("RGB")
    small = image.quantize(palette=_palette(image), dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def _palette(image: Image.Image) -> Image.Image:
    counted = sorted(image.getcolors(image.width * image.height), reverse=True)
    common = [value for _, colour in counted[:COMMON] for value in colour]
    spread = image.quantize(RARE, Image.Quantize.MAXCOVERAGE).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette(common + spread[: 3 * RARE])
    return palette


if __name__ == "__main__":
    for name in sys.argv[1:]:
        shrink(Path(name))

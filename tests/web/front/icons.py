"""Makes static/vendor/icons.svg again, with more icons: python tests/web/front/icons.py FOLDER NAME…"""

import re
import sys
from pathlib import Path

SPRITE = Path(__file__).parents[3] / "src/binome/web/static/vendor/icons.svg"
EMPTY_SQUARE = re.compile(r'\s*<path stroke="none" d="M0 0h24v24H0z" fill="none" />')


def symbol(name: str, drawing: str) -> str:
    """The drawing without its frame: size, colour and stroke come from the page's own style."""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
    if inside is None:
        raise ValueError(f"{name}: not an icon")
    lines = re.sub(r"\s+", " ", EMPTY_SQUARE.sub("", inside[1])).replace(" />", "/>").replace("> <", "><").strip()
    return f'<symbol id="{name}" viewBox="0 0 24 24">{lines}</symbol>'


def main(folder: str, *more: str) -> None:
    """The icons already there are drawn again from the folder, so that all are of one version."""
    known = re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text("utf-8"))
    symbols = [symbol(name, Path(folder, f"{name}.svg").read_text("utf-8")) for name in sorted({*known, *more})]
    SPRITE.write_text("\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *symbols, "</svg>", ""]), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What others wrote is served from here, unchanged since somebody looked at it."""

import hashlib
import re

from tests.web.front.stage import STATIC

VENDOR = STATIC / "vendor"
NAMED = re.compile(r'(?:icons\.svg#|icons \}\}#|shared/icon\.html" with name=")([\w-]+)')


def test_every_vendored_file_is_the_one_that_was_checked() -> None:
    """None more, none less, none altered."""
    listed = dict(reversed(line.split("  ")) for line in (VENDOR / "CHECKSUMS").read_text("utf-8").splitlines())
    there = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in ("CHECKSUMS", "README.md")
    }
    assert there == listed


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    """A missing icon is an empty square that nobody reports."""
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (VENDOR / "icons.svg").read_text("utf-8")))
    named = {name for page in (STATIC.parent).rglob("*.html") for name in NAMED.findall(page.read_text("utf-8"))}
    assert named - drawn == set()


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Neither a font nor a script nor a picture."""
    ours = [path for kind in ("css", "js") for path in (STATIC / kind).glob("*")]
    assert [path.name for path in ours if re.search(r"(?:https?:)?//[\w-]+\.\w+", path.read_text("utf-8"))] == []


def test_no_page_has_inline_style_or_script() -> None:
    """The content policy would refuse them in silence."""
    found = [
        page.name
        for page in STATIC.parent.rglob("templates/**/*.html")
        if re.search(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*\bsrc=)", page.read_text("utf-8"))
    ]
    assert found == []

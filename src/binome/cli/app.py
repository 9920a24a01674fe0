"""The command line: `binome`.

Each command answers 0 (done), 1 (done, and something is wrong) or 2 (not done), with a sentence.
"""

import os
import sys

import typer

from binome.cli.saying import NotDone, say

app = typer.Typer(
    name="binome",
    help="Binôme: the live day of a general practice that works as a team.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def binome() -> None:
    """A callback, so that a command is named even while there is only one."""


def main() -> None:
    """Run a command; what cannot be done is said in a sentence, without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binome.web.settings")
    try:
        app()
    except NotDone as sentence:
        say(f"binome: {sentence}")
        sys.exit(2)


from binome.cli import demo  # noqa: E402, F401  each module adds its commands

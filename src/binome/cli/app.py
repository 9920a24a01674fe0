"""The command line: `binome`.

Each command answers 0 (done), 1 (done, and something is wrong) or 2 (not done), with a sentence.
"""

import sys

import typer

from binome.cli import (
    backup,
    check,
    contract,
    demo,
    evaluate,
    explain,
    importing,
    journal,
    law,
    measure,
    practice,
    serve,
    twin,
    user,
)
from binome.cli.saying import NotDone, say

GROUPS = {
    "contract": (contract.commands, "The aid contract: where it stands, where it goes."),
    "import": (importing.commands, "Bring what a practice has elsewhere: its agenda, its patients."),
    "journal": (journal.commands, "What happened: take it out, or forget somebody."),
    "practice": (practice.commands, "Found a practice."),
    "twin": (twin.commands, "What might happen: scenarios of a practice."),
    "user": (user.commands, "Let people in."),
}

app = typer.Typer(
    name="binome",
    help="Binôme: the live day of a general practice that works as a team.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

ALONE = (
    demo.demo, serve.serve, serve.migrate, check.check, backup.backup, law.may, law.activities, measure.measure,
    measure.measures, evaluate.evaluate, explain.explain,
)  # fmt: skip

for command in ALONE:
    app.command()(command)
for name, (commands, words) in GROUPS.items():
    app.add_typer(commands, name=name, help=words, no_args_is_help=True)


def main() -> None:
    """Run a command; what cannot be done is said in a sentence, without a traceback."""
    try:
        app()
    except NotDone as sentence:
        say(f"binome: {sentence}")
        sys.exit(2)

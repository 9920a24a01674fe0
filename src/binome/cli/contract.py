"""`binome contract`: where the aid contract stands and will stand, from a file; the rules it is read with."""

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from binome.cli.contract_eligible import eligible
from binome.cli.contract_said import AsJson, Language, day_said, refuse_language
from binome.cli.saying import NotDone, answer, write_new

if TYPE_CHECKING:
    from binome.contract.dossier import Dossier

commands = typer.Typer()
commands.command()(eligible)
TEMPLATES = ("individual", "shared", "collective")


@commands.callback()
def contract() -> None:
    """The aid contract for an assistant's post. Nothing here is official: compare with amelipro."""


@commands.command()
def project(
    file: Annotated[
        Path, typer.Argument(help="The contract or contracts, a TOML file: binome contract init writes one.")
    ],
    on: Annotated[str, typer.Option(help="The day, 2026-03-01; today if not given.")] = "",
    language: Language = "fr",
    as_json: AsJson = False,
) -> None:
    """Where each contract stands, where it goes, what that pays, and what to do when."""
    refuse_language(language)
    day, dossier = day_said(on), _dossier(file, language)
    from binome.contract.as_json import as_json as plain
    from binome.contract.projection import project as projected
    from binome.contract.sharing import together
    from binome.contract.telling import told

    found = tuple(projected(it.contract, it.readings, day, it.assumptions) for it in dossier.entries)
    result = {
        "on": day.isoformat(),
        "not_official": dict(found[0].not_official),
        "contracts": [plain(it) for it in found],
        "together": plain(together(found, dossier.posts)),
    }
    answer(result, as_json=as_json, told="\n\n".join(told(it, language) for it in found))


@commands.command()
def regimes(language: Language = "fr", as_json: AsJson = False) -> None:
    """The rules: which regime when, what each pays at most, what the texts leave open and how one may choose."""
    refuse_language(language)
    from binome.contract.as_json import as_json as plain
    from binome.contract.regimes import regimes as known
    from binome.contract.rules import rules, topics

    result = {
        "regimes": [_regime(it) for it in known().values()],
        "open": [plain(it) for it in topics().values()],
        "rules": [plain(it) for it in rules().values()],
    }
    answer(result, as_json=as_json, told="\n".join(_lines(result, language)))


@commands.command()
def init(
    out: Annotated[Path, typer.Argument(help="Where to write it; - for the standard output.")],
    template: Annotated[str, typer.Option(help=f"Which one: {', '.join(TEMPLATES)}.")] = TEMPLATES[0],
    language: Language = "fr",
) -> None:
    """Write a commented file to start from."""
    refuse_language(language)
    if template not in TEMPLATES:
        raise NotDone(f"these can be written: {', '.join(TEMPLATES)}.")
    text = template_text(template, language)
    write_new(out, text, str(out))


def template_text(name: str, language: str) -> str:
    """A file of the package with the comments of one language."""
    text = resources.files("binome.contract").joinpath("templates", f"{name}.toml").read_text("utf-8")
    other = "#en" if language == "fr" else "#fr"
    kept = [line for line in text.splitlines(keepends=True) if not line.startswith(other)]
    return "".join(kept).replace(f"#{language} ", "# ")


def _dossier(file: Path, language: str) -> "Dossier":
    from binome.contract.dossier import UnreadableContract, read_file
    from binome.contract.wording import refusal_in

    try:
        return read_file(file)
    except UnreadableContract as unreadable:
        said = "\n".join(refusal_in(language, it) for it in unreadable.refusals)
        raise NotDone(f"{file}\n{said}") from None
    except OSError as problem:
        raise NotDone(f"{file} could not be read ({problem.strerror}).") from None


def _regime(it: Any) -> dict[str, Any]:
    from fractions import Fraction

    from binome.contract.agreement import BANDS, COLLECTIVE
    from binome.contract.as_json import as_json as plain
    from binome.contract.regimes import amount

    shares = [Fraction(1)] if it.kind == COLLECTIVE else [Fraction(text) for text in ("1/3", "1/2", "1", "3/2", "2")]
    amounts = [
        {"share": str(share), "band": band, "years": [plain(amount(it.code, share, band, year)) for year in (1, 2, 3)]}
        for share in shares
        for band in BANDS
    ]
    return {**plain(it), "amounts": amounts}


def _lines(result: dict[str, Any], language: str) -> list[str]:
    lines = []
    for it in result["regimes"]:
        since, until = it["datum"]["since"], it["datum"]["until"] or "…"
        lines.append(f"{it['code']} ({since} → {until}): {it['datum']['words'][language]}")
        for row in it["amounts"]:
            years = ["?" if year["value"] is None else f"{year['value']:.0f}" for year in row["years"]]
            lines.append(f"  {row['share']} {row['band']}: {' / '.join(years)}")
    for it in result["open"]:
        lines.append(f"{it['code']}: {it['datum']['words'][language]}")
        lines += [f"  {code}: {words[language]}" for code, words in it["ways"].items()]
    return lines

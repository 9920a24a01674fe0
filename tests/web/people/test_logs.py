"""A log says where and when something went wrong, never about whom."""

import logging
from io import StringIO

from binome.web.guard import NoPersonalData


def written(message: str, *args: object, **more: object) -> str:
    out = StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(NoPersonalData())
    logger = logging.Logger("x")
    logger.addHandler(handler)
    logger.warning(message, *args, **more)  # type: ignore[arg-type]
    return out.getvalue()


def test_an_address_loses_its_question() -> None:
    """What is searched for is a name."""
    line = written('"%s %s" %d', "GET", "/p/brehan/patients?q=Duval", 200)
    assert line == '"GET /p/brehan/patients" 200\n'


def test_an_invitation_link_is_not_written() -> None:
    """Whoever reads the log could use it."""
    assert "s3cret" not in written("Gone: %s", "/account/welcome/s3cret/")


def test_a_database_error_loses_the_values_of_the_row() -> None:
    """PostgreSQL quotes them after DETAIL."""
    said = "duplicate key\nDETAIL:  Key (name)=(Duval) already exists."
    try:
        raise ValueError(said)
    except ValueError:
        line = written("failed", exc_info=True)
    assert "duplicate key" in line
    assert "Duval" not in line

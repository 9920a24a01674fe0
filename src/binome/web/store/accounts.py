"""What an account keeps about the person in front of the screen."""

from binome.web.store.tables.people import AccountRow


def like(account: AccountRow, *, language: str, theme: str) -> None:
    """Their language, and light or dark."""
    account.language, account.theme = language, theme
    account.save(update_fields=["language", "theme"])

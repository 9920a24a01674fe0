"""Django, for the command line: the only door through which it is reached."""

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

__all__ = ["ImproperlyConfigured", "migrate", "mode", "set_up"]


def set_up() -> None:
    """Read the settings and load the apps; raises ImproperlyConfigured with the sentence that says what to set."""
    django.setup()


def mode() -> str:
    return str(settings.BINOME_MODE)


def migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)

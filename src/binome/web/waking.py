"""Django, for the command line: the only door through which it is reached."""

from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.checks import WARNING, Tags, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

__all__ = ["ImproperlyConfigured", "OperationalError"]

PRELOAD = "security.W021"
"""Asking browsers to know a domain as https for ever binds all its other names: for the domain's owner to decide."""


def set_up() -> None:
    """Read the settings and load the apps; raises ImproperlyConfigured with the sentence that says what to set."""
    django.setup()


def mode() -> str:
    return str(settings.BINOME_MODE)


def database() -> str:
    """sqlite or postgresql."""
    return connection.vendor


def first_host() -> str:
    """How the practice's own machines call this one, as far as the surroundings say."""
    scheme = "https" if settings.SECURE_SSL_REDIRECT else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0]}"


def tables_to_bring() -> bool:
    """Are the tables of another version than the code?"""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def lacking() -> list[str]:
    """Tables and columns of this version that a database said to be of this version lacks: another version made it.

    To be asked once nothing is left to bring.
    """
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        found = {t: {c.name for c in connection.introspection.get_table_description(cursor, t)} for t in tables}
    needed = {
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
    }
    return sorted(f"{table}.{column}" for table, column in needed if column not in found.get(table, ()))


def place() -> str:
    """Where the database is: its file, or its name."""
    return str(connection.settings_dict["NAME"])


def migrate() -> None:
    """Bring the tables to this version's shape; nothing is done to those that have it."""
    if tables_to_bring():
        call_command("migrate", verbosity=0, interactive=False)


def worries() -> list[str]:
    """What a production server should not be started with, in Django's own words."""
    found = run_checks(tags=[Tags.security, Tags.caches, Tags.database], include_deployment_checks=True)
    return [f"{one.msg} ({one.id})" for one in found if one.level >= WARNING and one.id != PRELOAD]


def copy_sqlite(out: Path) -> None:
    """The whole database at one instant, while people go on writing; then the copy is looked through."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(out)])
        cursor.execute("ATTACH DATABASE %s AS copied", [str(out)])
        try:
            cursor.execute("PRAGMA copied.integrity_check")
            found = cursor.fetchone()
        finally:
            cursor.execute("DETACH DATABASE copied")
    if found is None or found[0] != "ok":
        raise OperationalError(f"the copy is not sound: {found}")


def pg_dump_command(out: Path) -> str:
    """What an administrator types; the password stays where it is."""
    said = connection.settings_dict
    place = [f"-h {said['HOST']}"] if said["HOST"] else []
    place += [f"-p {said['PORT']}"] if said["PORT"] else []
    place += [f"-U {said['USER']}"] if said["USER"] else []
    return " ".join(["pg_dump", "-Fc", *place, f"-f {out}", str(said["NAME"])])

"""The store as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    name = "binome.web.store"
    label = "store"

    def ready(self) -> None:
        post_migrate.connect(_make_the_cache_table, sender=self)


def _make_the_cache_table(using: str, **_: Any) -> None:
    """So that `migrate` alone makes a database whole: the limits on sign-in attempts live in that table."""
    call_command("createcachetable", database=using, verbosity=0)

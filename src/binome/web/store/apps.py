"""The store as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_out
from django.core.management import call_command
from django.db.models.signals import post_migrate


class StoreConfig(AppConfig):
    name = "binome.web.store"
    label = "store"

    def ready(self) -> None:
        from binome.web.store.leaving import signs_out  # its tables exist only now

        post_migrate.connect(_make_the_cache_table, sender=self)
        user_logged_out.connect(signs_out)


def _make_the_cache_table(using: str, **_: Any) -> None:
    """So that `migrate` alone makes a database whole: the limits on sign-in attempts live in that table."""
    call_command("createcachetable", database=using, verbosity=0)

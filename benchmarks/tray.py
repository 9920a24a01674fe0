"""What signing costs the server, one document after the other. One command:

    python benchmarks/tray.py [--documents 30] [--json]

On SQLite, in a folder that goes away: a small team, documents prepared at the desk, and each signed through the
product's own pages, sign-in included, as the browser does in place: the answer holds the list and the next document.
The seconds are the server's for all of them; those of a person at a screen are printed by `tests/stories/test_tray.py`.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parent.parent)

HOME = "/p/bench/tray/"
PROMISED_S = 60
"""For thirty documents, at a screen."""


def measured(documents: int) -> dict[str, float]:
    """Milliseconds of a signature, and of the tray's page before the first; the seconds of all."""
    from django.test import Client

    client = Client()
    client.force_login(_filled(documents))
    page = [_took(lambda: client.get(HOME)) for _ in range(5)]
    stories = _waiting()
    took = [_took(lambda story=story, then=then: _sign(client, story, then)) for story, then in stories]
    return {
        "documents": documents,
        "page_ms": round(statistics.median(page), 1),
        "median_ms": round(statistics.median(took), 1),
        "slowest_ms": round(max(took), 1),
        "all_s": round(sum(took) / 1000, 2),
    }


def _took(deed) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def _sign(client, story: str, then: str) -> None:  # type: ignore[no-untyped-def]
    said = {"number": 2, "key": story, "whose": "sign", "next": then}
    answer = client.post(f"{HOME}{story}/sign", said, headers={"X-In-Place": "1"})
    assert answer.status_code == 200, answer.status_code


def _waiting() -> list[tuple[str, str]]:
    from binome.web.store.models import DraftRow

    stories = list(DraftRow.objects.order_by("drafted_at", "story").values_list("story", flat=True))
    return list(zip(stories, [*stories[1:], ""], strict=True))


def _filled(documents: int):  # type: ignore[no-untyped-def]
    """A doctor, an assistant and what she prepared; answers the doctor's account."""
    from binome.desk import drafts
    from binome.desk.draft_hall import Wording
    from binome.desk.drafts import Paper
    from binome.desk.hall import Deed
    from binome.practice.template import templates
    from binome.web.store.drafts import known_of, new_draft, perform_draft
    from binome.web.store.models import AccountRow, MemberRow, PatientRow, PracticeRow, SeatRow
    from binome.web.store.practice import house

    trained = {"qualifications": {"m2": [{"kind": "CQP", "obtained": "2024-01-10"}]}}
    practice = PracticeRow.objects.create(code="bench", name="Bench", settings=trained)
    for code, role in (("m1", "physician"), ("m2", "assistant")):
        row = MemberRow.objects.create(practice=practice, code=code, name=code, posts=[{"role": role, "hours": []}])
        if code == "m1":
            account = AccountRow.objects.create_user("bench", "unused")
            SeatRow.objects.create(account=account, practice=practice, member=row)
    place = house("bench")
    assert place
    kinds = [it for it in templates().values() if it.activity.startswith("draft_") and it.activity != "draft_renewal"]
    by = place.practice.member("m2")
    for n in range(documents):
        PatientRow.objects.create(practice=practice, code=f"p{n}", family=f"Patient {n}", sought=f"patient {n}")
        kind, story, at = kinds[n % len(kinds)], new_draft(place, by, f"k{n}"), datetime.now(UTC)
        wording = Wording({it.code: "Something said" for it in kind.fields}, known_of(place, f"p{n}", None, at))
        deed, paper = Deed(by, at, story, 1), Paper(kind.code, f"p{n}")
        perform_draft(place, [deed], lambda hall: drafts.draft(hall, deed, paper, wording), key="")  # noqa: B023 - now
    return account


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"BINOME_MODE": "test", "BINOME_DATA": folder, "DJANGO_SETTINGS_MODULE": "binome.web.settings"}
        import django

        django.setup()
        from binome.web.waking import migrate

        migrate()
        told = measured(said.documents)
    told["load"] = round(os.getloadavg()[0], 2)
    if said.json:
        print(json.dumps(told))
    else:
        print(f"{told['documents']} documents, load {told['load']}")
        print(f"the page {told['page_ms']} ms; a signature {told['median_ms']} ms (slowest {told['slowest_ms']})")
        print(f"all of them: {told['all_s']} s of the server's time")
    return 0 if told["all_s"] <= PROMISED_S * said.documents / 30 else 1


if __name__ == "__main__":
    sys.exit(main())

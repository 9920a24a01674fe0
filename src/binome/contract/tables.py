"""The tables of a contract's file: which keys each has, and how their values are written."""

from binome.contract.agreement import BANDS, KINDS, QUANTITIES
from binome.contract.forms import Key, code, day, flag, money, number, one_of, price, rows, share, table, text, whole
from binome.contract.rules import topics
from binome.practice.qualification import KINDS_OF_TRAINING

GOAL = table({"start": Key(whole(), required=True), "target": Key(whole(), required=True)})
READING = table(
    {
        "on": Key(day, required=True),
        **{it: Key(whole()) for it in QUANTITIES},
        "source": Key(text()),
        "doctor": Key(code),
    }
)
ABSENCE = table(
    {
        "since": Key(day, required=True),
        "until": Key(day),
        "reason": Key(text()),
        "declared_on": Key(day),
        "post": Key(code),
    }
)
PAID = table(
    {"on": Key(day, required=True), "year": Key(whole(1, 5), required=True), "amount": Key(money, required=True)}
)
TRAINING = table(
    {
        "kind": Key(one_of(*KINDS_OF_TRAINING), required=True),
        **{it: Key(day) for it in ("started", "obtained", "valid_until")},
    }
)
POST = table(
    {
        "code": Key(code, required=True),
        "etp": Key(share, required=True),
        "cost_per_year": Key(money),
        "taken": Key(day),
        "trainings": Key(rows(TRAINING)),
    }
)
AMENDMENT = table(
    {
        "on": Key(day, required=True),
        "share": Key(share),
        **{it: Key(GOAL) for it in QUANTITIES},
        "posts": Key(rows(POST)),
    }
)
SIGNATORY = table(
    {
        "code": Key(code, required=True),
        "joined": Key(day),
        "left": Key(day),
        "trainer": Key(flag),
        **{f"{prefix}_{it}": Key(whole()) for prefix in ("start", "gained") for it in QUANTITIES},
    }
)
ENDS = ("low_80", "high_80", "low_95", "high_95")
OUTLOOK = table(
    {
        "quantity": Key(one_of(*QUANTITIES), required=True),
        "on": Key(day, required=True),
        "middle": Key(number, required=True),
        **{it: Key(number) for it in ENDS},
        "told_by": Key(text(), required=True),
    }
)
HALF_DAY = table(
    {
        **{f"{it}_per_week": Key(rows(number), required=True) for it in QUANTITIES},
        "told_by": Key(text(), required=True),
        "cost_per_year": Key(money),
    }
)
CONTRACT = table(
    {
        "code": Key(code, required=True),
        "kind": Key(one_of(*KINDS)),
        "signed_on": Key(day),
        "starts_on": Key(day, required=True),
        "ends_on": Key(day),
        "share": Key(share, required=True),
        "band": Key(one_of(*BANDS)),
        **{it: Key(GOAL) for it in QUANTITIES},
        "readings": Key(rows(READING)),
        "absences": Key(rows(ABSENCE)),
        "paid": Key(rows(PAID)),
        "posts": Key(rows(POST)),
        "amendments": Key(rows(AMENDMENT)),
        "signatories": Key(rows(SIGNATORY)),
        "outlooks": Key(rows(OUTLOOK)),
        "half_day": Key(HALF_DAY),
    }
)
CHOICES = table(
    {
        **{topic: Key(one_of(*it.ways)) for topic, it in topics().items()},
        "cost_per_year": Key(money),
        "fee": Key(price),
        "days_worked": Key(whole(1, 366)),
        "registrations_per_week": Key(rows(whole(1, 1000))),
    }
)
WORKS = table({"code": Key(code, required=True), "etp": Key(share, required=True)})
FILE = table({"contract": Key(rows(CONTRACT), required=True), "assumptions": Key(CHOICES), "posts": Key(rows(WORKS))})

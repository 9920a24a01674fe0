"""Where a contract stands and will stand: the values that a screen, a paper or the command line tells.

Nothing here is official: the counts and the amounts that decide are the fund's. Every Projection says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contract.agreement import AidContract
from binome.contract.stated import Stated
from binome.practice.qualification import Reminder

READ, TREND, HANDED = "read", "trend", "handed"
"""How an outlook was made: it was counted; the line through the dated readings; a range handed in (a growth model)."""

REACHED, VERY_LIKELY, LIKELY, OPEN, UNLIKELY, VERY_UNLIKELY, UNKNOWN = CHANCES = (
    "reached",
    "very_likely",
    "likely",
    "open",
    "unlikely",
    "very_unlikely",
    "unknown",
)
"""Where the target lies against the range, if the pace stays what it was: below or above all of the 95 % range (very
likely, very unlikely), of the 80 % range (likely, unlikely), inside it (open). `unknown`: no range can be given."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a quantity stands, or will, on a day. Ranges are None when the readings are too few to give any.

    `told_by`: the growth model's name for a handed one, the days of the counts for one that was read; `points`: how
    many counts a trend goes through. `binome.contract.wording.how_told` says it in both languages.
    """

    on: date
    middle: float
    low_80: float | None = None
    high_80: float | None = None
    low_95: float | None = None
    high_95: float | None = None
    method: str = TREND
    told_by: str = ""
    points: int = 0

    @property
    def has_range(self) -> bool:
        return self.low_95 is not None and self.high_95 is not None


@dataclass(frozen=True, slots=True)
class Handed:
    """An outlook that somebody else made (the twin's growth model): it replaces the trend for that quantity and day."""

    quantity: str
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Effect:
    """What one more unit of something brings each week, at least and at most; and what it costs a year.

    `told_by`: who says so (the twin's model and its run); `words`: the same in both languages, when the data say it.
    """

    code: str
    registered_per_week: tuple[float, float]
    active_per_week: tuple[float, float]
    told_by: str
    mark: str
    cost_per_year: Decimal | None = None
    words: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the texts leave open, chosen by whoever looks, and what only the practice knows.

    `method`, `attainment`, `check`, `suspension`, `amendment`: codes of `aid_open.toml`; each choice is unsettled and
    said to be.
    `cost_per_year`: the employer's cost of a full-time post; None shows the published ones, which disagree.
    `half_day`: what 0.1 ETP more brings, handed by the twin; None takes the published orders of magnitude.
    """

    method: str = "lower"
    attainment: str = "growth"
    check: str = "opening"
    suspension: str = "none"
    amendment: str = "days"
    cost_per_year: Decimal | None = None
    fee: Decimal | None = None
    days_worked: int | None = None
    handed: tuple[Handed, ...] = ()
    half_day: Effect | None = None
    registrations_per_week: tuple[int, ...] = (1, 2, 5)
    trainings: tuple[Reminder, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One quantity: where it started, is to be, is, and goes. `attained`: share of the growth asked, from 0 to 1.

    `pace_per_week` with its 95 % range (None when too few readings); `needed_per_week`: what would reach the target on
    the day of the next check that counts; `chance`: one of CHANCES, at the pace of the readings.
    """

    quantity: str
    start: int
    target: int
    today: int | None
    read_on: date | None
    attained: Fraction | None
    missing: int | None
    pace_per_week: float | None
    pace_low: float | None
    pace_high: float | None
    needed_per_week: float | None
    outlook: Outlook | None
    chance: str


@dataclass(frozen=True, slots=True)
class Check:
    """A day on which the fund looks at the counts, for one contract year. `pays`: the aid of that year hangs on it.

    `asked_on`: the day whose targets count; the eve of a check that closes its year.
    """

    year: int
    on: date
    asked_on: date
    pays: bool
    suspended_days: int = 0


@dataclass(frozen=True, slots=True)
class MoneyRange:
    """Euros: at the low end of the 95 % range of the counts, at the middle, at the high end."""

    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of a year's aid. `on`: the day, or the day by which, when a source says it; `words` in fr and en."""

    percent: int
    on: date | None
    words: Mapping[str, str]
    mark: str


@dataclass(frozen=True, slots=True)
class AidPart:
    """The days of a year on which one share of a full time counts, and the most that is paid for them."""

    since: date
    until: date
    share: Fraction
    most: Decimal | None
    amount: Stated


@dataclass(frozen=True, slots=True)
class YearAid:
    """The aid of one contract year. `most` None: no source gives the amount.

    `by_method`: under each way of counting what is not wholly attained, since the formula is not published; empty when
    the amount or the counts are not known. `worst`: nothing of the objective met. `amount`: the datum behind `most`,
    the one that is not known where one is not. `parts`: several when an amendment changes the share within the year.
    """

    year: int
    since: date
    until: date
    regime: str
    most: Decimal | None
    amount: Stated
    check: Check
    outlooks: Mapping[str, Outlook]
    by_method: Mapping[str, MoneyRange]
    worst: Decimal | None
    paid: Decimal
    parts: tuple[AidPart, ...]
    instalments: tuple[Instalment, ...] = ()


@dataclass(frozen=True, slots=True)
class PostCost:
    """What a full-time post costs the employer a year, charges included."""

    code: str
    per_year: Decimal
    mark: str
    words: Mapping[str, str]
    datum: Stated | None = None


@dataclass(frozen=True, slots=True)
class BreakEven:
    """What is left of the aid once the post is paid, and the visits a year, and a working day, that make it up."""

    net: Decimal
    visits: int
    visits_per_day: Decimal


@dataclass(frozen=True, slots=True)
class CashYear:
    """One contract year against the cost of the post: under the chosen method, and over all of them (`outer`).

    `visits`: the visits a year, and a day, that would pay what is not covered at the middle; 0 when all is covered.
    `if_whole`, `if_nothing`: the same when the whole aid of that year is paid, and when none of it is.
    """

    year: int
    since: date
    until: date
    cost: Decimal
    aid: MoneyRange | None
    net: MoneyRange | None
    outer: MoneyRange | None
    worst_net: Decimal | None
    visits: int | None
    visits_per_day: Decimal | None
    if_whole: BreakEven | None
    if_nothing: BreakEven


@dataclass(frozen=True, slots=True)
class CashFlow:
    """The whole contract under one cost of the post."""

    cost: PostCost
    years: tuple[CashYear, ...]


@dataclass(frozen=True, slots=True)
class Lever:
    """What would change by the next check that pays: the outlook of each quantity, at the least and most it brings.

    `aid`: of that year under the chosen method, from the least to the most. `cost`: until that day, when it has one.
    """

    code: str
    size: str
    told_by: str
    words: Mapping[str, str]
    mark: str
    outlooks: Mapping[str, tuple[Outlook, Outlook]]
    aid: MoneyRange | None
    cost: Decimal | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """The year that is cut: `due` for its days, `paid` for it, `balance` still to come (below nought, to give back).

    The source says "pro rata" and no more: by days is our reading. `due` None: the year's amount is not known.
    `on_counts`: it is at most that much, for the aid of that year hangs on the counts.
    """

    year: int
    since: date
    closed_on: date
    due: Decimal | None
    paid: Decimal
    balance: Decimal | None
    on_counts: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Due:
    """A dated thing to do or to know. `late`: its day has passed and it is not done. `words` in fr and en."""

    on: date
    code: str
    words: Mapping[str, str]
    mark: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Something this contract meets that the texts leave open, or that the four numbers do not agree with."""

    code: str
    words: Mapping[str, str]
    mark: str


@dataclass(frozen=True, slots=True)
class Projection:
    """A contract on a day. `year`: the contract year it is (0 before it starts; None once over).

    `standings` by quantity; `next_check`: the next that pays, None when none is left; `unsettled`: what the texts leave
    open and this projection had to choose, or could not; `settlement`: when it ends early;
    `not_official` is said wherever any of this is shown.
    """

    contract: AidContract
    on: date
    regime: str
    year: int | None
    assumptions: Assumptions
    standings: Mapping[str, Standing]
    next_check: Check | None
    years: tuple[YearAid, ...]
    cash: tuple[CashFlow, ...]
    levers: tuple[Lever, ...]
    dues: tuple[Due, ...]
    remarks: tuple[Remark, ...]
    unsettled: tuple[Stated, ...]
    settlement: Settlement | None
    not_official: Mapping[str, str]

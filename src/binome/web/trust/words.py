"""What was looked at, in words."""

from django.utils.translation import gettext_lazy as _

KIND_NAMES = {
    "access_log": _("this log"),
    "agenda": _("the agenda"),
    "board": _("the board of a day"),
    "day_sheet": _("the printed day"),
    "export": _("an export of this log"),
    "huddle": _("the morning page"),
    "huddle_sheet": _("the printed morning page"),
    "import": _("an import"),
    "journal": _("the journal"),
    "measures": _("the list behind a figure"),
    "patient": _("a patient’s record"),
    "preparation": _("a preparation sheet"),
    "replay": _("the replay of a day"),
    "round": _("the evening round"),
    "round_sheet": _("the printed evening round"),
    "search": _("a search for patients"),
    "sheet": _("a printed sheet"),
    "visit": _("a visit"),
    "tasks": _("a list of tasks"),
    "task": _("a task"),
    "document": _("a document received"),
    "draft": _("a document prepared"),
    "tray": _("the documents to be signed"),
}

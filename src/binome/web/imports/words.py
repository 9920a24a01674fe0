"""The fields of a file and the likenesses between people, in the reader's language."""

from django.utils.translation import gettext as _


def likeness_words() -> dict[str, str]:
    return {
        "names": _("same names"),
        "used_name": _("same used name"),
        "swapped": _("names swapped"),
        "spelling": _("nearly the same spelling"),
        "birth_date": _("birth date nearly the same"),
        "no_birth_date": _("same names, no birth date"),
        "phone": _("same phone number"),
        "ins_unproved": _("same national number, not qualified"),
        "number": _("same number, other names"),
    }


def field_words() -> dict[str, str]:
    return {
        "starts": _("time"),
        "minutes": _("length"),
        "family": _("family name"),
        "given": _("given name"),
        "birth_name": _("birth name"),
        "birth_date": _("birth date"),
        "phone": _("phone"),
        "email": _("e-mail"),
        "practitioner": _("with"),
        "place": _("place"),
        "reason": _("reason"),
        "standing": _("status"),
        "date": _("date"),
        "time": _("hour"),
        "end": _("end"),
        "patient": _("patient (whole name)"),
        "uid": _("identifier"),
        "status": _("status"),
        "used_name": _("used name"),
        "all_given": _("all given names"),
        "sex": _("sex"),
        "birth_place": _("birth place (INSEE)"),
        "ins": _("national number (INS)"),
        "oid": _("authority of the number"),
        "trust": _("identity status"),
    }

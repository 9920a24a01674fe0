"""What cannot be done to a team, in words."""

from django.utils.translation import gettext as _

from binome.practice.refusal import Refused


def sentence(refusal: Refused) -> str:
    """What happened, and what to do instead."""
    match refusal.code:
        case "team.last_manager":
            return _("This person is the last who can manage the team: give somebody else that role first.")
        case "member.no_role":
            return _("A member has at least one role. If this person leaves, use “Leaves today”.")
        case "member.unknown":
            return _("This person is no longer in the team: the page was out of date.")
        case "invitation.login_taken":
            return _("Somebody already signs in with this name: choose another.")
        case "invitation.gone":
            return _("This link no longer opens anything: ask for another.")
    raise refusal

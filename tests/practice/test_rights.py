"""Who may use which part of the product: deny by default, one role that may is enough."""

import pytest

from binome.practice.rights import SCREEN, may_use, require_use, rights, who_may
from binome.practice.words import Role
from tests.practice.refused import refused


@pytest.mark.parametrize("action", list(rights()))
def test_every_action_is_for_roles_that_exist(action: str) -> None:
    """Of the team, or the wall screen; and for at least one of them."""
    assert who_may(action)
    assert who_may(action) <= {*Role, SCREEN}


@pytest.mark.parametrize("action", list(rights()))
def test_the_wall_screen_sees_the_wall_and_nothing_else(action: str) -> None:
    """It hangs where everybody passes."""
    assert may_use([SCREEN], action) is (action == "see_wall")


@pytest.mark.parametrize("action", list(rights()))
def test_the_two_voices_agree(action: str) -> None:
    """One answers what the other raises, with the roles that may."""
    for role in Role:
        if may_use([role], action):
            require_use([role], action)
        else:
            with refused("right.missing", action=action, who=tuple(sorted(who_may(action)))):
                require_use([role], action)


def test_one_role_of_two_is_enough() -> None:
    """A secretary who is also an assistant prepares."""
    assert not may_use([Role.SECRETARY], "prepare")
    assert may_use([Role.SECRETARY, Role.ASSISTANT], "prepare")


def test_whoever_has_no_role_may_nothing() -> None:
    """Deny by default."""
    assert not any(may_use([], action) for action in rights())


def test_an_action_without_a_line_is_our_fault() -> None:
    """It fails loudly instead of being refused to everybody."""
    with pytest.raises(LookupError, match="fly"):
        may_use(Role, "fly")


@pytest.mark.parametrize("action", ["sign", "manage_team", "manage_practice", "see_access_log", "export_journal"])
def test_some_things_are_a_doctor_s(action: str) -> None:
    """Signing, the team, the practice, who read what, the whole journal."""
    assert who_may(action) == {Role.PHYSICIAN}

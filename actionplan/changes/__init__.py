"""The only writers of a plan: keyword arguments, by=, one transaction, one revision for each thing changed.

Whether somebody may is asked before, at the door; whether it is possible is decided here. A change that is
not possible raises django.core.exceptions.ValidationError with one sentence and changes nothing.
"""

from actionplan.changes.actions import add_action, edit_action
from actionplan.changes.carrying import carry_forward
from actionplan.changes.conflicts import Conflict
from actionplan.changes.deadlines import add_deadline, correct_deadline, move_deadline
from actionplan.changes.deleting import delete_action, restore_action
from actionplan.changes.endings import close_action, merge_actions, open_again, replace_action
from actionplan.changes.extensions import (
    agree_extension,
    ask_anew,
    ask_for_time,
    refuse_extension,
    withdraw_extension,
)
from actionplan.changes.meetings import plan_meeting, record_resolution
from actionplan.changes.plans import (
    add_challenge,
    add_heading,
    change_state,
    create_plan,
    edit_challenge,
    edit_heading,
    edit_plan,
)
from actionplan.changes.readings import confirm_reading
from actionplan.changes.redacting import redact
from actionplan.changes.see_also import add_see_also, remove_see_also
from actionplan.changes.splitting import split_action
from actionplan.changes.status_words import say_otherwise, take_scale
from actionplan.changes.structure import (
    delete_challenge,
    delete_heading,
    move_action,
    move_challenge,
    move_heading,
)
from actionplan.changes.undoing import undo_import
from actionplan.changes.updates import record_update

__all__ = [
    "Conflict",
    "add_action",
    "add_challenge",
    "add_deadline",
    "add_heading",
    "add_see_also",
    "agree_extension",
    "ask_anew",
    "ask_for_time",
    "carry_forward",
    "change_state",
    "close_action",
    "confirm_reading",
    "correct_deadline",
    "create_plan",
    "delete_action",
    "delete_challenge",
    "delete_heading",
    "edit_action",
    "edit_challenge",
    "edit_heading",
    "edit_plan",
    "merge_actions",
    "move_action",
    "move_challenge",
    "move_deadline",
    "move_heading",
    "open_again",
    "plan_meeting",
    "record_resolution",
    "record_update",
    "redact",
    "refuse_extension",
    "remove_see_also",
    "replace_action",
    "restore_action",
    "say_otherwise",
    "split_action",
    "take_scale",
    "undo_import",
    "withdraw_extension",
]

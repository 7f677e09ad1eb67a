"""The tables of what is to be done and by when."""

from actionplan.models.action import Action, Lead, SeeAlso
from actionplan.models.deadline import Deadline, DeadlineChange
from actionplan.models.glossary import GlossaryTerm
from actionplan.models.grant import Grant
from actionplan.models.imports import Import
from actionplan.models.meeting import Meeting, Resolution
from actionplan.models.plan import Challenge, Heading, Plan
from actionplan.models.revision import Revision
from actionplan.models.scale import Scale, Step
from actionplan.models.sheet import Sheet
from actionplan.models.update import Update

__all__ = [
    "Action",
    "Challenge",
    "Deadline",
    "DeadlineChange",
    "GlossaryTerm",
    "Grant",
    "Heading",
    "Import",
    "Lead",
    "Meeting",
    "Plan",
    "Resolution",
    "Revision",
    "Scale",
    "SeeAlso",
    "Sheet",
    "Step",
    "Update",
]

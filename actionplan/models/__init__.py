"""The tables of what is to be done and by when."""

from actionplan.models.action import Action, Lead, SeeAlso
from actionplan.models.deadline import Deadline, DeadlineChange
from actionplan.models.evidence import Evidence
from actionplan.models.glossary import GlossaryTerm
from actionplan.models.grant import Grant
from actionplan.models.hand_over import HandOver
from actionplan.models.imports import Import
from actionplan.models.job import Job
from actionplan.models.meeting import Meeting, Resolution
from actionplan.models.message import Message, Reminder
from actionplan.models.plan import Challenge, Heading, Plan
from actionplan.models.query import Query
from actionplan.models.redaction import Redaction
from actionplan.models.revision import Revision
from actionplan.models.round import Request, Round
from actionplan.models.scale import Scale, Step
from actionplan.models.sheet import Sheet
from actionplan.models.update import Update
from actionplan.models.view import SavedView

__all__ = [
    "Action",
    "Challenge",
    "Deadline",
    "DeadlineChange",
    "Evidence",
    "GlossaryTerm",
    "Grant",
    "HandOver",
    "Heading",
    "Import",
    "Job",
    "Lead",
    "Meeting",
    "Message",
    "Plan",
    "Query",
    "Redaction",
    "Reminder",
    "Request",
    "Resolution",
    "Revision",
    "Round",
    "SavedView",
    "Scale",
    "SeeAlso",
    "Sheet",
    "Step",
    "Update",
]

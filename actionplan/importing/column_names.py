"""The names councils give the columns of an action plan, by the field each fills, the most usual first."""

from __future__ import annotations

# Names are parted by semicolons. A name stands in one list only.
HEADING = """
heading; theme; priority; objective; outcome; area; strand; workstream; work stream; category;
pillar; goal; aim; priority area; strategic priority; strategic objective; corporate priority; key
theme; section; topic; area of focus; focus area; ambition; commitment; domain; work area; key
theme area; strand of work; key priority; corporate objective; corporate aim; corporate plan priority;
key objective; aims; objectives; themes; priorities; outcomes
"""

CHALLENGE = """
challenge; issue; area for improvement; areas for improvement; area of improvement; recommendation;
recommendations; finding; findings; what; key issue; improvement area; improvement needed; issue
identified; risk; weakness; agreed recommendation; recommendation made; peer challenge
recommendation; audit recommendation; key recommendation; sub heading; gap; governance issue;
issues; issues identified; control weakness; control issue; observation; weakness identified;
development area; area for development; improvement; improvements needed; identified gap; risk
identified; audit finding; key finding; key findings; scrutiny recommendation; concern; problem;
peer review finding; peer team recommendation
"""

ACTION = """
action; actions; how; task; tasks; milestone; milestones; activity; activities; implementation;
action needed; action required; actions required; action needed and current position; agreed action;
agreed actions; key actions; key action; planned action; proposed action; management response; what
will we do; what we will do; what do we need to do; how will we do it; how we will do it; steps;
response; improvement action; action to be taken; actions to be taken; description of action; action
description; deliverable; deliverables; required action; required actions; recommended action; agreed
management action; management action; management actions; action plan; proposed actions; planned
actions; improvement actions; specific action; specific actions; steps to be taken; work required;
what needs to be done; what we are going to do; project; projects; key tasks; action agreed; to do
"""

MEMBER = """
member lead; lead member; portfolio holder; cabinet member; executive member; councillor; portfolio;
member; elected member; cabinet portfolio holder; cabinet portfolio; lead councillor; member
champion; political lead; lead cabinet member; responsible member; responsible portfolio holder;
committee; lead committee; member sponsor; cabinet lead; executive portfolio holder
"""

STRATEGIC = """
strategic lead; director; sponsor; sro; senior responsible officer; senior responsible owner;
executive lead; lead director; corporate lead; cmt lead; slt lead; accountable; accountable officer;
project sponsor; executive sponsor; strategic director; cmt sponsor; responsible director; head of
service; lead head of service; service director; corporate director; strategic owner; elt lead
"""

OPERATIONAL = """
operational lead; lead officer; responsible officer; responsible person; person responsible; officer
responsible; owner; who; who by; by whom; responsibility; lead; leads; lead person; action owner;
responsible; officer; lead officers; responsible officers; assigned to; action by; owner lead;
officer lead; lead officer s; delivery lead; service lead; lead service; who is responsible;
responsible lead; lead responsibility; manager; responsible manager; who will do it; who will lead;
owned by; persons responsible; action officer; officers; officers responsible; lead department; lead
team; responsible team; department; who will lead this; named officer; contact officer; staff
responsible; post responsible; implementing officer; lead s; owners; whom; person s responsible;
lead organisation; lead agency; responsible service; responsible body; lead contact
"""

DEADLINE = """
deadline; target date; by when; when; timescale; timescales; due; completion date; date; due date;
target; end date; date due; target completion date; timeframe; time frame; timeline; implementation
date; deadline date; date for completion; complete by; completion; target completion; expected
completion; delivery date; by; planned completion; when by; finish; finish date; time scale; agreed
date; original date; date of implementation; due by; proposed completion date; deadlines; estimated
completion date; timetable; revised date; original target date; agreed implementation date; target
implementation date; target dates; target deadline; to be completed; to be completed by; deadline for
completion; completion deadline; milestone date; key dates; dates; expected date; anticipated
completion; target timescale; agreed timescale; due for completion; review date; time; end by
"""

UPDATE = """
progress; update; updates; current position; action taken; progress update; position; comments;
comment; latest position; progress to date; current status; progress made; commentary; status
update; latest update; position statement; progress notes; progress comments; narrative; officer
update; update comments; progress report; what have we done; actions taken; update on progress;
quarterly update; quarterly progress; outcome to date; achievements; achievements to date; progress
against action; progress since last report; latest progress; current progress; officer comments;
follow up; follow up comments; where are we now; evidence of progress; monitoring; action to date
"""

STATUS = """
status; rag; achieved; rag status; rag rating; rating; progress status; complete; completed; brag;
action status; state; brag status; current rag; overall status; overall rag; implementation status;
traffic light; status rag; delivery status; rag rated; on track
"""

REFERENCE = """
reference; ref; no; number; ref no; reference number; id; action no; action number; item; item no;
row; action ref; recommendation no; rec no; rec; action id; unique reference; r no; recommendation
number; recommendation ref; ref number; action reference; para; paragraph; s no; serial
no; serial; code; minute no; audit ref; plan ref; line
"""

# Words too common to make a column what they name when they are only part of its name: "Cost code".
ALONE_ONLY = """
time; line; code; project; projects; problem; concern; monitoring; committee; department;
improvement; para; dates
"""

NAMES = {
    "heading": HEADING,
    "challenge": CHALLENGE,
    "action": ACTION,
    "member": MEMBER,
    "strategic": STRATEGIC,
    "operational": OPERATIONAL,
    "deadline": DEADLINE,
    "update": UPDATE,
    "status": STATUS,
    "reference": REFERENCE,
}


def names_of(field):
    """The names a field goes by, in lower case."""
    return [" ".join(name.split()) for name in NAMES[field].split(";")]

"""The names councils give the columns of an action plan, by the field each fills, the most usual first."""

from __future__ import annotations

# Names are parted by semicolons. A name stands in one list only.
HEADING = """
heading; theme; priority; objective; outcome; area; strand; workstream; work stream; category;
pillar; goal; aim; priority area; strategic priority; strategic objective; corporate priority; key
theme; section; topic; area of focus; focus area
"""

CHALLENGE = """
challenge; issue; area for improvement; areas for improvement; area of improvement; recommendation;
recommendations; finding; findings; what; key issue; improvement area; improvement needed; issue
identified; risk; weakness; agreed recommendation; recommendation made; peer challenge
recommendation; audit recommendation; key recommendation; sub heading; gap
"""

ACTION = """
action; actions; how; task; tasks; milestone; milestones; activity; activities; implementation;
action needed; action required; actions required; action needed and current position; agreed action;
agreed actions; key actions; key action; planned action; proposed action; management response; what
will we do; what we will do; what do we need to do; how will we do it; how we will do it; steps;
response; improvement action; action to be taken; actions to be taken; description of action; action
description; deliverable; deliverables
"""

MEMBER = """
member lead; lead member; portfolio holder; cabinet member; executive member; councillor; portfolio;
member; elected member; cabinet portfolio holder; cabinet portfolio; lead councillor; member
champion; political lead; lead cabinet member
"""

STRATEGIC = """
strategic lead; director; sponsor; sro; senior responsible officer; senior responsible owner;
executive lead; lead director; corporate lead; cmt lead; slt lead; accountable; accountable officer;
project sponsor; executive sponsor; strategic director; cmt sponsor
"""

OPERATIONAL = """
operational lead; lead officer; responsible officer; responsible person; person responsible; officer
responsible; owner; who; who by; by whom; responsibility; lead; leads; lead person; action owner;
responsible; officer; lead officers; responsible officers; assigned to; action by; owner lead;
officer lead; lead officer s; delivery lead; service lead; lead service; who is responsible;
responsible lead; lead responsibility; manager; responsible manager; who will do it; who will lead;
owned by; persons responsible
"""

DEADLINE = """
deadline; target date; by when; when; timescale; timescales; due; completion date; date; due date;
target; end date; date due; target completion date; timeframe; time frame; timeline; implementation
date; deadline date; date for completion; complete by; completion; target completion; expected
completion; delivery date; by; planned completion; when by; finish; finish date; time scale; agreed
date; original date; date of implementation; due by; proposed completion date; deadlines; estimated
completion date
"""

UPDATE = """
progress; update; updates; current position; action taken; progress update; position; comments;
comment; latest position; progress to date; current status; progress made; commentary; status
update; latest update; position statement; progress notes; progress comments; narrative; officer
update; update comments; progress report; what have we done; actions taken; update on progress
"""

STATUS = """
status; rag; achieved; rag status; rag rating; rating; progress status; complete; completed; brag;
action status; state; brag status
"""

REFERENCE = """
reference; ref; no; number; ref no; reference number; id; action no; action number; item; item no;
row; action ref; recommendation no; rec no; rec; action id; unique reference; r no
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

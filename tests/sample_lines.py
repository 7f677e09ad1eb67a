"""The lines of a plan of our own invention: headings, challenges, actions, deadlines, leads, news, figures."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle

from reports.paper import ActionLine, ChallengeLine, DeadlineLine, Figure, Status

AS_OF = date(2026, 11, 20)

COMPLETE = Status("Complete", "complete", "blue")
ON_TRACK = Status("On track", "on_track", "green")
AT_RISK = Status("At risk", "at_risk", "amber")
OFF_TRACK = Status("Off track", "off_track", "red")
NOT_STARTED = Status("Not started", "not_started", "grey")
ON_HOLD = Status("On hold", "on_hold", "grey")

# Heading, challenge, its actions. Headings alternate, as they do in real plans.
SUBJECTS = (
    ("Leadership", "Directors who stand behind the change programme", (
        "Hold a half-day each quarter at which directors and heads of service agree what the next stage of the "
        "programme asks of them, and publish what was agreed to all staff within a week. Use the new role profiles "
        "to make leading change part of every senior appointment.",)),
    ("Leadership", "Values that people recognise", (
        "Rewrite the five values with staff, retire the older statement wherever it is still printed, and bring the "
        "new one into recruitment, appraisal and the staff awards.",
        "Relaunch the competency framework so that it rests on the new values.")),
    ("Leadership", "Saying where we are going", (
        "Give a written update on the reorganisation every month and a face-to-face one every quarter.",)),
    ("Delivery", "Better ways of being heard", (
        "Make sure every member of staff can raise a matter with their manager. Review how team briefings are "
        "cascaded.",)),
    ("Leadership", "A people service that works at the strategic level", (
        "Build room into the structure of the people service for organisational development.",)),
    ("Delivery", "Enough people in the people service", (
        "Review the establishment once the vacant posts have been filled for a full quarter.",)),
    ("Leadership", "A culture of good performance", (
        "Launch the staff awards and consider further ways of saying thank you.",
        "Include managing performance in the management development programme.")),
    ("Leadership", "Working as one council", ("(As for values that people recognise)",)),
    ("Leadership", "Members and officers who know each other's parts", (
        "Plan a full development programme for members, ready to begin in the month after the elections.",)),
    ("Leadership", "Equality and diversity in everything we do", (
        "Give the equality group a clear remit and a director who answers for it.",
        "Write a separate equality action plan with measures that can be counted.",
        "Follow applicants through to appointment, so that we know who is put off and where.")),
    ("Strategy", "A people strategy that is in use", (
        "Review the present strategy, link it with this plan and the workforce plan, and bring it to committee.",)),
    ("Strategy", "Room for strategic thinking", ("(See a people service that works at the strategic level, above)",)),
    ("Strategy", "The same rules for everybody", (
        "Agree the remaining policies with the unions and train managers in each as it is agreed.",)),
    ("Strategy", "A workforce plan", (
        "Produce the first workforce plan from the service plans, with the posts that are hardest to fill.",
        "Agree with neighbouring councils which of those posts could be shared.")),
    ("Workforce", "Keeping the people we train", (
        "Ask everyone who leaves why, within a week of their notice, and report the answers twice a year.",)),
    ("Workforce", "Recruiting well and quickly", (
        "Take the time from vacancy to offer below forty days.",
        "Put every application form on line and retire the paper one.")),
    ("Leadership", "Getting services to work as one", (
        "Bring heads of service together each quarter to plan work that crosses directorates, with a named lead for "
        "each joint project.",
        "Publish who leads on what, on the intranet and at reception.")),
    ("Delivery", "Appraisals that everyone gets", (
        "Review the appraisal form with managers and cut it to two pages.",
        "Carry out every appraisal due this year.",
        "Link the yearly training plan to what appraisals show.")),
    ("Delivery", "Absence", (
        "Train every manager in the new absence procedure.",)),
    ("Workforce", "Pay and grading", (
        "Complete the evaluation of all posts and tell each post-holder the result in person.",)),
    ("Workforce", "Learning that lasts", (
        "Replace the catalogue of courses by a plan for each service.",)),
    ("Delivery", "Information about staff", (
        "Give managers their own figures for turnover, absence and training each month.",)),
    ("Delivery", "A handbook people can find", (
        "Bring the handbook into one place on the intranet, dated and owned page by page.",)),
    ("Strategy", "Partnership with the unions", (
        "Meet monthly, with notes published within five days.",
        "Agree how change is consulted on, and for how long.")),
    ("Customers", "What services expect of the people service", (
        "Agree a short service standard with each directorate and report against it.",)),
    ("Customers", "Advice at the first call", (
        "Answer nine calls in ten without passing them on.",)),
    ("Workforce", "Apprentices and young people", (
        "Take on six apprentices a year and keep at least four of them.",)),
    ("Workforce", "Flexible working", (
        "Write one policy in place of the present five.",)),
    ("Leadership", "Managers who manage", (
        "Run the management development programme for a second group, with a place for every new manager.",
        "Begin a forum for new managers.")),
    ("Strategy", "Succession", (
        "Name the twenty posts without which the council would stop, and who could step in.",)),
    ("Delivery", "Induction", (
        "Give every new starter a first week with a plan and a person.",)),
    ("Delivery", "Health and safety", (
        "Bring risk assessments up to date in the depots and the leisure centres.",)),
    ("Customers", "Asking whether it worked", (
        "Survey managers after each recruitment and act on what they say.",)),
    ("Workforce", "Agency staff", (
        "Bring spending on agency staff below two per cent of the pay bill.",)),
    ("Strategy", "Shared services", (
        "Set out the case for a shared payroll with two neighbouring councils.",)),
    ("Delivery", "Job descriptions", (
        "Bring every job description to the new form as each post falls vacant.",)),
    ("Workforce", "Well-being", (
        "Renew the contract for confidential advice and tell staff about it twice a year.",)),
    ("Leadership", "Visible directors", (
        "Each director spends a day a month with a front-line team.",)),
    ("Customers", "Members' questions", (
        "Answer members' questions on staffing within five working days.",)),
    ("Strategy", "Money for training", (
        "Hold one corporate training budget, with a share kept for professional qualifications.",)),
    ("Delivery", "Payroll", (
        "Pay everyone right first time; report errors each quarter.",
        "Move the last weekly-paid staff to monthly pay.")),
    ("Delivery", "Records", (
        "Scan the personal files and destroy the paper as the retention schedule allows.",)),
    ("Customers", "Telling people what changed", (
        "Report to staff each spring what was done because they asked for it.",)),
)  # fmt: skip

# Words as written, reading, original words, original reading.
DEADLINES = (
    (DeadlineLine("March 27", date(2027, 3, 31)),),
    (DeadlineLine("September 26", date(2026, 9, 30), "", "June 26", date(2026, 6, 30)),),
    (DeadlineLine("To be settled by Feb 27", date(2027, 2, 28)),),
    (DeadlineLine("Immediate"),),
    (DeadlineLine("Ongoing"),),
    (
        DeadlineLine("Training plan to be in place Feb 27", date(2027, 2, 28), "Training plan"),
        DeadlineLine(
            "PDRs to be in place by Mar 27", date(2027, 3, 31), "PDRs", "Dec 26", date(2026, 12, 31)
        ),
    ),
    (DeadlineLine("Review December 26", date(2026, 12, 31), "Review"),),
    (DeadlineLine("31 March 2026", date(2026, 3, 31), met_on=date(2026, 3, 12)),),
    (DeadlineLine("Spring 27", date(2027, 5, 31)),),
    (),
)
STATUSES = (
    ON_TRACK,
    OFF_TRACK,
    AT_RISK,
    NOT_STARTED,
    ON_TRACK,
    ON_TRACK,
    AT_RISK,
    COMPLETE,
    NOT_STARTED,
    ON_HOLD,
)
MEMBERS = (("HR Committee",), (), ("Cllr Moreton",), ("Executive",), (), ("HR Committee", "Cllr Adeyemi"))
STRATEGIC = (
    ("Chief Executive",),
    ("Head of People",),
    ("Director of Resources", "Head of People"),
    ("Head of People",),
)
OPERATIONAL = (
    ("All heads of service",),
    ("Digital team",),
    (),
    ("Shirin Patel",),
    ("Learning team", "All managers"),
)
NEWS = (
    "First joint session held; three projects agreed and a lead named for each.",
    "",
    "Draft form with the unions for comment. Two branches have answered; the third has asked for another fortnight.",
    "",
    "No change since September.",
    "Half the teams have their plan; the rest wait for the new structure in customer services.",
    "",
    "Reported complete at the meeting of 8 September.",
)


def all_texts():
    return [text for _, _, texts in SUBJECTS for text in texts]


def endless_actions(texts):
    """Actions in an endless row, each with the next status, leads, deadline and news of the lists above."""
    pattern = zip(
        texts,
        cycle(STATUSES),
        cycle(DEADLINES),
        cycle(MEMBERS),
        cycle(STRATEGIC),
        cycle(OPERATIONAL),
        cycle(NEWS),
    )
    for i, (text, status, deadlines, member, strategic, operational, news) in enumerate(pattern):
        yield ActionLine(
            reference=f"A{i + 1}",
            text=text,
            status=status,
            member=member,
            strategic=strategic,
            operational=operational,
            deadlines=deadlines,
            news=news,
            news_on=AS_OF - timedelta(days=9 + i) if news else None,
            news_by="Dan Okafor" if news else "",
            overdue_days=51 if status is OFF_TRACK else 0,
        )


def all_challenges():
    actions = endless_actions(iter(all_texts()))
    return tuple(
        ChallengeLine(
            str(number), title, heading,
            tuple(replace(next(actions), reference=f"{number}.{i + 1}") for i in range(len(texts))),
        )
        for number, (heading, title, texts) in enumerate(SUBJECTS, 1)
    )  # fmt: skip


def figures_of(challenges):
    actions = [action for challenge in challenges for action in challenge.actions]
    by_status = [
        Figure(status.meaning, status.word.lower(), sum(action.status == status for action in actions))
        for status in (COMPLETE, ON_TRACK, AT_RISK, OFF_TRACK, NOT_STARTED, ON_HOLD)
    ]
    overdue = sum(action.overdue_days > 0 for action in actions)
    return (*by_status, Figure("overdue", "overdue", overdue), Figure("due_soon", "due in 30 days", 8))

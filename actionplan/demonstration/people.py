"""Who works for Eastmere: people, posts, teams and committees, who is in what, and who signs in."""

from dataclasses import dataclass
from datetime import date, timedelta

COUNCIL = "Eastmere District Council"
ACCENT = "#1f4e79"

HR_COMMITTEE = "HR Committee"
AUDIT_COMMITTEE = "Audit and Governance Committee"


@dataclass(frozen=True)
class Actor:
    """A person, post, team or committee. `left_on` is the day a person left the council."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    email: str = ""
    public_label: str = ""
    councillor: bool = False
    part_of: str = ""
    left_on: date | None = None


@dataclass(frozen=True)
class Membership:
    """A person holds a post, or a person or post belongs to a team or committee; both days included."""

    of: str
    member: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Delegation:
    """The deputy answers for the principal; both days included."""

    principal: str
    deputy: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Grant:
    """A role of actionplan's (editor, clerk, reader, exempt, admin) over a plan, a committee, or everything."""

    role: str
    plan: str = ""
    committee: str = ""


@dataclass(frozen=True)
class Account:
    """Somebody who signs in to the demonstration; what a director may do follows from what they lead."""

    email: str
    person: str
    role: str
    grants: tuple[Grant, ...] = ()


OFFICERS = (  # name, and the post that public papers print instead
    ("Helena Marsh", "Chief Executive"),
    ("Shirin Patel", "Head of People"),
    ("Anjali Menon", "Director of Resources"),
    ("Yusuf Rahman", "Director of Community"),
    ("Gareth Lonsdale", "Head of Finance"),
    ("Bethan Rees", "Head of Communications"),
    ("Ruth Adeyemi", "Head of Democratic Services"),
    ("Lewis Chambers", "Head of Leisure"),
    ("Marta Kowalczyk", "Policy and Performance Manager"),
    ("Dan Okafor", "Learning and Development Manager"),
    ("Priya Nair", "HR Officer"),
    ("Joan Whitlock", "HR Information Officer"),
    ("Aisha Begum", "Digital Manager"),
    ("Stephen Yeo", "Procurement Manager"),
    ("Keeley Barnes", "Directorate Assistant"),
    ("Tom Whitcombe", "Committee Officer"),
    ("Owen Fairweather", "Internal Auditor"),
    ("Nasreen Akhtar", "Systems Administrator"),
)
COUNCILLORS = (
    "Rosalind Moreton",
    "Imran Sheikh",
    "Grace Achebe",
    "Peter Langford",
    "Sunita Dhillon",
    "Huw Pritchard",
    "Wei Zhang",
)
COMMITTEES = {
    "Executive": ("Rosalind Moreton", "Peter Langford", "Wei Zhang"),
    HR_COMMITTEE: ("Imran Sheikh", "Rosalind Moreton", "Grace Achebe", "Sunita Dhillon"),
    AUDIT_COMMITTEE: ("Huw Pritchard", "Grace Achebe", "Peter Langford"),
}
POSTS = {  # post: other ways it is written, where it sits, and who holds it (since, until: days ago)
    "Chief Executive": ((), "", (("Helena Marsh", 1900, None),)),
    "Director of Resources": ((), "", (("Anjali Menon", 720, None),)),
    "Director of Community": ((), "", (("Yusuf Rahman", 1100, None),)),
    "Head of People": (
        ("HOPOD", "Head of People and Organisational Development"),
        "Resources directorate",
        (("Colin Ashby", 2300, 215), ("Shirin Patel", 214, None)),
    ),
    "Head of Finance": ((), "Resources directorate", (("Gareth Lonsdale", 1500, None),)),
    "Head of Communications": ((), "Resources directorate", (("Bethan Rees", 800, None),)),
    "Head of Democratic Services": ((), "Resources directorate", (("Ruth Adeyemi", 950, None),)),
    "Head of Leisure": ((), "Community directorate", (("Lewis Chambers", 640, None),)),
    "Procurement Manager": ((), "Resources directorate", (("Stephen Yeo", 420, None),)),
}
HEADS = tuple(post for post in POSTS if post.startswith("Head of"))
DIRECTORS = ("Chief Executive", "Director of Resources", "Director of Community")
TEAMS = {  # team: other ways it is written, where it sits, and who is in it
    "Resources directorate": ((), "", ("Director of Resources",)),
    "Community directorate": ((), "", ("Director of Community",)),
    "Corporate Management Team": (("CMT", "Management team"), "", (*DIRECTORS, "Head of People")),
    "Directors and heads of service": (
        ("All Directors and Heads of", "Directors and Heads of", "Heads of and Directors"),
        "",
        (*DIRECTORS, *HEADS),
    ),
    "Heads of service": (("Heads of", "HOS"), "", HEADS),
    "All managers": (
        (),
        "",
        (*HEADS, "Marta Kowalczyk", "Dan Okafor", "Aisha Begum", "Procurement Manager"),
    ),
    "HR team": (
        ("HR Department", "HR"),
        "Resources directorate",
        ("Head of People", "Priya Nair", "Dan Okafor", "Joan Whitlock"),
    ),
    "HR Officers": ((), "Resources directorate", ("Priya Nair", "Joan Whitlock")),
    "Communications team": (("Communications teams",), "Resources directorate", ("Head of Communications",)),
    "HR and Communications teams": (
        ("HR & Communications teams",),
        "Resources directorate",
        ("Head of People", "Priya Nair", "Head of Communications"),
    ),
    "Leisure team": (("Leisure Service",), "Community directorate", ("Head of Leisure",)),
    "Finance systems team": ((), "Resources directorate", ("Head of Finance", "Aisha Begum")),
    "Contract Managers": ((), "", ("Aisha Begum", "Head of Leisure")),
}
ACCOUNTS = (
    Account(
        "officer@demo.example",
        "Priya Nair",
        "officer",
        (Grant("editor"), Grant("exempt")),
    ),
    Account("director@demo.example", "Shirin Patel", "director", (Grant("reader"),)),
    Account(
        "clerk@demo.example", "Tom Whitcombe", "clerk", (Grant("clerk"), Grant("exempt"), Grant("reader"))
    ),
    Account("member@demo.example", "Cllr Rosalind Moreton", "member", (Grant("reader"),)),
    Account("viewer@demo.example", "Owen Fairweather", "viewer", (Grant("reader"),)),
    Account("admin@demo.example", "Nasreen Akhtar", "admin", (Grant("admin"),)),
)


def actors(today):
    """Everybody and everything that can lead, groups before those that are part of them."""
    people = [Actor(name, "person", email=_email(name), public_label=post) for name, post in OFFICERS]
    left = Actor(
        "Colin Ashby",
        "person",
        email=_email("Colin Ashby"),
        public_label="Former Head of People",
        left_on=_ago(today, 215),
    )
    councillors = [_councillor(name) for name in COUNCILLORS]
    teams = [Actor(name, "team", aliases, part_of=where) for name, (aliases, where, _) in TEAMS.items()]
    posts = [Actor(name, "post", aliases, part_of=where) for name, (aliases, where, _) in POSTS.items()]
    committees = [Actor(name, "committee") for name in COMMITTEES]
    return [*committees, *teams, *posts, *people, left, *councillors]


def memberships(today):
    """Holders of posts with their days, then the members of teams and committees."""
    held = [
        Membership(post, person, _ago(today, since), _ago(today, until))
        for post, (_, _, holders) in POSTS.items()
        for person, since, until in holders
    ]
    teams = [Membership(team, member) for team, (_, _, members) in TEAMS.items() for member in members]
    seats = [Membership(body, f"Cllr {name}") for body, names in COMMITTEES.items() for name in names]
    return held + teams + seats


def delegations(today):
    """An assistant who answers for a director, and a head of service standing in for one who is away."""
    return [
        Delegation("Yusuf Rahman", "Keeley Barnes", since=_ago(today, 500)),
        Delegation("Gareth Lonsdale", "Shirin Patel", since=_ago(today, 40)),
    ]


def _councillor(name):
    surname = name.split()[-1]
    aliases = (f"Cllr {surname}", f"Councillor {name}")
    return Actor(f"Cllr {name}", "person", aliases, _email(f"Cllr {name}"), councillor=True)


def _email(name):
    """The address somebody signs in with, else the one they have at work."""
    signs_in = {account.person: account.email for account in ACCOUNTS}
    at_work = name.removeprefix("Cllr ").lower().replace(" ", ".") + "@eastmere.example"
    return signs_in.get(name, at_work)


def _ago(today, days):
    return None if days is None else today - timedelta(days=days)

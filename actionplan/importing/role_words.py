"""The words that tell a post, a team or a committee from a person's name."""

from __future__ import annotations


def words_in(text):
    return frozenset(text.split())


TITLES = words_in("""
    cllr councillor cllrs mr mrs ms miss dr sir dame lord lady prof cnllr clr
""")
COMMITTEES = words_in("""
    committee board cabinet executive council subcommittee commission
""")
TEAMS = words_in("""
    team teams department departments dept section unit group directorate division staff panel forum
    service services managers officers directors leads members heads partnership everyone partners
    supervisors assistants employees trustees governors leaders representatives reps network governance
""")
POSTS = words_in("""
    head director officer manager leader chief lead coordinator co-ordinator adviser advisor clerk
    solicitor accountant treasurer secretary assistant deputy champion engineer surveyor auditor analyst
    planner partner holder mayor supervisor architect administrator consultant specialist owner sponsor
    chairman chair convenor
""")
ROLES = COMMITTEES | TEAMS | POSTS

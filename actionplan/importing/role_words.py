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
    supervisors assistants employees trustees governors leaders representatives reps network
""")
POSTS = words_in("""
    head director officer manager leader chief lead coordinator co-ordinator adviser advisor clerk
    solicitor accountant treasurer secretary assistant deputy champion engineer surveyor auditor analyst
    planner partner holder mayor supervisor architect administrator consultant specialist owner sponsor
    chairman chair convenor member exec mgr asst dir
""")
ROLES = COMMITTEES | TEAMS | POSTS
# Words that go before a role and belong to it.
RANKS = words_in("""
    executive strategic corporate interim acting group service senior principal joint area business programme project
    managing cabinet portfolio team
""")
# Roles that are as often what somebody is the head of: "Head of Member Services", "Leader of the Council".
OF_SOMETHING = words_in(
    "service services executive council members staff partnership directorate group assistants leaders"
)
# What councils do, which is never anybody's name: "Corporate Resources" is not a person.
SUBJECTS = words_in("""
    adult adults assets benefits building business care change children children's childrens civic climate commercial
    communications communities community contact corporate countryside cultural culture customer customers delivery
    democracy democratic development digital economic economy education elections electoral energy engagement
    environment environmental equalities equality estates facilities families finance financial governance growth
    health highways homelessness housing human ict improvement inclusion information infrastructure internal land
    landscape legal leisure licensing local management neighbourhood neighbourhoods networks operations
    organisational parking parks payroll people performance place planning policy private procurement programme
    project projects property protection public recycling regeneration regulatory resources resilience revenues risk
    safeguarding safety schools skills social staff strategic strategy street streetscene support sustainability
    systems technology tourism town training transformation transport treasury trading standards waste wellbeing
    workforce young youth
""")

"""The tables of what is said to others: snapshots, papers and what was published."""

from reports.models.edition import Edition, EditionFile
from reports.models.paper import Clearance, Paper, PaperPlan, Recommendation, Template
from reports.models.snapshot import Snapshot

__all__ = [
    "Clearance",
    "Edition",
    "EditionFile",
    "Paper",
    "PaperPlan",
    "Recommendation",
    "Snapshot",
    "Template",
]

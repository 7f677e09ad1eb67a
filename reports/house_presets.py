"""Forms that councils are known to use, to begin a committee's own from: key, whose it is, and what differs from ours.

Taken from their published papers: East Herts (Human Resources Committee, 2008), Salford, Brighton & Hove, York.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from reports.house import PROGRESS, House


@dataclass(frozen=True)
class Preset:
    key: str
    name: str
    house: House


def _sections(*titles):
    return tuple((title, "") for title in titles)


PRESETS = (
    Preset(
        "east-herts",
        _("East Herts: Essential Reference Papers"),
        House(
            heading_block=(("Report of", ""), ("Wards affected", "All"), ("Contact member", ""),
                           ("Contact officer", ""), ("Author", "")),
            sections=_sections("Purpose of the report", "Background", "Report", "Implications and consultations"),
            progress="Report",
            appendix="Essential Reference Paper",
            first_appendix="B",
        ),
    ),
    Preset(
        "salford",
        _("Salford: Part 1, comments of each adviser"),
        House(
            heading_block=(("Part", "1 (open to the public)"), ("Report of", ""), ("To", ""), ("On", ""),
                           ("Contact officer", ""), ("Wards", "All"), ("Key policies", "")),
            sections=_sections("Executive summary", "Details", "Assessment of risk", "Source of funding",
                               "Legal implications", "Financial implications", "Property implications",
                               "Human resources implications"),
            progress="Details",
            appendix="Appendix",
            first_appendix="1",
            letters="1",
        ),
    ),
    Preset(
        "brighton-hove",
        _("Brighton & Hove: for general release"),
        House(
            heading_block=(("Subject", ""), ("Date of meeting", ""), ("Report of", ""), ("Contact officer", ""),
                           ("Wards affected", "All"), ("Release", "For general release")),
            sections=_sections("Purpose of the report and policy context", "Context and background information",
                               "Community engagement and consultation", "Conclusion", "Financial implications",
                               "Legal implications", "Equalities implications", "Sustainability implications",
                               "Any other significant implications"),
            progress="Context and background information",
            appendix="Appendix",
            first_appendix="1",
            letters="1",
        ),
    ),
    Preset(
        "york",
        _("York: annexes, and an analysis"),
        House(
            heading_block=(("Report of", ""), ("Author", ""), ("Chief officer responsible", ""),
                           ("Wards affected", "All")),
            sections=_sections("Summary", "Background", "Analysis", "Consultation", "Financial implications",
                               "Human resources implications", "Equalities implications", "Legal implications",
                               "Crime and disorder implications", "Information technology implications",
                               "Property implications", "Risk management"),
            progress="Analysis",
            appendix="Annex",
            letters="1",
        ),
    ),
    Preset("usual", _("The usual form"), House(progress=PROGRESS)),
)  # fmt: skip


def preset(key, house):
    """That council's form with this committee's page numbers, charts and clearances; None where there is none."""
    found = next((each.house for each in PRESETS if each.key == key), None)
    if found is None:
        return None
    return replace(found, page_numbers=house.page_numbers, charts=house.charts, clearances=house.clearances)

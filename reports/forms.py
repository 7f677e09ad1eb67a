"""What a clerk fills in: a new paper, and the words of a draft. Nothing here knows who may."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from actionplan.days_in_words import long_date
from actionplan.models import Plan
from reports import rows, sections
from reports.merging import are_words, words_of
from reports.models import Clearance, Paper


def item_field():
    return forms.IntegerField(
        min_value=1,
        max_value=999,
        label=_("Item on the agenda"),
        error_messages={
            "required": _("Write the item’s number."),
            "invalid": _("Write the item as a number, such as 6."),
        },
    )


class PaperChoice(forms.ModelChoiceField):
    def label_from_instance(self, paper):
        return f"{paper.title} ({long_date(paper.meeting.held_on)})"


class PaperStartForm(forms.Form):
    title = forms.CharField(
        max_length=200,
        error_messages={"required": _("Write the title of the paper.")},
        label=_("Title of the paper"),
    )
    order = item_field()
    plans = forms.ModelMultipleChoiceField(
        Plan.objects.none(),
        label=_("Plans it reports on"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one plan.")},
        help_text=_("Each is copied as it stands today and printed as an appendix."),
    )

    copied_from = PaperChoice(
        Paper.objects.none(),
        required=False,
        label=_("Begin with the words of"),
        empty_label=_("No other paper: empty sections"),
        help_text=_("Its sections, heading block and recommendations are copied for you to change."),
    )

    def __init__(self, *args, plans, earlier, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plans"].queryset = plans
        self.fields["copied_from"].queryset = earlier
        if not earlier:
            del self.fields["copied_from"]


class PaperForm(forms.Form):
    title = forms.CharField(
        label=_("Title"), max_length=200, error_messages={"required": _("Write the title of the paper.")}
    )
    order = item_field()
    background = forms.CharField(
        required=False,
        label=_("Background papers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One on each line. They are open to the public for four years (section 100D of the Local "
            "Government Act 1972), so leave out what is exempt."
        ),
    )
    clearances = forms.BooleanField(
        required=False,
        label=_("Print who has cleared this paper"),
        help_text=_("A line after the last section for each role that has cleared exactly this text."),
    )
    opened = forms.JSONField(required=False, widget=forms.HiddenInput)

    def clean_opened(self):
        """What the form was opened with; something else in its place says that nothing is known of it."""
        opened = self.cleaned_data["opened"]
        return opened if are_words(opened) else {}

    def clean_background(self):
        return [line.strip() for line in self.cleaned_data["background"].splitlines() if line.strip()]


class HeadingLineForm(forms.Form):
    """A line of the heading block."""

    label = forms.CharField(max_length=80, required=False, label=_("What"))
    words = forms.CharField(max_length=300, required=False, label=_("Words"))

    def clean(self):
        if self.cleaned_data.get("words") and not self.cleaned_data.get("label"):
            raise ValidationError({"label": _("Say what this line is, such as “Report of”.")})


class RecommendationForm(forms.Form):
    words = forms.CharField(
        max_length=4000, required=False, label=_("Recommendation"), widget=forms.Textarea(attrs={"rows": 2})
    )


class SectionForm(forms.Form):
    """A section; the one on progress is led by what the figures say, and an implication names who says “none”."""

    title = forms.CharField(max_length=200, required=False, label=_("Title of the section"))
    words = forms.CharField(
        max_length=50000, required=False, label=_("Words"), widget=forms.Textarea(attrs={"rows": 4})
    )
    progress = forms.BooleanField(required=False, widget=forms.HiddenInput)
    none = forms.BooleanField(required=False, label=_("There are none"))
    by = forms.CharField(max_length=200, required=False, label=_("Who says so"))

    def clean(self):
        given = self.cleaned_data
        if given.get("words") and not given.get("title"):
            raise ValidationError({"title": _("Give this section a title.")})
        if not self.is_implication:
            return given | {"none": False, "by": ""}
        if given.get("none") and given.get("words"):
            raise ValidationError(
                {"none": _("Either there are none, or there are these words: clear one of the two.")}
            )
        if given.get("none") and not given.get("by"):
            raise ValidationError(
                {"by": _("Say who says that there are none: {title}.").format(title=given["title"])}
            )
        return given

    @property
    def is_implication(self):
        title = self["title"].value()
        return bool(title) and sections.is_implication({"title": title})

    @property
    def is_purpose(self):
        title = self["title"].value()
        return bool(title) and sections.is_purpose({"title": title})


class SectionList(BaseFormSet):
    def clean(self):
        """Sections are told apart by their titles."""
        seen = set()
        for form in self.forms:
            title = getattr(form, "cleaned_data", {}).get("title")
            if title and title in seen:
                form.add_error(
                    "title",
                    _("Two sections are called “{title}”: give one of them another title.").format(
                        title=title
                    ),
                )
            seen.add(title)


HeadingLines = formset_factory(HeadingLineForm, extra=1, max_num=40)
Recommendations = formset_factory(RecommendationForm, extra=1, max_num=60)
Sections = formset_factory(SectionForm, formset=SectionList, extra=0, max_num=60)


class WordingForm(forms.Form):
    """A committee's wording of one action's news; empty takes it out again."""

    words = forms.CharField(
        max_length=10000,
        required=False,
        label=_("The committee’s wording"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Printed in this paper in place of the lead’s words, which stay in the plan. "
            "Empty: the lead’s own."
        ),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def clean_opened(self):
        return _plain(self.cleaned_data["opened"])


class ClearanceForm(forms.Form):
    """What somebody said of the paper as it stands."""

    role = forms.CharField(
        max_length=60, label=_("For"), error_messages={"required": _("Say for whom they speak.")}
    )
    name = forms.CharField(
        max_length=200,
        label=_("Who said so"),
        error_messages={"required": _("Write the name of who said so.")},
    )
    outcome = forms.ChoiceField(
        choices=lambda: [(value, label.capitalize()) for value, label in Clearance.Outcome.choices],
        widget=forms.RadioSelect,
        initial=Clearance.Outcome.CLEARED,
        label=_("What they said"),
        error_messages={"required": _("Choose what they said.")},
    )
    comment = forms.CharField(
        max_length=4000, required=False, label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, roles=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].widget = forms.Select(choices=[(role, role) for role in roles])


class PaperForms:
    """The whole page a clerk edits a paper on: the form and its three lists, as one.

    `act` ("section-up-2", "recommendation-add") first does to what was typed what a button beside a row says.
    """

    def __init__(self, paper, data=None, act=""):
        stands = words_of(paper)
        data = rows.rearranged(data, act) if act else data
        start = {
            "title": stands["title"],
            "order": stands["order"],
            "background": "\n".join(stands["background"]),
            "clearances": stands["clearances"],
            "opened": stands,
            "heading": [{"label": label, "words": words} for label, words in stands["heading_block"]],
            "recommendation": [{"words": words} for words in stands["recommendations"]],
            "section": stands["sections"],
        }
        if data is not None:
            start = {}
        self.form = PaperForm(data, initial=start)
        self.heading = HeadingLines(data, prefix="heading", initial=start.get("heading"))
        self.recommendations = Recommendations(
            data, prefix="recommendation", initial=start.get("recommendation")
        )
        self.sections = Sections(data, prefix="section", initial=start.get("section"))

    @property
    def opened(self):
        return self.form.cleaned_data["opened"]

    def open_again(self, present):
        """Keep everything typed, and let the next save answer to the paper as it stands now."""
        self.form.data = self.form.data.copy()
        self.form.data["opened"] = json.dumps(words_of(present))

    def is_valid(self):
        """All parts are asked, so that every error is shown at once."""
        return [part.is_valid() for part in self.parts] == [True] * len(self.parts)

    @property
    def parts(self):
        return self.form, self.heading, self.recommendations, self.sections

    @property
    def errors(self):
        """Every error with the id of its control ("" where it is of none), for the list at the top of the page."""
        forms_ = [self.form, *self.heading, *self.recommendations, *self.sections]
        return [
            ("" if name == "__all__" else form[name].id_for_label, error)
            for form in forms_
            for name, errors in form.errors.items()
            for error in errors
        ]

    @property
    def words(self):
        """What was written, as `merging` describes a paper's words; a line left wholly empty is gone."""
        lines = [part.cleaned_data for part in self.heading if part.cleaned_data.get("label")]
        sections = [part.cleaned_data for part in self.sections if part.cleaned_data.get("title")]
        return {
            "title": self.form.cleaned_data["title"],
            "order": self.form.cleaned_data["order"],
            "heading_block": [[line["label"], line["words"]] for line in lines],
            "sections": [{**section, "words": _plain(section["words"])} for section in sections],
            "background": self.form.cleaned_data["background"],
            "clearances": self.form.cleaned_data["clearances"],
            "recommendations": [
                _plain(part.cleaned_data["words"])
                for part in self.recommendations
                if part.cleaned_data.get("words")
            ],
        }


def _plain(words):
    """A browser sends every line break as two characters."""
    return words.replace("\r\n", "\n")

"""How a committee likes its papers, as its clerk fills it in. Nothing here knows who may."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from reports import rows
from reports.forms import HeadingLineForm
from reports.house import House


class HouseForm(forms.Form):
    appendix = forms.CharField(
        max_length=80,
        label=_("What an appendix is called"),
        help_text=_("Such as “Appendix”, “Annex”, “Essential Reference Paper”."),
        error_messages={"required": _("Write what an appendix is called.")},
    )
    first_appendix = forms.RegexField(
        r"^([A-Za-z]|[1-9][0-9]{0,2})$",
        label=_("The first one is"),
        help_text=_("A letter or a number, from which the rest are counted: A, B or 1."),
        error_messages={
            "required": _("Write a letter or a number."),
            "invalid": _("Write one letter or a number."),
        },
    )
    letters = forms.ChoiceField(
        choices=[("A", "(A), (B), (C)"), ("1", "(1), (2), (3)")],
        widget=forms.RadioSelect,
        label=_("How recommendations are marked"),
        error_messages={"required": _("Choose how recommendations are marked.")},
    )
    page_numbers = forms.BooleanField(
        required=False,
        label=_("Number the pages"),
        help_text=_("Take the tick out where the agenda system numbers them."),
    )
    charts = forms.BooleanField(
        required=False, label=_("Draw charts"), help_text=_("Each is followed by its figures as a table.")
    )
    clearances = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        label=_("Who clears a paper before it is published"),
        help_text=_("One role on each line, such as “Legal”."),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_clearances(self):
        lines = [line.strip() for line in self.cleaned_data["clearances"].splitlines()]
        return list(dict.fromkeys(filter(None, lines)))


class HeadingForm(HeadingLineForm):
    words = forms.CharField(max_length=300, required=False, label=_("Words to begin with"))


class SectionForm(forms.Form):
    title = forms.CharField(max_length=200, required=False, label=_("Title"))
    words = forms.CharField(
        max_length=5000,
        required=False,
        label=_("Words to begin with"),
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    progress = forms.BooleanField(required=False, label=_("Writes itself from the figures"))

    def clean(self):
        given = self.cleaned_data
        if (given.get("words") or given.get("progress")) and not given.get("title"):
            raise ValidationError({"title": _("Give this section a title.")})


class SectionList(BaseFormSet):
    def clean(self):
        """Sections are told apart by their titles, and one at most writes itself."""
        seen, writes_itself = set(), False
        for form in self.forms:
            given = getattr(form, "cleaned_data", {})
            title = given.get("title")
            if title and title in seen:
                form.add_error(
                    "title",
                    _("Two sections are called “{title}”: give one of them another title.").format(
                        title=title
                    ),
                )
            if given.get("progress") and writes_itself:
                form.add_error("progress", _("Only one section writes itself: take one of the ticks out."))
            seen.add(title)
            writes_itself = writes_itself or given.get("progress")


Headings = formset_factory(HeadingForm, extra=0, max_num=40)
Sections = formset_factory(SectionForm, formset=SectionList, extra=0, max_num=60)


class HouseForms:
    """The whole page: the form and its two lists as one. `act` moves, adds or removes a row; nothing is saved by it."""

    def __init__(self, house, *, opened, data=None, act=""):
        if data is not None:
            data = rows.rearranged(data, act) if act else data
            start, headings, sections = None, None, None
        else:
            start = {
                name: getattr(house, name)
                for name in ("appendix", "first_appendix", "page_numbers", "charts")
            }
            start |= {"letters": "1" if house.letters.isdigit() else "A", "opened": opened}
            start["clearances"] = "\n".join(house.clearances)
            headings = [{"label": label, "words": words} for label, words in house.heading_block]
            sections = [
                {"title": title, "words": words, "progress": title == house.progress}
                for title, words in house.sections
            ]
        self.form = HouseForm(data, initial=start)
        self.headings = Headings(data, prefix="heading", initial=headings)
        self.sections = Sections(data, prefix="section", initial=sections)

    @property
    def parts(self):
        return self.form, self.headings, self.sections

    def is_valid(self):
        """All parts are asked, so that every error is shown at once."""
        return [part.is_valid() for part in self.parts] == [True] * len(self.parts)

    def open_again(self, opened):
        """Keep everything typed, and let the next save answer to the form as it stands now."""
        self.form.data = self.form.data.copy()
        self.form.data["opened"] = opened

    @property
    def errors(self):
        """Every error with the id of its control ("" where it is of none), for the list at the top of the page."""
        forms_ = [self.form, *self.headings, *self.sections]
        return [
            ("" if name == "__all__" else form[name].id_for_label, error)
            for form in forms_
            for name, errors in form.errors.items()
            for error in errors
        ]

    @property
    def own(self):
        """What was written, by the names of House; a row without a title is gone."""
        given = {name: value for name, value in self.form.cleaned_data.items() if name != "opened"}
        lines = [row.cleaned_data for row in self.headings if row.cleaned_data.get("label")]
        sections = [row.cleaned_data for row in self.sections if row.cleaned_data.get("title")]
        return given | {
            "heading_block": [[line["label"], line["words"]] for line in lines],
            "sections": [[each["title"], each["words"].replace("\r\n", "\n")] for each in sections],
            "progress": next((each["title"] for each in sections if each["progress"]), ""),
        }

    @property
    def house(self):
        return House(**self.own)

"""Asking for more time, and answering those who asked: one at a time or many on a page."""

from datetime import date

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan.changes.deadlines import read_for
from actionplan.changes.extensions import NO_WORDS, SAY_WHY, Answer
from actionplan.days_in_words import long_date
from actionplan.deadline_words import reading
from actionplan.deadlines import in_words
from actionplan.extensions import date_asked_for, days_between
from actionplan.forms.days import DayInput
from actionplan.forms.deadlines import WORDS_MAX
from actionplan.models import Deadline, Lead
from actionplan.permissions import ANSWERS
from people.models import Actor

REASON_MAX = 5000
NONE_CHOSEN = gettext_lazy("Choose what is said to at least one of them.")
ANSWERED_MEANWHILE = gettext_lazy(
    "One of those you answered is no longer waiting: somebody answered it or took it back. Nothing is saved yet; "
    "look at what is left and save again."
)
AGREE, OTHER, REFUSE, LATER = "agree", "other", "refuse", ""


def words_field(plan, name, before=None, **given):
    """Words of a date, read back under the field while they are typed; `before` is the day it is now."""
    asks = {
        "autocomplete": "off",
        "data-hx-get": reverse("new_date_reading", args=[plan.slug]) + (f"?from={before}" if before else ""),
        "data-hx-trigger": "input changed delay:400ms, change",
        "data-hx-target": f"#read-{name}",
    }
    return forms.CharField(max_length=WORDS_MAX, widget=forms.TextInput(asks), **given)


def parse_day(words):
    """The day an address names, or None."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def read_back(plan, words, today, before=None):
    """How words are read: "30 June 2027, read as a month. That is 365 days after 30 June 2026." """
    if not words.strip():
        return ""
    read = read_for(plan, words, as_of=today)
    days = days_between(before, read.due)
    if not days:
        return in_words(read)
    return f"{in_words(read)} {_apart(days).format(days=abs(days), date=long_date(before))}"


def _apart(days):
    if days > 0:
        return ngettext("That is {days:,} day after {date}.", "That is {days:,} days after {date}.", days)
    return ngettext("That is {days:,} day before {date}.", "That is {days:,} days before {date}.", -days)


class AskForm(forms.Form):
    """A new date for one deadline of an action, and why."""

    deadline = forms.ModelChoiceField(
        Deadline.objects.none(),
        label=gettext_lazy("Which deadline"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the deadline.")},
    )
    words = forms.CharField()
    reason = forms.CharField(
        label=gettext_lazy("Why more time is needed"),
        help_text=gettext_lazy("Whoever agrees it reads this, and it stays in the history."),
        max_length=REASON_MAX,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": SAY_WHY},
    )
    for_actor = forms.ModelChoiceField(
        Actor.objects.none(),
        label=gettext_lazy("For whom"),
        required=False,
        empty_label=gettext_lazy("Nobody in particular"),
    )

    def __init__(self, data=None, *, action, lines, today, waiting=None, for_others=False):
        """`lines` are the deadlines not met yet; `waiting` is what was asked for already, to be asked anew.

        `for_others`: who asks leads nothing here, and says for which lead it is.
        """
        start = {"deadline": lines[0]} if len(lines) == 1 else {}
        if waiting:
            start = {"deadline": waiting.deadline, "words": waiting.new_words, "reason": waiting.reason}
        super().__init__(data, initial=start)
        self.plan, self.today = action.plan, today
        self.before = lines[0].due if len(lines) == 1 else None
        self.fields["deadline"].queryset = Deadline.objects.filter(pk__in=[line.pk for line in lines])
        self.fields["deadline"].label_from_instance = lambda line: line.what or reading(line)
        if len(lines) == 1:
            self.fields["deadline"].widget = forms.HiddenInput()
        self.fields["words"] = words_field(
            self.plan,
            "words",
            self.before,
            label=_("The new date"),
            help_text=_("As the council would write it: “June 27”, “Spring 2027”."),
            error_messages={"required": NO_WORDS},
        )
        if for_others:
            leads = Lead.objects.filter(action=action, role__in=ANSWERS)
            self.fields["for_actor"].queryset = Actor.objects.filter(leads__in=leads).distinct()
        else:
            del self.fields["for_actor"]
        self.order_fields(["deadline", "words", "reason", "for_actor"])

    def words_row(self):
        """For the page: the words, and how they are read."""
        words = str(self["words"].value() or "")
        return {"words": self["words"], "read": read_back(self.plan, words, self.today, self.before)}


class CorrectionForm(forms.Form):
    """A deadline that was written down wrongly, as it should have been written."""

    words = forms.CharField()
    reason = forms.CharField(
        label=gettext_lazy("What was wrong"),
        help_text=gettext_lazy("Kept in the history."),
        widget=forms.Textarea({"rows": 2}),
        max_length=REASON_MAX,
    )

    def __init__(self, data=None, *, plan, line, today):
        super().__init__(data, initial={"words": line.words})
        self.plan, self.today = plan, today
        self.fields["words"] = words_field(
            plan, "words", label=_("As it should read"), error_messages={"required": NO_WORDS}
        )
        self.fields["reason"].error_messages["required"] = _("Say what was wrong.")
        self.order_fields(["words", "reason"])

    def words_row(self):
        return {
            "words": self["words"],
            "read": read_back(self.plan, str(self["words"].value() or ""), self.today),
        }


class AnswersForm(forms.Form):
    """What is said to each of several requests; those not answered yet stay as they are."""

    by_resolution = False

    def __init__(self, data=None, *, extensions, today, **kwargs):
        super().__init__(data, **kwargs)
        self.today = today
        self.extensions = [each for each in extensions if each.may_answer]
        for each in self.extensions:
            self._add(each)

    def _add(self, extension):
        pk, reference = extension.change.pk, extension.action.reference
        choices = [
            (AGREE, _("Agree {date}").format(date=date_asked_for(extension.change))),
            (OTHER, _("Agree another date")),
            (REFUSE, _("Refuse")),
            (LATER, _("Not decided") if self.by_resolution else _("Later")),
        ]
        self.fields[f"change_{pk}"] = forms.ChoiceField(
            label=_("What is said to {reference}").format(reference=reference),
            choices=choices,
            widget=forms.RadioSelect,
            required=False,
            initial=LATER,
        )
        self.fields[f"words_{pk}"] = words_field(
            extension.action.plan,
            f"words_{pk}",
            extension.deadline.due,
            label=_("Another date for {reference}").format(reference=reference),
            required=False,
        )
        self.fields[f"answer_{pk}"] = forms.CharField(
            label=_("What you say to {who}").format(who=extension.who or reference),
            required=False,
            max_length=REASON_MAX,
            widget=forms.Textarea({"rows": 2}),
        )

    def row(self, extension):
        """For the page: the fields of one request."""
        pk = extension.change.pk
        words = self[f"words_{pk}"]
        read = read_back(extension.action.plan, str(words.value() or ""), self.today, extension.deadline.due)
        return {
            "choice": self[f"change_{pk}"],
            "date": {"words": words, "read": read},
            "answer": self[f"answer_{pk}"],
        }

    def clean(self):
        cleaned = super().clean()
        chosen = {each: cleaned.get(f"change_{each.change.pk}") for each in self.extensions}
        for each, choice in chosen.items():
            if choice == OTHER and not cleaned.get(f"words_{each.change.pk}", "").strip():
                self.add_error(f"words_{each.change.pk}", NO_WORDS)
        if self._gone():
            raise forms.ValidationError(ANSWERED_MEANWHILE)
        if not any(chosen.values()) and not self.errors:
            raise forms.ValidationError(NONE_CHOSEN)
        return cleaned

    def _gone(self):
        """Whether something was answered here that is no longer waiting."""
        chosen = {name for name in self.data if name.startswith("change_") and self.data[name]}
        return bool(chosen - self.fields.keys())

    def answers(self):
        given = self.cleaned_data
        for each in self.extensions:
            pk = each.change.pk
            if choice := given[f"change_{pk}"]:
                yield Answer(
                    change=each.change,
                    agreed=choice != REFUSE,
                    words=given[f"words_{pk}"] if choice == OTHER else "",
                    answer=given[f"answer_{pk}"],
                )


class ResolutionForm(AnswersForm):
    """What a meeting resolved on the requests that were before it, under one minute."""

    by_resolution = True

    minute = forms.CharField(
        label=gettext_lazy("Minute"),
        max_length=40,
        error_messages={"required": gettext_lazy("Write the number of the minute.")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    effective_on = forms.DateField(
        label=gettext_lazy("Counts from"),
        widget=DayInput,
        required=False,
        help_text=gettext_lazy("The day of the meeting, unless it was resolved otherwise."),
        error_messages={"invalid": gettext_lazy("Write the date as 2026-12-08.")},
    )
    resolved = forms.CharField(
        label=gettext_lazy("What was resolved"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy(
            "As the minutes have it. Everybody who may see the meeting reads this: name nothing exempt."
        ),
    )

    def __init__(self, data=None, *, meeting, resolution=None, **kwargs):
        """`resolution` is the minute that was recorded already, where one comes from there."""
        initial = {"effective_on": meeting.held_on}
        if resolution:
            initial = {
                "minute": resolution.minute,
                "effective_on": resolution.effective_on,
                "resolved": resolution.words,
            }
        super().__init__(data, initial=initial, **kwargs)

"""What a clerk writes down after a meeting: what was resolved and what follows; and how a question is answered."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan import recommendations
from actionplan.changes.queries import NO_ANSWER, NOTHING_ASKED
from actionplan.days_in_words import long_date
from actionplan.forms.days import DayInput
from actionplan.models import Action, Challenge, Plan
from actionplan.timetable import counts_from
from actionplan.wording import in_brief
from people.models import Actor

LONGEST = 20_000
OUTCOMES = [
    "",
    gettext_lazy("Agreed"),
    gettext_lazy("Agreed with changes"),
    gettext_lazy("Noted"),
    gettext_lazy("Not agreed"),
    gettext_lazy("Deferred"),
]
MEETING, CALL_IN, OTHER = "meeting", "call_in", "day"
NO_ACTION = gettext_lazy(
    "There is no action {reference} in this plan. Write the reference as the plan has it, such as 17.2."
)
SEVERAL = gettext_lazy(
    "Several are called “{name}”. Leave this empty and name the lead on the action’s page."
)
UNKNOWN = gettext_lazy(
    "We know nobody called “{name}”. Leave this empty and name the lead on the action’s page."
)
INVALID_DAY = {"invalid": gettext_lazy("Write the date as 2026-12-08.")}


def _lines(label, rows=3, **given):
    return forms.CharField(label=label, widget=forms.Textarea({"rows": rows}), max_length=LONGEST, **given)


class MinuteForm(forms.Form):
    """A resolution by its minute, of which recommendations it is the answer, and from when it counts."""

    answers = forms.MultipleChoiceField(
        label=gettext_lazy("Of which recommendations"), widget=forms.CheckboxSelectMultiple, required=False
    )
    minute = forms.CharField(
        label=gettext_lazy("Minute"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the number of the minute.")},
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("In a word"),
        choices=[(word, word or gettext_lazy("Choose")) for word in OUTCOMES],
        required=False,
    )
    resolved = _lines(
        gettext_lazy("What was resolved"),
        required=False,
        help_text=gettext_lazy(
            "As the minutes have it. Everybody who may see the meeting reads this: name nothing exempt."
        ),
    )
    counts = forms.ChoiceField(
        label=gettext_lazy("It counts"),
        widget=forms.RadioSelect,
        initial=MEETING,
        error_messages={"required": gettext_lazy("Choose from when it counts.")},
    )
    published_on = forms.DateField(
        label=gettext_lazy("The decision was published on"),
        widget=DayInput,
        required=False,
        error_messages=INVALID_DAY,
    )
    effective_on = forms.DateField(
        label=gettext_lazy("Another day"), widget=DayInput, required=False, error_messages=INVALID_DAY
    )

    def __init__(self, data=None, *, meeting, council, working_days, resolution=None):
        super().__init__(data, initial=_start(meeting, resolution))
        self.meeting, self.council, self.working_days = meeting, council, working_days
        found = recommendations.of_meeting(meeting)
        mine = resolution and resolution.pk
        free = [each for each in found if each.resolution in (None, mine)]
        self.fields["answers"].choices = [
            (each.key, f"{each.paper} {each.label} {in_brief(each.words)}") for each in free
        ]
        if mine:
            self.initial["answers"] = [each.key for each in free if each.resolution == mine]
        if not free:
            del self.fields["answers"]
        days = council.call_in_days
        self.fields["counts"].choices = [
            (MEETING, _("from the meeting, {date}").format(date=long_date(meeting.held_on))),
            (CALL_IN, _run_out(days)),
            (OTHER, _("from another day")),
        ]
        if resolution and resolution.outcome not in OUTCOMES:
            self.fields["outcome"].choices += [(resolution.outcome, resolution.outcome)]

    def clean(self):
        given = super().clean()
        if (
            given.get("counts") == OTHER
            and not given.get("effective_on")
            and "effective_on" not in self.errors
        ):
            self.add_error("effective_on", _("Write the day."))
        return given

    def record(self):
        """What `record_minute` is to be given."""
        given = self.cleaned_data
        return {
            "minute": given["minute"],
            "outcome": given["outcome"],
            "words": given["resolved"],
            "answers": given.get("answers", []),
            "effective_on": self._counts_from(given),
        }

    def _counts_from(self, given):
        if given["counts"] == OTHER:
            return given["effective_on"]
        held_on = self.meeting.held_on
        if given["counts"] == MEETING:
            return held_on
        return counts_from(held_on, given["published_on"], self.council.call_in_days, self.working_days)


def _run_out(days):
    return ngettext(
        "when {days} working day for call-in have run out",
        "when {days} working days for call-in have run out",
        days,
    ).format(days=days)


def _start(meeting, resolution):
    if resolution is None:
        return {"published_on": meeting.held_on}
    at_once = resolution.effective_on == meeting.held_on
    return {
        "minute": resolution.minute,
        "outcome": resolution.outcome,
        "resolved": resolution.words,
        "counts": MEETING if at_once else OTHER,
        "effective_on": None if at_once else resolution.effective_on,
        "published_on": meeting.held_on,
    }


class OfAPlanForm(forms.Form):
    """Something that follows, in one of `plans`; where it is of an action, of one among `actions`."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label=gettext_lazy("Plan"),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the plan.")},
    )
    reference = forms.CharField(
        label=gettext_lazy("Action"),
        help_text=gettext_lazy("Its reference, such as 17.2."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, data=None, *, plans, actions, today):
        super().__init__(data)
        self.actions, self.today = actions, today
        self.fields["plan"].queryset = plans
        if "reference" in self.fields:
            self.fields["reference"].error_messages["required"] = _("Write the reference, such as 17.2.")

    def clean(self):
        given = super().clean()
        if given.get("plan") and given.get("reference"):
            given["action"] = self._named(given["plan"], given["reference"].strip())
        return given

    def _named(self, plan, reference):
        found = self.actions.filter(plan=plan, reference__iexact=reference).select_related("plan", "step")
        action = found.first()
        if action is None:
            self.add_error("reference", NO_ACTION.format(reference=reference))
        return action


class QuestionForm(OfAPlanForm):
    question = _lines(gettext_lazy("What the committee asked"), error_messages={"required": NOTHING_ASKED})
    field_order = ["question", "plan", "reference"]

    def __init__(self, data=None, **given):
        super().__init__(data, **given)
        self.fields["reference"].required = False
        self.fields["reference"].label = _("About which action")
        self.fields["reference"].help_text = _(
            "Its reference. Leave it empty where the question is of the whole plan."
        )

    def asked(self):
        given = self.cleaned_data
        return {"plan": given["plan"], "action": given.get("action"), "question": given["question"]}


class ClosingForm(OfAPlanForm):
    ending = forms.ChoiceField(
        label=gettext_lazy("How it ends"),
        choices=lambda: [(value, label.capitalize()) for value, label in Action.Ending.choices],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how it ends.")},
    )
    words = _lines(gettext_lazy("What was done, or why it was not"), required=False)

    def closing(self):
        given = self.cleaned_data
        return {name: given[name] for name in ("action", "ending", "words")}


class AddingForm(OfAPlanForm):
    reference = None
    number = forms.CharField(
        label=gettext_lazy("Under which number"),
        max_length=10,
        help_text=gettext_lazy(
            "The number of the challenge or recommendation as the plan prints it, such as 17."
        ),
        error_messages={"required": gettext_lazy("Write the number it stands under.")},
    )
    text = _lines(
        gettext_lazy("What is to be done"),
        error_messages={"required": gettext_lazy("Write what is to be done.")},
    )
    lead = forms.CharField(
        label=gettext_lazy("Who does it"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A person, post or team that is known here."),
        widget=forms.TextInput({"list": "actors", "autocomplete": "off"}),
    )
    deadline = forms.CharField(
        label=gettext_lazy("By when"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("As the council writes it: “June 27”."),
    )

    def __init__(self, data=None, *, challenges, **given):
        super().__init__(data, **given)
        self.challenges = challenges

    def clean_lead(self):
        name = self.cleaned_data["lead"].strip()
        found = list(Actor.objects.current().named(name)[:2]) if name else []
        if name and len(found) != 1:
            raise forms.ValidationError((SEVERAL if found else UNKNOWN).format(name=name))
        return found[0] if found else None

    def clean(self):
        given = super().clean()
        plan, number = given.get("plan"), (given.get("number") or "").strip()
        if plan and number:
            under = self.challenges.filter(plan=plan).select_related("plan")
            given["challenge"] = under.filter(number=int(number)).first() if number.isdecimal() else None
            if given["challenge"] is None:
                self.add_error(
                    "number", _("Nothing in this plan has the number {number}.").format(number=number)
                )
        return given

    def adding(self):
        given = self.cleaned_data
        lead, deadline = given["lead"], given["deadline"].strip()
        return {
            "challenge": given["challenge"],
            "text": given["text"],
            "leads": [("operational", lead, lead.name)] if lead else [],
            "deadline_words": [deadline] if deadline else [],
        }


class AnswerForm(forms.Form):
    """An answer in words, or the news that is one already."""

    update = forms.ModelChoiceField(
        Challenge.objects.none(),
        label=gettext_lazy("It is answered by this news"),
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("None of these"),
        required=False,
        blank=True,
    )
    words = _lines(gettext_lazy("The answer"), rows=4, required=False)

    def __init__(self, data=None, *, news):
        super().__init__(data)
        self.fields["update"].queryset = news
        self.fields["update"].label_from_instance = _told
        if not news:
            del self.fields["update"]
        else:
            self.fields["words"].label = _("Or answer in words")

    def clean(self):
        given = super().clean()
        if not given.get("update") and not (given.get("words") or "").strip():
            self.add_error("words", NO_ANSWER)
        return given


def _told(update):
    who = f", {update.by.get_full_name()}" if update.by else ""
    return f"{long_date(update.given_on)}{who}: {in_brief(update.words)}"

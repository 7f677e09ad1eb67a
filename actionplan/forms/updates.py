"""The form of an update: how it is going, what has happened, and what shows it."""

from django import forms
from django.forms.models import ModelChoiceIteratorValue
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.evidence import ACCEPTED, MOST_BYTES, SAID_KINDS, Piece, megabytes, refused

WORDS_MAX = 10_000
WHOLE_ADDRESS = gettext_lazy("Write the whole address of the page: https://…")


class EvidenceFields(forms.Form):
    """A link, a file, or both."""

    link = forms.URLField(
        label=gettext_lazy("Link"),
        assume_scheme="https",
        max_length=2000,
        required=False,
        error_messages={"invalid": WHOLE_ADDRESS},
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy("{kinds}; at most {size}."), kinds=SAID_KINDS, size=megabytes(MOST_BYTES)
        ),
        allow_empty_file=True,
        required=False,
        widget=forms.FileInput({"accept": ACCEPTED}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and (why := refused(file.name, file.size)):
            raise forms.ValidationError(why)
        return file

    @property
    def file_was_chosen(self):
        """Browsers do not send a file's place back: whoever gets the form back chooses it again."""
        return bool(self.files and self.files.get(self.add_prefix("file")))

    def evidence(self):
        """What was given, as pieces of evidence."""
        link, file = self.cleaned_data["link"], self.cleaned_data["file"]
        words = self.cleaned_data.get("about", "")
        pieces = [Piece(url=link, words=words)] if link else []
        return pieces + ([Piece(name=file.name, data=file.read(), words=words)] if file else [])


class KnownField(forms.ChoiceField):
    """One of some things that are fetched already: a page may hold the same question thirty times."""

    default_error_messages = {"invalid_choice": gettext_lazy("Choose one of those offered.")}

    def offer(self, things, empty=None):
        self.things = {str(thing.pk): thing for thing in things}
        offered = [(ModelChoiceIteratorValue(thing.pk, thing), str(thing)) for thing in things]
        self.choices = offered if empty is None else [("", empty), *offered]

    def clean(self, value):
        return self.things.get(super().clean(value))


class UpdateForm(EvidenceFields):
    step = KnownField(
        label=gettext_lazy("How is it going?"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of the plan’s statuses.")},
    )
    words = forms.CharField(
        label=gettext_lazy("What has happened?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=WORDS_MAX,
        required=False,
    )
    for_whom = KnownField(label=gettext_lazy("Who said it?"), required=False)
    stood_at = forms.IntegerField(widget=forms.HiddenInput, required=False)
    no_change = forms.BooleanField(label=gettext_lazy("No change"), widget=forms.HiddenInput, required=False)

    def __init__(
        self, data=None, files=None, *, action, since=None, last=None, voices=(), initial=None, **more
    ):
        """`since` is the day of the last news, in words, for the question; `last` the last words said (`LastSaid`).

        `voices` are the actors an editor may write down the words of. The controls' ids carry the action's: on My
        actions several forms may be open at once.
        """
        initial = {"step": action.step_id, "stood_at": action.step_id, **(initial or {})}
        ids = "update-%s" if more.get("prefix") else f"update-{action.pk}-%s"
        super().__init__(data, files, initial=initial, auto_id=ids, **more)
        self.last = last
        self.fields["step"].offer(action.plan.scale.steps.all())
        if since:
            self.fields["words"].label = _("What has happened since {since}?").format(since=since)
        if voices:
            self.fields["for_whom"].offer(voices, empty=_("Nobody: it is my own note"))
        else:
            del self.fields["for_whom"]

    def clean(self):
        """A status that was not touched stays as it is by now, whatever it was when the form was opened."""
        cleaned = super().clean()
        step, stood_at = cleaned.get("step"), cleaned.pop("stood_at", None)
        if step and step.pk == stood_at:
            cleaned["step"] = None
        return cleaned

    @property
    def filled_in(self):
        """Whether anything was said: where several stand on a page, most are left as they are."""
        step, stood_at = self._sent("step"), self._sent("stood_at")
        said = any(self._sent(name) for name in ("words", "no_change", "link"))
        return said or bool(step and step != stood_at) or self.file_was_chosen

    def _sent(self, name):
        return (self.data.get(self.add_prefix(name)) or "").strip()

    def answer(self):
        """What `record_update` takes of it."""
        given = {name: self.cleaned_data[name] for name in ("step", "words", "no_change")}
        return given | {"evidence": self.evidence()}


class SeveralForm(UpdateForm):
    """One of several on a page: “no change” is ticked, and all are saved together."""

    def __init__(self, *args, action, **more):
        super().__init__(*args, action=action, prefix=str(action.pk), **more)
        self.fields["no_change"].widget = forms.CheckboxInput()
        self.fields["words"].widget.attrs["rows"] = 2

"""What a clerk fills in to publish a paper, to correct one, and to add the file that went out."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from reports.audience import EXEMPT, PUBLIC
from reports.models import Edition

PUBLIC_WORDS = _("It is printed in every copy, the public one too: leave out what is exempt.")
COPIES = {PUBLIC: _("The public report"), EXEMPT: _("The exempt appendix")}


class FirstForm(forms.Form):
    """A paper goes out as usual, or as a late item where the chair's reason is given."""

    reason = forms.CharField(
        required=False,
        max_length=2000,
        label=_("If it is a late item, the chair’s reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=format_lazy(
            "{} {}",
            _("Only where it goes out after the agenda: why it should be considered as a matter of urgency."),
            PUBLIC_WORDS,
        ),
    )

    @property
    def as_kind(self):
        return Edition.Kind.LATE if self.cleaned_data["reason"].strip() else Edition.Kind.FIRST


class LaterForm(forms.Form):
    """A further edition says what it is and why."""

    kind = forms.ChoiceField(
        label=_("What goes out"),
        widget=forms.RadioSelect,
        choices=[
            (Edition.Kind.CORRECTION, _("A correction: something was wrong")),
            (Edition.Kind.SUPPLEMENT, _("A supplement: something is added")),
            (Edition.Kind.LATE, _("A late item: the chair agrees that it is urgent")),
        ],
        error_messages={"required": _("Say whether this is a correction, a supplement or a late item.")},
    )
    reason = forms.CharField(
        max_length=2000,
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=format_lazy(
            "{} {}", _("What was wrong, what is added, or the chair’s reason."), PUBLIC_WORDS
        ),
        error_messages={"required": _("Say why: what was wrong, what is added, or the chair’s reason.")},
    )

    @property
    def as_kind(self):
        return self.cleaned_data["kind"]


class PublishedFileForm(forms.Form):
    """The Word or PDF file that went out through the agenda system."""

    copy = forms.ChoiceField(
        label=_("It is"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say which copy the file is.")},
    )
    file = forms.FileField(
        label=_("The file as published"),
        help_text=_("Word (.docx) or PDF. It is kept as it is beside ours, and cannot be replaced."),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args, copies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["copy"].choices = [(each, COPIES[each]) for each in COPIES if each in copies]
        self.fields["copy"].initial = self.fields["copy"].choices[0][0]

"""A form's fields: label, hint, error and control are tied to each other."""

import re

from django import forms
from django.template.loader import render_to_string


class Update(forms.Form):
    step = forms.ChoiceField(label="How is it going?", choices=[("1", "On track")], widget=forms.RadioSelect)
    words = forms.CharField(
        help_text="A sentence <or> two.", max_length=99, widget=forms.Textarea(attrs={"placeholder": "Words"})
    )
    told = forms.BooleanField(required=False)
    until = forms.DateField(required=False)


def shown(field, **values):
    return " ".join(render_to_string("components/field.html", {"field": field, **values}).split())


def test_a_control_is_described_by_its_hint_and_its_error():
    words = shown(Update({})["words"])
    for part in ("id_words_helptext", "id_words_error"):
        assert f'id="{part}"' in words
    assert 'aria-describedby="id_words_helptext id_words_error"' in words
    assert 'aria-invalid="true"' in words
    assert '<label for="id_words">' in words


def test_a_hint_given_by_the_page_is_tied_to_the_control_too():
    assert 'aria-describedby="id_until_helptext"' in shown(Update()["until"], hint="As the minutes have it.")


def test_a_field_without_hint_or_error_is_described_by_nothing():
    assert "aria-describedby" not in shown(Update()["until"])


def test_what_is_pasted_is_never_cut_short_by_the_browser():
    assert "maxlength" not in shown(Update()["words"])


def test_a_hint_is_text_and_a_placeholder_is_not_shown():
    words = shown(Update()["words"])
    assert "&lt;or&gt;" in words
    assert "placeholder" not in words


def test_several_answers_are_one_question():
    words = shown(Update({})["step"])
    assert re.search(r'<fieldset [^>]*aria-describedby="id_step_error"', words)
    assert "<legend>How is it going?</legend>" in words
    assert '<label class="choice" for="id_step_0">' in words


def test_what_may_be_left_out_says_so():
    assert "(optional)" in shown(Update()["until"])
    assert "(optional)" not in shown(Update()["words"])
    assert "(optional)" not in shown(Update()["until"], bare=True)


def test_the_list_of_errors_names_each_field_and_leads_to_it():
    form = Update({})
    form.full_clean()
    form.add_error(None, "Somebody has closed this action.")
    summary = " ".join(render_to_string("components/error_summary.html", {"form": form}).split())
    assert "<li>Somebody has closed this action.</li>" in summary
    assert '<a href="#id_step_0">How is it going? This field is required.</a>' in summary
    assert '<a href="#id_words">Words: This field is required.</a>' in summary


def test_a_form_without_errors_has_no_list_of_them():
    assert render_to_string("components/error_summary.html", {"form": Update()}).strip() == ""

"""A form's controls in the theme's classes, tied to their hint and their error."""

from django import template

register = template.Library()

CHOICES = ("radioselect", "checkboxselectmultiple")


@register.simple_tag
def control(field, hint="", css=""):
    """Draw a bound field's control: no placeholder, described by its hint and its error where it has them.

    A browser cuts what is pasted to a `maxlength` and says nothing: there is none, and the form says what is too long.
    """
    attrs = {"class": _classes(field, css), "placeholder": False, "maxlength": False}
    if described := described_by(field, hint):
        attrs["aria-describedby"] = described
    return field.as_widget(attrs=attrs)


def _classes(field, css):
    own = field.field.widget.attrs.get("class", "")
    kind = field.widget_type
    theme = "" if kind == "checkbox" else "form-select" if kind.endswith("select") else "form-control"
    return " ".join(filter(None, [own, theme, css])) or False


@register.filter
def described_by(field, hint=""):
    """List the ids of what explains a field: its hint, then its error."""
    ids = [f"{field.auto_id}_helptext"] if hint or field.help_text else []
    ids += [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(ids)


@register.filter
def offers_choices(field):
    """Tell whether a field shows every answer at once, each a target of its own."""
    return field.widget_type in CHOICES


@register.filter
def control_id(field):
    """Give the id to go to from the list of errors: the control, or the first of several."""
    return field.id_for_label or f"{field.auto_id}_0"

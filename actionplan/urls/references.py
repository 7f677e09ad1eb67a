"""How addresses hold an action's reference: every subject's addresses may say `<reference:reference>`."""

from django.urls import register_converter


class Reference:
    """An action's reference as addresses hold it: "17.2", "E1". What no action can have is no page."""

    regex = r"[^/\0]{1,20}"

    def to_python(self, words):
        return words

    to_url = to_python


register_converter(Reference, "reference")

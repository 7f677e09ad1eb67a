"""Which language a page is in."""

from django import template
from django.conf import settings
from django.utils.translation import get_language, to_locale

register = template.Library()


@register.simple_tag
def page_language():
    """Give the language in use as `lang` has it: "en-GB", where Django says "en-gb"."""
    return to_locale(get_language() or settings.LANGUAGE_CODE).replace("_", "-")

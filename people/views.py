"""The council's own colour, as a stylesheet: the page's policy allows no style in the page itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.views.decorators.cache import cache_control


@login_not_required
@cache_control(public=True, max_age=3600)
def council_stylesheet(request):
    rule = f":root {{ --council-accent: {request.council.accent}; }}\n"
    return HttpResponse(rule, content_type="text/css; charset=utf-8")

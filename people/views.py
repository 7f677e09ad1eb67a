"""What everybody may see of the council: its colour, its logo, and its accessibility statement."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control

from people.models import Council


@login_not_required
@cache_control(public=True, max_age=3600)
def council_stylesheet(request):
    """The council's own colour; the page's policy allows no style in the page itself."""
    rule = f":root {{ --council-accent: {request.council.accent}; }}\n"
    return HttpResponse(rule, content_type="text/css; charset=utf-8")


@login_not_required
@cache_control(public=True, max_age=300)
def council_mark(request):
    """The logo, as it was given."""
    found = Council.objects.filter(pk=1).exclude(logo_type="").values_list("logo", "logo_type").first()
    if found is None:
        raise Http404(_("There is no logo."))
    logo, logo_type = found
    return HttpResponse(bytes(logo), content_type=logo_type)


@login_not_required
def accessibility_statement(request):
    """The statement that regulation 8 of SI 2018/952 asks of a public body, in the words of its model.

    The Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018; the Equality and
    Human Rights Commission enforces them, in Northern Ireland the Equality Commission there (regulations 10 and 11).
    """
    return render(request, "people/accessibility_statement.html")

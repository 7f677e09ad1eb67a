"""The days on which the council works, kept by an administrator: whose law, how many clear days, when it closes."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import permissions
from actionplan.changes.council_days import close_days, open_day, set_council_days
from actionplan.days_in_words import long_date
from actionplan.forms.meetings import ClosedDaysForm, CouncilDaysForm
from actionplan.forms.saving import saved
from actionplan.wording import counted
from actionplan.working_days import bank_holidays
from people.models import ClosedDay, Council

AHEAD = timedelta(days=365)


def council_days(request):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    council, closing = Council.ours(), "first" in request.POST
    rules = CouncilDaysForm(None if closing else request.POST or None, instance=council)
    closed = ClosedDaysForm(request.POST if closing else None)
    if request.method == "POST" and (said := _done(closed if closing else rules, closing, request.user)):
        messages.success(request, said)
        return redirect("council_days")
    today = request.today
    context = {
        "rules": rules,
        "closed": closed,
        "form": closed if closing else rules,
        "closed_days": ClosedDay.objects.filter(day__gte=today),
        "bank_holidays": bank_holidays(council.nation, today, today + AHEAD),
    }
    return render(request, "meetings/council_days.html", context)


def _done(form, closing, user):
    """Save what was sent; gives what to say, or nothing where the form says why not."""
    if not form.is_valid():
        return ""
    given = form.cleaned_data
    if closing:
        days = saved(form, lambda: close_days(by=user, **given))
        return days and _("{days} written down.").format(days=counted(days, "closed day"))
    done = saved(form, lambda: set_council_days(by=user, **given))
    return done and _("Saved. Timetables are counted anew.")


@require_POST
def day_open(request, pk):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    day = get_object_or_404(ClosedDay, pk=pk)
    open_day(day=day, by=request.user)
    messages.success(request, _("{date} is a working day again.").format(date=long_date(day.day)))
    return redirect("council_days")

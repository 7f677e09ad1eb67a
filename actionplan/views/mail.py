"""What somebody wants by mail, and what was sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import mailing, permissions
from actionplan.forms.mail import MailForm
from actionplan.forms.saving import saved
from actionplan.sent_mail import SHOWN, counts, shown
from actionplan.views.doing import done
from actionplan.work import worker
from people.belonging import person_of
from people.mail import address_of, is_paused, is_sent_from_here, keep_choices, person_of_pause_url

LATELY = 20


def mail_settings(request):
    """My own mail: pause it, ask for it as a councillor, and what came lately."""
    person = person_of(request.user)
    if person is None:
        return render(request, "mail/mail_settings.html", {"person": None})
    return _choices(request, person, "mail_settings", {"lately": person.mail.all()[:LATELY]})


@login_not_required
def mail_pause(request, token):
    """The same for somebody who cannot sign in, by the address in each mail to them."""
    person = person_of_pause_url(token)
    if person is None:
        raise Http404
    return _choices(request, person, request.path, {})


def _choices(request, person, back, further):
    form = MailForm(request.POST or None, instance=person)
    valid = request.method == "POST" and form.is_valid()
    if valid and saved(form, lambda: keep_choices(person=person, today=request.today, **form.cleaned_data)):
        messages.success(request, _("Your mail is set."))
        return redirect(back)
    context = {
        "person": person,
        "form": form,
        "paused": is_paused(person, request.today),
        "address": address_of(person),
    }
    return render(request, "mail/mail_settings.html", context | further)


def mail_sent(request):
    """Every message that editors and administrators may know of, those that need somebody first asked for."""
    permissions.check(permissions.may_see_mail(request.user, request.today))
    now, chosen = timezone.now(), request.GET.get("show", "")
    visible = permissions.visible_mail(request.user, request.today)
    found = shown(visible, chosen, now).select_related("person")
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    for message in page:
        message.can_go_again = mailing.may_be_resent(message, now)
        message.is_unsure = mailing.is_not_sure(message, now)
        message.is_given_up = mailing.is_given_up(message)
    context = {
        "page": page,
        "figures": counts(visible, chosen, now),
        "chosen": SHOWN.get(chosen, ""),
        "may_read": permissions.may_read_all_mail(request.user, request.today),
        "sends": is_sent_from_here(),
        **worker(now),
    }
    return render(request, "mail/mail_sent.html", context)


@require_POST
def mail_again(request, pk):
    permissions.check(permissions.may_see_mail(request.user, request.today))
    message = get_object_or_404(permissions.visible_mail(request.user, request.today), pk=pk)
    said = _("“{subject}” goes to {to} again within a minute.").format(subject=message.subject, to=message.to)
    done(request, lambda: mailing.resend(message, timezone.now()), said)
    return redirect("mail_sent")

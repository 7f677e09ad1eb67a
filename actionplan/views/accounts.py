"""Pages on which an administrator keeps accounts and what they may do."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import permissions
from actionplan.changes.grants import give_grant, take_grant
from actionplan.forms.people import AccountForm, GrantForm
from actionplan.forms.saving import saved
from actionplan.models import Grant
from actionplan.views.doing import done
from people import changes
from people.models import User


def account_list(request):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    accounts = User.objects.select_related("actor").order_by("email")
    accounts = accounts.prefetch_related("grants__plan", "grants__committee")
    page = Paginator(accounts, 100).get_page(request.GET.get("page"))
    return render(request, "people/account_list.html", {"page": page})


def account_create(request):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    form = AccountForm(request.POST or None, actor=request.GET.get("actor", ""))
    valid = request.method == "POST" and form.is_valid()
    if valid and (user := saved(form, lambda: changes.create_account(**form.cleaned_data))):
        messages.success(
            request,
            _("{user} can sign in with a code sent to {email}. Now say what they may do.").format(
                user=user, email=user.email
            ),
        )
        return redirect("account_detail", user.pk)
    return render(request, "people/account_form.html", {"form": form})


def account_detail(request, pk):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    account = get_object_or_404(User.objects.select_related("actor"), pk=pk)
    form = GrantForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and (grant := saved(form, lambda: give_grant(user=account, **form.cleaned_data))):
        messages.success(request, f"{account}: {grant}.")
        return redirect("account_detail", pk)
    grants = account.grants.select_related("plan", "committee")
    return render(request, "people/account_detail.html", {"account": account, "grants": grants, "form": form})


@require_POST
def grant_take(request, pk):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    grant = get_object_or_404(Grant.objects.select_related("user", "plan", "committee"), pk=pk)
    done(
        request,
        lambda: take_grant(grant=grant),
        _("{user}: no longer {grant}.").format(user=grant.user, grant=grant),
    )
    return redirect("account_detail", grant.user_id)


@require_POST
def account_open(request, pk):
    """Stop an account from signing in, or let it again; nobody stops their own."""
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    account = get_object_or_404(User, pk=pk)
    if account == request.user:
        messages.error(request, _("You cannot stop your own account; ask another administrator."))
        return redirect("account_detail", pk)
    changes.open_account(user=account, is_active=not account.is_active)
    said = _("{user} can sign in again.") if account.is_active else _("{user} can no longer sign in.")
    messages.success(request, said.format(user=account))
    return redirect("account_detail", pk)

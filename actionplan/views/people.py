"""Pages of people, posts, teams and committees."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import permissions
from actionplan.filters import SOONEST
from actionplan.forms.people import ActorForm, DeputyForm, EndForm, MembershipForm
from actionplan.forms.saving import saved
from actionplan.leading import with_led
from actionplan.rows import lines_of
from people import changes
from people.belonging import holds_on
from people.finding import with_words
from people.models import Actor, Delegation, Membership
from people.models.actor import Kind

# What each kind is, for whoever adds one.
KINDS = [
    (Kind.PERSON, gettext_lazy("An officer or a councillor.")),
    (
        Kind.POST,
        gettext_lazy("What somebody is appointed to, such as Head of HR. Its holder leads what it leads."),
    ),
    (Kind.TEAM, gettext_lazy("Several people or posts under one name, such as all heads of service.")),
    (Kind.COMMITTEE, gettext_lazy("A committee, panel or board of councillors.")),
]


def people_list(request):
    """Everybody who can lead, found by words and kind; those who have left are told apart."""
    actors = Actor.objects.filter(merged_into=None).select_related("part_of", "user")
    words, kind = request.GET.get("words", "").replace("\0", ""), request.GET.get("kind", "")
    actors = with_words(actors, words)
    if kind in dict(Actor._meta.get_field("kind").choices):
        actors = actors.filter(kind=kind)
    page = Paginator(actors.prefetch_related(*_belonging(request.today)), 100).get_page(
        request.GET.get("page")
    )
    known = permissions.visible_actions(request.user, request.today)
    return render(
        request,
        "people/people_list.html",
        {
            "page": page,
            "listed": with_led(page.object_list, known, request.today),
            "words": words,
            "kind": kind,
            "kinds": [
                ("person", _("people")),
                ("post", _("posts")),
                ("team", _("teams")),
                ("committee", _("committees")),
            ],
            "may_keep": permissions.may_keep_people(request.user, request.today),
        },
    )


def _belonging(today):
    now = Membership.objects.on(today)
    return [
        Prefetch("memberships", now.select_related("member"), to_attr="members_now"),
        Prefetch("belongs_to", now.select_related("of"), to_attr="groups_now"),
    ]


def actor_detail(request, pk):
    user, today = request.user, request.today
    actor = get_object_or_404(Actor.objects.select_related("part_of", "user", "merged_into"), pk=pk)
    known = permissions.visible_actions(user, today)
    mine = known.led_by([actor.pk])
    led = mine.select_related("plan", "step").prefetch_related("deadlines").order_by(*SOONEST)
    page = Paginator(led, 100).get_page(request.GET.get("page"))
    places = list(actor.belongs_to.select_related("of").order_by("-until", "since"))
    (_, leading), *through = with_led([actor, *_posts_now(places, today)], known, today)
    may_keep = permissions.may_keep_people(user, today)
    return render(
        request,
        "people/actor_detail.html",
        {
            "actor": actor,
            "members": actor.memberships.select_related("member").order_by("-until", "since"),
            "posts": [place for place in places if place.of.kind == "post"],
            "groups": [place for place in places if place.of.kind != "post"],
            "deputies": actor.deputies.select_related("deputy"),
            "principals": actor.answers_for.select_related("principal"),
            "page": page,
            "leading": leading,
            "through": [(post, led) for post, led in through if led.open],
            "led": [(action, lines_of(action, today)) for action in page],
            "ahead": actor.hand_overs.filter(done_at=None, cancelled_at=None) if may_keep else (),
            "may_keep": may_keep,
        },
    )


def _posts_now(places, today):
    """The posts somebody holds today: what these lead is answered for by them."""
    return [place.of for place in places if place.of.kind == "post" and holds_on(place, today)]


def actor_create(request):
    permissions.check(permissions.may_keep_people(request.user, request.today))
    kind = request.POST.get("kind", request.GET.get("kind"))
    if kind not in Kind.values:
        return render(request, "people/kind.html", {"kinds": KINDS})
    return _keep(request, Actor(kind=kind), _("Add a {kind}").format(kind=Kind(kind).label))


def actor_edit(request, pk):
    permissions.check(permissions.may_keep_people(request.user, request.today))
    actor = get_object_or_404(Actor, pk=pk)
    return _keep(request, actor, _("Change {actor}").format(actor=actor.name))


def _keep(request, actor, title):
    form = ActorForm(request.POST or None, instance=actor)
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: changes.keep_actor(actor=form.instance, aliases=form.lines()))
    ):
        messages.success(request, _("{actor} is saved.").format(actor=actor.name))
        return redirect("actor_detail", actor.pk)
    return _form_page(request, form, title, _("Save"), actor)


def membership_create(request, pk):
    permissions.check(permissions.may_keep_people(request.user, request.today))
    group = get_object_or_404(Actor.objects.exclude(kind="person"), pk=pk)
    form = MembershipForm(request.POST or None, of=group)
    title = (
        _("Who holds {group}").format(group=group.name)
        if group.kind == "post"
        else _("Add somebody to {group}").format(group=group.name)
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: changes.join(of=group, **form.cleaned_data))
    ):
        messages.success(
            request,
            _("{member} is in {group}.").format(member=form.cleaned_data["member"], group=group.name),
        )
        return redirect("actor_detail", group.pk)
    return _form_page(request, form, title, _("Save"), group)


def membership_end(request, pk):
    permissions.check(permissions.may_keep_people(request.user, request.today))
    membership = get_object_or_404(Membership.objects.select_related("of", "member"), pk=pk)
    form = EndForm(request.POST or None, initial={"until": request.today})
    done = request.method == "POST" and form.is_valid()
    if done and saved(form, lambda: changes.leave(membership=membership, **form.cleaned_data)):
        messages.success(
            request, _("{member} leaves {group}.").format(member=membership.member, group=membership.of)
        )
        return redirect("actor_detail", membership.of_id)
    return _form_page(
        request,
        form,
        _("{member} leaves {group}").format(member=membership.member, group=membership.of),
        _("Save"),
        membership.of,
    )


def deputy_create(request, pk):
    permissions.check(permissions.may_keep_people(request.user, request.today))
    person = get_object_or_404(Actor, pk=pk, kind="person")
    form = DeputyForm(request.POST or None, principal=person)
    done = request.method == "POST" and form.is_valid()
    if done and saved(form, lambda: changes.appoint_deputy(principal=person, **form.cleaned_data)):
        messages.success(
            request,
            _("{deputy} can answer for {person}.").format(
                deputy=form.cleaned_data["deputy"], person=person.name
            ),
        )
        return redirect("actor_detail", person.pk)
    return _form_page(
        request, form, _("Somebody who answers for {person}").format(person=person.name), _("Save"), person
    )


def deputy_end(request, pk):
    permissions.check(permissions.may_keep_people(request.user, request.today))
    delegation = get_object_or_404(Delegation.objects.select_related("principal", "deputy"), pk=pk)
    form = EndForm(request.POST or None, initial={"until": request.today})
    done = request.method == "POST" and form.is_valid()
    if done and saved(form, lambda: changes.end_deputy(delegation=delegation, **form.cleaned_data)):
        messages.success(
            request,
            _("{deputy} no longer answers for {person}.").format(
                deputy=delegation.deputy, person=delegation.principal
            ),
        )
        return redirect("actor_detail", delegation.principal_id)
    title = _("{deputy} stops answering for {person}").format(
        deputy=delegation.deputy, person=delegation.principal
    )
    return _form_page(request, form, title, _("Save"), delegation.principal)


def _form_page(request, form, title, button, back):
    return render(
        request,
        "people/form.html",
        {"form": form, "title": title, "button": button, "back": back if back.pk else None},
        status=422 if form.errors and request.htmx else 200,
    )

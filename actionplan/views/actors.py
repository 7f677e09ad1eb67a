"""Finding who is meant while one types a name."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from actionplan import permissions
from people.finding import find_actors
from people.keys import key_of
from people.models.actor import Kind


@require_GET
def actor_search(request):
    """Those a name begins to say, as the options of a list; and, where asked, ways to add one of that name."""
    permissions.check(permissions.may_keep_people(request.user, request.today))
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:200]
    found = find_actors(words, request.today)
    taken = any(each.actor.key == key_of(words) for each in found)
    context = {"found": found, "words": words, "kinds": Kind, "add": "another" if taken else "new"}
    return render(request, "structure/_actors_found.html", context if words else {})

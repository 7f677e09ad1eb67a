"""The update form as a page needs it: with the day of the last news, what was said then, and for whom one writes."""

from actionplan import mine, permissions
from actionplan.days_in_words import long_date
from actionplan.forms.updates import UpdateForm


def since_when(action):
    return long_date(action.latest_update.given_on) if action.latest_update else None


def update_form(
    request, action, data=None, files=None, *, form=UpdateForm, start=False, initial=None, **more
):
    """The form of an action, bound where there is `data`; `start` begins with what was last said."""
    last = mine.last_said(action)
    voices = permissions.speaks_for(request.user, action, request.today)
    initial = initial or {}
    if start and last:
        initial = initial | {"words": last.words}
    return form(
        data,
        files,
        action=action,
        since=since_when(action),
        last=last,
        voices=voices,
        initial=initial,
        **more,
    )


def for_whom(request, action, form):
    """Who an update is given for: the lead one answers for, else whoever an editor wrote the words down of."""
    return permissions.answers_for(request.user, action, request.today) or form.cleaned_data.get("for_whom")

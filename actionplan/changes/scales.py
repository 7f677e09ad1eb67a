"""The sets of status words that are kept for all plans, and which a plan may pick."""

from django.utils.translation import gettext as _

from actionplan.models import Scale, Step
from actionplan.scales import PRESET_SCALES


def keep_scale(name, steps, of_plan=None):
    """The scale of this name, made from the steps (word, meaning, colour, default) the first time."""
    scale, made = Scale.objects.get_or_create(name=name, defaults={"of_plan": of_plan})
    if made:
        Step.objects.bulk_create(
            Step(
                scale=scale,
                order=order,
                word=step.word,
                meaning=step.meaning,
                colour=step.colour,
                default=step.default,
            )
            for order, step in enumerate(steps)
        )
    return scale


def preset_scale(name):
    """One of the presets by name."""
    return keep_scale(name, PRESET_SCALES[name].steps)


def default_scale():
    return preset_scale(next(iter(PRESET_SCALES)))


def scale_named(name):
    """The scale of this name, kept already or a preset; None where there is neither."""
    return preset_scale(name) if name in PRESET_SCALES else Scale.objects.filter(name=name).first()


def offered(plan=None):
    """What may be picked, by name: (one sentence on it, its steps in order). The usual one stands first.

    The presets; what other plans share; and, of `plan`, the words it has. Words that another plan has of its own,
    and those nobody uses any more, are not offered.
    """
    found = {name: (scale.about, scale.steps) for name, scale in PRESET_SCALES.items()}
    shared = Scale.objects.filter(of_plan=None, plans__isnull=False).exclude(name__in=found).distinct()
    for scale in shared.prefetch_related("steps"):
        found[scale.name] = (_("Used by a plan here already."), tuple(scale.steps.all()))
    if plan and plan.scale.name not in found:
        found[plan.scale.name] = (_("The plan’s own words."), tuple(plan.scale.steps.all()))
    return found

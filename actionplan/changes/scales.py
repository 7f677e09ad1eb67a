"""The scales a new plan can take."""

from actionplan.models import Scale, Step
from actionplan.status import PRESET_SCALES


def keep_scale(name, steps):
    """The scale of this name, made from the steps (word, meaning, colour, default) the first time."""
    scale, made = Scale.objects.get_or_create(name=name)
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
    return keep_scale(name, PRESET_SCALES[name])


def default_scale():
    return preset_scale(next(iter(PRESET_SCALES)))

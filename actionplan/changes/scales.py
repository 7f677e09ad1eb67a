"""The scales a new plan can take."""

from actionplan.models import Scale, Step
from actionplan.status import PRESET_SCALES


def preset_scale(name):
    """One of the presets by name, kept the first time it is asked for."""
    scale, made = Scale.objects.get_or_create(name=name)
    if made:
        steps = enumerate(PRESET_SCALES[name])
        Step.objects.bulk_create(
            Step(
                scale=scale,
                order=order,
                word=step.word,
                meaning=step.meaning,
                colour=step.colour,
                default=step.default,
            )
            for order, step in steps
        )
    return scale


def default_scale():
    return preset_scale(next(iter(PRESET_SCALES)))

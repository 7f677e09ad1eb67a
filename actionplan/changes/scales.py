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


def scale_named(name):
    """The scale of this name, kept already or a preset; None where there is neither."""
    return preset_scale(name) if name in PRESET_SCALES else Scale.objects.filter(name=name).first()


def scales_in_words():
    """Choices for a form: each scale's name, and its name with its words. The usual one stands first."""
    words = {name: [step.word for step in steps] for name, steps in PRESET_SCALES.items()}
    for scale in Scale.objects.prefetch_related("steps"):
        words[scale.name] = [step.word for step in scale.steps.all()]
    return [(name, f"{name}: {', '.join(steps)}") for name, steps in words.items()]

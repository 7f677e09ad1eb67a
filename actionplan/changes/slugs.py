"""Addresses nobody has yet."""

RESERVED = {"new", "overview"}  # /plans/new/ makes one, /plans/overview/ shows all


def free_slug(model, base):
    """The base itself where it is free, else the same with -2, -3 …"""
    taken = RESERVED | set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{n}" for n in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)

"""Template tags that say a plan in words; no rule of the plan lives here."""

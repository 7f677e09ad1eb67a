"""Overview pages: one plan, or all that somebody may see, in pictures of which every number leads to its list."""

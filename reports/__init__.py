"""Saying it to others: snapshots, movement, papers and their formats. Nothing here takes effect on a plan."""

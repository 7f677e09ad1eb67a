"""Pages of meetings, papers and what is given out. No rule stands here: see access, papers and publication."""

"""Paper in, bytes out: one file per format, never a query, never a clock."""

"""Slow outside checks of the documents we make, by programs others wrote: `make check-documents`."""

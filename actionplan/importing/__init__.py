"""A document becomes tables, tables become readings and problems; a person accepts. No Django but in accept.py."""

"""What people type into plans, actions and updates: questions in their words, nothing they typed lost.

Forms clean what was typed. Whether it is possible is decided in `actionplan.changes`, and said on the form.
"""

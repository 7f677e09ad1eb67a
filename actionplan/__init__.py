"""What is to be done and by when: plans, actions, deadlines, updates, and the one door through which they change."""

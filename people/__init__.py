"""Who: the council, its people, posts, teams and committees, their accounts and how they sign in."""

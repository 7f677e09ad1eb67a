"""Template tags that anybody's page may use; nothing here knows of plans."""

"""What templates of reports are written with."""

"""The installation itself: audit, health, mail, demo."""

"""Keeping what must not be lost: backups, restoring, withdrawals that outlive both, and upgrades."""

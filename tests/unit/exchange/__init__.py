"""What leaves this site, and comes back."""

"""What may be asked, completed, named and saved."""

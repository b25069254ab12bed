"""What comes in: records, uploads, runs, reviews."""

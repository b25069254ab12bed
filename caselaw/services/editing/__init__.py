"""Facts corrected and summaries written by people."""

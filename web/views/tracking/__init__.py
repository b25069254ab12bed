"""Pages of what is followed: measures, how much is carried out, interventions."""

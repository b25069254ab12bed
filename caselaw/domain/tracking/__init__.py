"""What is followed of a decision, who says how far it is carried out; interventions."""

"""What decisions ordered, followed until it is carried out; interventions."""

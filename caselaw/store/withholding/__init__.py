"""What is kept from some of those who read a document: taken out of its tables, and put back for the others."""

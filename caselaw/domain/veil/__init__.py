"""Facts and passages for fewer readers than their document."""

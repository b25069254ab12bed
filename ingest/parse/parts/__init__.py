"""How a decision is built: its sections, voices, orders and outcome."""

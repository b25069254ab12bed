"""Citations, pinpoints and quotations."""

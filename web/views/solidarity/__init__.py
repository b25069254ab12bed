"""Pages of calls for solidarity and of the keys that open them."""

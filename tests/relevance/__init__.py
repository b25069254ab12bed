"""How well searches answer, on judged queries over real texts."""

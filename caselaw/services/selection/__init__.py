"""Tables by which cases are chosen together: the verbs of them, out and back as files too."""

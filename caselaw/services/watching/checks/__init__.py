"""What `caselaw check` looks at: one module a subject, each a function that gives findings and changes nothing."""

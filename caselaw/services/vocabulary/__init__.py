"""Words that editors keep: courts, subjects, the glossary, learned translations."""

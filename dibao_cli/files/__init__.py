"""Reading and writing: notices, household files, encodings, atomic output. Text in, domain objects out."""

"""Whole rosters: the rules of single cases, run as SQL over every household. The only room that knows DuckDB."""

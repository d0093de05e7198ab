"""What the law says. Pure: knows no file, no screen, no language, and imports nothing but itself."""

"""The commands, one file each: read what was typed, call the rules, show the answer."""

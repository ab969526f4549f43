"""The first steps of an office that has just begun: its language, its mail, its people."""

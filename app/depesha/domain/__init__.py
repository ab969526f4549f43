"""Rules true with pencil and paper: states, reasons, segments, pacing, pre-flight. No I/O, no clock."""

"""Rules true with pencil and paper: states, reasons, segments, pacing. No I/O, no clock."""

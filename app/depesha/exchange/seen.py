"""Which stored records an import has already met: one bit for each."""


class Seen:
    """A set of ids that costs the same however many rows a file has: 1,000,000 ids are 125 KB."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, id_: int) -> bool:
        """Put the id in; False where it is in already."""
        place, bit = id_ >> 3, 1 << (id_ & 7)
        if place >= len(self._bits):
            self._bits.extend(bytes(place + 1 - len(self._bits) + 4096))
        known = self._bits[place] & bit
        self._bits[place] |= bit
        return not known

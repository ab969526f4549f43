"""A server far away: what passes through arrives some milliseconds later, in both directions.

python tests/benchmarks/far_away.py PORT TARGET_PORT SECONDS_EACH_WAY
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sample_office import free_port, wait_for


@contextmanager
def far_away(target: int, seconds: float) -> Iterator[int]:
    """The port behind which `target` lies, `seconds` away and back again."""
    port = free_port()
    words = [sys.executable, __file__, str(port), str(target), str(seconds / 2)]
    with subprocess.Popen(words) as line:
        wait_for(port)
        try:
            yield port
        finally:
            line.kill()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    loop = asyncio.get_running_loop()
    with suppress(ConnectionError):
        while data := await reader.read(1 << 16):
            loop.call_later(delay, writer.write, data)
    await asyncio.sleep(delay)
    writer.close()


async def _serve(port: int, target: int, delay: float) -> None:
    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", target)
        await asyncio.gather(_carry(reader, back, delay), _carry(there, writer, delay))

    async with await asyncio.start_server(met, "127.0.0.1", port) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))

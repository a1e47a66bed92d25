"""A slow link between a phone and the server: so many bits a second each way, and a time there and back."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from urllib.parse import urlsplit

PIECE = 1_400
"""Bytes of a packet, about."""

Due = tuple[float, bytes]


@contextmanager
def throttled(address: str, bits: int, round_trip: float) -> Iterator[str]:
    """The address of a link to a server; `bits` a second, `round_trip` in seconds."""
    loop = asyncio.new_event_loop()
    link = _Link(urlsplit(address).port or 80, bits, round_trip)
    listening = loop.run_until_complete(asyncio.start_server(link.connect, "127.0.0.1", 0))
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result(timeout=10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


class _Link:
    """Carries connections to a port of this machine."""

    def __init__(self, port: int, bits: int, round_trip: float) -> None:
        self._port, self._bytes, self._round_trip = port, bits / 8, round_trip

    async def connect(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        """Opening a connection takes a time there and back before the first byte goes."""
        await asyncio.sleep(self._round_trip)
        server, to_server = await asyncio.open_connection("127.0.0.1", self._port)
        # Cut off at the end of a measure: asyncio would report a connection that is cancelled as a bug.
        with suppress(asyncio.CancelledError):
            await asyncio.gather(self._carry(phone, to_server), self._carry(server, to_phone))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        # Packets are under way at the same time: they queue for the link, and each arrives half a round trip later.
        under_way: asyncio.Queue[Due | None] = asyncio.Queue()
        await asyncio.gather(self._take(source, under_way), _deliver(under_way, target))

    async def _take(self, source: asyncio.StreamReader, under_way: "asyncio.Queue[Due | None]") -> None:
        loop, free = asyncio.get_running_loop(), 0.0
        while piece := await source.read(PIECE):
            free = max(free, loop.time()) + len(piece) / self._bytes
            under_way.put_nowait((free + self._round_trip / 2, piece))
        under_way.put_nowait(None)


async def _deliver(under_way: "asyncio.Queue[Due | None]", target: asyncio.StreamWriter) -> None:
    loop = asyncio.get_running_loop()
    with suppress(ConnectionError):
        while due := await under_way.get():
            await asyncio.sleep(due[0] - loop.time())
            target.write(due[1])
        target.close()

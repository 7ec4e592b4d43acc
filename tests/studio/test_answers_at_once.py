"""A page that asks sixty times a second must not wait for the network's acknowledgements."""

import asyncio
import contextlib
import socket

from netsumiki.studio.server import listening


def test_what_the_studio_says_leaves_at_once_however_small():
    async def delay_is_off() -> bool:
        found = asyncio.get_running_loop().create_future()

        class Answering(asyncio.Protocol):
            def connection_made(self, transport):
                connection = transport.get_extra_info("socket")
                found.set_result(bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
                transport.close()

        with contextlib.closing(listening(0)) as listener:
            server = await asyncio.get_running_loop().create_server(Answering, sock=listener)
            _, writer = await asyncio.open_connection(*listener.getsockname())
            answer = await found
            writer.close()
            await writer.wait_closed()
            server.close()
            await server.wait_closed()
            return answer

    assert asyncio.run(delay_is_off())

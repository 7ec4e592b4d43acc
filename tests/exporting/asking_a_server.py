"""Asking a server over real connections."""

import asyncio
import json
from http.client import HTTPConnection
from urllib.parse import urlsplit


def ask(address, method, path, body=None, **headers):
    """(status, headers, the answer: of JSON its value)"""
    place = urlsplit(address)
    connection = HTTPConnection(place.hostname, place.port, timeout=30)
    if isinstance(body, dict | list):
        body, headers = json.dumps(body).encode(), {"content-type": "application/json"} | headers
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    is_json = answer.headers["content-type"] == "application/json"
    return answer.status, answer.headers, json.loads(data) if is_json and data else data


def many(address, path, bodies, clients):
    """The answers to many bodies, in their order, by so many clients at once, each on one connection."""
    place, answers = urlsplit(address), [None] * len(bodies)

    async def client(first):
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        for number in range(first, len(bodies), clients):
            body = bodies[number]
            head = f"POST {path} HTTP/1.1\r\nhost: {place.netloc}\r\ncontent-type: application/json\r\n"
            writer.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
            lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
            length = next(int(line.partition(":")[2]) for line in lines if line.startswith("content-length:"))
            answers[number] = json.loads(await reader.readexactly(length))
        writer.close()
        await writer.wait_closed()

    async def all_clients():
        await asyncio.gather(*(client(first) for first in range(clients)))

    asyncio.run(all_clients())
    return answers

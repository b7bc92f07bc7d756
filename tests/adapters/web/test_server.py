"""The server that the parts of the bot share, over a real socket."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from adapters.web import Server, open_server
from adapters.web.server import LARGEST
from bot.errors import AddressUnusableError
from bot.web import Request, Response

HOST = "127.0.0.1"


async def echo(request: Request) -> Response:
    """Say what was said."""
    return Response(200, request.headers["x-name"].encode() + b" " + request.body)


async def fail(request: Request) -> Response:
    """Fail with words that are nobody's business."""
    raise RuntimeError(f"secret {request.body!r}")


@pytest.fixture
async def server(unused_tcp_port: int) -> AsyncIterator[Server]:
    """Serve on a port of the machine's own."""
    async with open_server(HOST, unused_tcp_port) as opened:
        yield opened


@pytest.fixture
async def client(server: Server, unused_tcp_port: int) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a client of the server."""
    del server
    async with aiohttp.ClientSession(f"http://{HOST}:{unused_tcp_port}") as session:
        yield session


async def test_a_path_is_answered_by_whoever_took_it(server: Server, client: aiohttp.ClientSession) -> None:
    with server.answering("POST", "/echo", echo):
        async with client.post("/echo", data=b"hello", headers={"X-Name": "Ada"}) as answer:
            assert (answer.status, await answer.read()) == (200, b"Ada hello")


async def test_a_path_that_nobody_has_taken_or_has_left_is_not_found(
    server: Server, client: aiohttp.ClientSession
) -> None:
    with server.answering("POST", "/echo", echo):
        async with client.get("/other") as answer:
            assert answer.status == 404
    async with client.post("/echo") as answer:
        assert answer.status == 404


async def test_another_method_is_refused_with_those_there_are(
    server: Server, client: aiohttp.ClientSession
) -> None:
    with server.answering("POST", "/echo", echo):
        async with client.get("/echo") as answer:
            assert (answer.status, answer.headers["Allow"]) == (405, "POST")


async def test_a_head_is_a_get_without_its_body(server: Server, client: aiohttp.ClientSession) -> None:
    with server.answering("GET", "/echo", echo):
        async with client.head("/echo", headers={"X-Name": "Ada"}) as answer:
            assert (answer.status, await answer.read()) == (200, b"")


async def test_more_than_anybody_means_is_refused(server: Server, client: aiohttp.ClientSession) -> None:
    with server.answering("POST", "/echo", echo):
        async with client.post("/echo", data=b"x" * (LARGEST + 1), headers={"X-Name": "Ada"}) as answer:
            assert answer.status == 413


async def test_a_failure_tells_a_stranger_nothing_and_ends_nothing(
    server: Server, client: aiohttp.ClientSession
) -> None:
    with server.answering("POST", "/fail", fail), server.answering("POST", "/echo", echo):
        async with client.post("/fail", data=b"x") as answer:
            assert (answer.status, "secret" in await answer.text()) == (500, False)
        async with client.post("/echo", headers={"X-Name": "Ada"}) as answer:
            assert answer.status == 200


async def test_no_answer_tells_what_serves_it(client: aiohttp.ClientSession) -> None:
    async with client.get("/") as answer:
        assert answer.headers["Server"] == "commit-digest"


async def test_a_port_that_is_taken_is_named(server: Server, unused_tcp_port: int) -> None:
    del server
    with pytest.raises(AddressUnusableError) as caught:
        async with open_server(HOST, unused_tcp_port):
            raise AssertionError

    assert caught.value.where == f"{HOST}:{unused_tcp_port}"


async def test_a_stop_does_not_wait_for_a_client_that_stays(unused_tcp_port: int) -> None:
    async with open_server(HOST, unused_tcp_port):
        _, writer = await asyncio.open_connection(HOST, unused_tcp_port)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n")
    writer.close()

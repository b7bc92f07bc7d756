"""The connection to Slack's Web API: one session, real timeouts, and no call that repeats itself."""

import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient


@asynccontextmanager
async def open_client(token: str, api_url: str, timeout: float) -> AsyncIterator[AsyncWebClient]:  # noqa: ASYNC109 - of each call, not of this one
    """Yield a client whose calls take at most `timeout` seconds.

    The SDK would post again by itself after a lost answer: without its retry handlers one call is one post.
    """
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=timeout)) as session:
        client = AsyncWebClient(
            token,
            f"{api_url.rstrip('/')}/",
            timeout=max(round(timeout), 1),
            session=session,
            retry_handlers=[],
        )
        if urllib.request.proxy_bypass(urlsplit(api_url).netloc):  # NO_PROXY, which the SDK does not read
            client.proxy = None
        yield client

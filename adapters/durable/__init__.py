"""Durable runs through DBOS: work goes on where it stopped, after a crash or in another process."""

from adapters.durable.engine import Engine, EngineSettings, open_engine
from adapters.durable.locks import engine_is_running
from adapters.durable.operating import Operator, open_operator

__all__ = ["Engine", "EngineSettings", "Operator", "engine_is_running", "open_engine", "open_operator"]

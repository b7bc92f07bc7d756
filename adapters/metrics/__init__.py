"""Metrics for Prometheus."""

from adapters.metrics.meter import PrometheusMeter

__all__ = ["PrometheusMeter"]

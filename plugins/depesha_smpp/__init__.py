"""SMPP: SMS straight from the office to an operator or an aggregator, for those with a contract."""

from typing import Any

from depesha.api import Gateway, hookimpl
from depesha_smpp.gateway import Smpp


@hookimpl
def gateways() -> list[type[Gateway[Any]]]:
    """The one SMS service of this plugin."""
    return [Smpp]

"""What went wrong at an exchange, in the house's words: what may pass, what a person must change, what was wrong."""

from __future__ import annotations

from engine.core.errors import HaiDangError, InvalidInput, Operational, Temporary
from engine.market.exchange_client import Answer
from engine.market.retry import Throttled

BLOCKED = (403, 451)
"""Statuses that say "not from where you are": repeating cannot help."""
_WAIT = {429: 10.0, 418: 120.0}


def translate(error: Exception, answer: Answer, exchange: str) -> HaiDangError:
    """The house's error for what ccxt raised.

    The status decides before ccxt's class does: 451 and 403 come as "not available", which would be retried for ever.
    """
    import ccxt

    if isinstance(error, HaiDangError):
        return error
    status = answer.status
    if status in BLOCKED:
        return Operational("err-exchange-blocked", exchange=exchange, status=status)
    if status in _WAIT or isinstance(error, ccxt.DDoSProtection | ccxt.RateLimitExceeded):
        asked = answer.retry_after
        wait = _WAIT.get(status or 429, 10.0) if asked is None else asked
        return Throttled("err-exchange-busy", seconds=wait, exchange=exchange)
    if isinstance(error, ccxt.BadSymbol):
        return InvalidInput("err-exchange-symbol", exchange=exchange)
    if isinstance(error, ccxt.AuthenticationError):
        return Operational("err-exchange-key", exchange=exchange)
    if isinstance(error, ccxt.RequestTimeout):
        return Temporary("err-exchange-timeout", exchange=exchange)
    if isinstance(error, ccxt.OperationFailed):
        if status is None:
            return Temporary("err-exchange-unreachable", exchange=exchange)
        return Temporary("err-exchange-failing", exchange=exchange, status=status)
    if isinstance(error, ccxt.BaseError) and status is not None and 400 <= status < 500:
        return Operational("err-exchange-refused", exchange=exchange, status=status, reason=type(error).__name__)
    # Broken bodies surface as TypeError, KeyError and the like from inside ccxt.
    return Temporary("err-exchange-answer", exchange=exchange, reason=type(error).__name__)


def answer_in(error: BaseException) -> Answer:
    """The HTTP answer inside a refused websocket handshake."""
    cause = error.args[0] if error.args else None
    status = getattr(cause, "status", None)
    headers = getattr(cause, "headers", None)
    return Answer(status if isinstance(status, int) and status >= 400 else None, dict(headers or {}))

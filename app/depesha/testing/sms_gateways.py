"""A server on loopback that plays SMS services, each below a path of its own:

    with SmsGateways() as sms:
        account = SmscSettings(base_url=sms.url("smsc"), ...)   # or from sms.account("smsc")
        sms.fail(Fault.THROTTLE)
        sms.deliver("+79161234567", Fate.DELIVERED)

or in a process of its own, which survives a killed client and keeps a log of what it took:

    python -m depesha.testing.sms_gateways --port-file PORT --log LOG
"""

import argparse
import itertools
import re
import threading
import time
from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from depesha.api.fate import Fate
from depesha.testing.provider import Fault, Received
from depesha.testing.sms_formats import (
    PRICE,
    Call,
    Format,
    No,
    Smsc,
    SmsRu,
    Taken,
    Trouble,
    Want,
)
from depesha.testing.sms_formats_abroad import Twilio, Vonage
from depesha.testing.sms_formats_json import Android, Exolve, GenericHttp, SmsAero
from depesha.testing.web import Reply, Request, WebServer
from depesha.testing.web_script import AFTERWARDS, INSTEAD, Planned, Script

FORMATS: dict[str, Format] = {
    one.id: one
    for one in (
        Smsc(),
        SmsRu(),
        SmsAero(),
        Exolve(),
        Twilio(),
        Vonage(),
        Android(),
        GenericHttp(),
    )
}

_TROUBLES: dict[StrEnum, Trouble] = {
    Fault.REFUSE: Trouble.REFUSED,
    Fault.THROTTLE: Trouble.THROTTLED,
    Fault.BREAK_ACCOUNT: Trouble.LOGIN,
}
_KEY_IN_TEXT = re.compile(r"#([A-Za-z0-9-]{4,40})\b")
_LONGEST = {"smsru": 8 * 153, "smsaero": 640, "twilio": 1600}
"""Characters of a text, by service; more are refused, as the documents say."""
_MOST = 100
"""Messages in one request of SMS.ru."""
_SAME = 60.0
"""Seconds in which SMSC takes the same request for a mistake."""


class SmsGateways:
    """The services. `latency` is in seconds per request. `log` gets a line `key<TAB>address`
    for each message taken, before the answer leaves; where the service's format carries no key, it
    is what follows a `#` in the text, or `-`."""

    def __init__(self, *, latency: float = 0.0, log: Path | None = None, port: int = 0) -> None:
        self.balances = dict.fromkeys(FORMATS, Decimal("10000.00"))
        """Money on each service's account; a message costs 2.50 a part."""
        self.trials: list[Call] = []
        """What came in a service's test mode: answered, not charged, not received by anybody."""
        self.targets: deque[str] = deque(maxlen=1000)
        """Request lines of late, `POST /smsc/sys/send.php`."""
        self._latency = latency
        self._log = log.open("a", encoding="utf-8") if log else None
        self._ids = itertools.count(100_001)
        self._messages: dict[tuple[str, str], Taken] = {}
        self._times: dict[Call, float] = {}
        self._received: list[Received] = []
        self._script = Script("send")
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = WebServer(self._answer, port)

    @property
    def port(self) -> int:
        """Where it listens on 127.0.0.1."""
        return self._server.port

    @property
    def received(self) -> list[Received]:
        """All that they took so far, in order."""
        with self._lock:
            return list(self._received)

    def url(self, gateway: str) -> str:
        """The service's own root."""
        return f"http://127.0.0.1:{self.port}/{gateway}"

    def account(self, gateway: str) -> dict[str, str]:
        """Settings and secrets of an account at the service, by the sms plugin's names."""
        return {"gateway": gateway, **FORMATS[gateway].account(self.url(gateway))}

    def fail(
        self, fault: StrEnum, *, times: int = 1, address: str = "", after: float = 1.0
    ) -> None:
        """Fail the next `times` messages so (only those to `address` where it is given). Faults
        are those of Fault and WebFault."""
        self._script.add(Planned(fault, times, address, after))

    def deliver(self, who: str, fate: Fate) -> None:
        """What becomes of the messages with that key, or to that address."""
        with self._lock:
            for (_gateway, id_), one in self._messages.items():
                if who in {id_, one.address}:
                    one.fate = fate

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.stop()
        if self._log:
            self._log.close()

    def _answer(self, request: Request) -> Reply | None:
        """The answer to one request; None to break the line."""
        self._closing.wait(self._latency)
        self.targets.append(f"{request.method} {request.target}")
        _root, gateway, *rest = request.path.split("/", 2)
        service = FORMATS.get(gateway)
        call = service.read(request, "/" + "".join(rest)) if service else None
        if service is None or call is None:
            return Reply("<html>404 Not Found</html>", 404)
        if not service.login(request):
            return service.refused(No(Trouble.LOGIN, call))
        if call.want is Want.SEND:
            return self._send(service, call, request)
        with self._lock:
            if call.want is Want.BALANCE:
                return service.balance(self.balances[gateway])
            if call.want is Want.PRICE:
                return service.price(self._weigh(call, ""))
            return service.status([(id_, self._messages.get((gateway, id_))) for id_ in call.ids])

    def _send(self, service: Format, call: Call, request: Request) -> Reply | None:
        calls = call.several or (call,)
        if len(calls) > _MOST:
            return service.refused(No(Trouble.TOO_MANY, call))
        planned = [self._script.next("send", one.address) for one in calls]
        faults = {one.fault for one in planned if one}
        if Fault.DROP_BEFORE in faults:
            return None
        if instead := faults & INSTEAD.keys():
            return INSTEAD[instead.pop()]
        answers: list[Taken | No] = []
        for one, plan in zip(calls, planned, strict=True):
            if plan is None or plan.fault not in _TROUBLES:
                with self._lock:
                    answers.append(self._take(service, one, request))
                continue
            no = No(_TROUBLES[plan.fault], one, plan.after)
            if no.why is not Trouble.REFUSED:
                return service.refused(no)
            answers.append(no)
        if Fault.STALL in faults:
            self._closing.wait()
        if {Fault.STALL, Fault.DROP_AFTER} & faults:
            return None
        spoilt = [AFTERWARDS[one] for one in faults & AFTERWARDS.keys()]
        return spoilt[0] if spoilt else _reply(service, call, answers)

    def _take(self, service: Format, call: Call, request: Request) -> Taken | No:
        if self._knows(service, call):
            return No(Trouble.TWICE, call)
        if len(call.text) > _LONGEST.get(service.id, len(call.text)):
            return No(Trouble.TOO_LONG, call)
        one = self._weigh(call, call.key or str(next(self._ids)))
        if call.trial:
            self.trials.append(call)
            one.left = self.balances[service.id]
            return one
        if one.cost > self.balances[service.id]:
            return No(Trouble.NO_MONEY, call)
        self.balances[service.id] -= one.cost
        one.left = self.balances[service.id]
        self._times[call] = time.monotonic()
        self._messages[service.id, one.id] = one
        self._received.append(Received(call.address, call.text, key=call.key, raw=request.body))
        if self._log:
            named = _KEY_IN_TEXT.search(call.text)
            key = call.key or (named[1] if named else "-")
            self._log.write(f"{key}\t{call.address}\n")
            self._log.flush()
        return one

    def _knows(self, service: Format, call: Call) -> bool:
        """Whether the service would take the message for one that it has."""
        if service.id == "smsc":
            return time.monotonic() - self._times.get(call, -_SAME) < _SAME
        return service.idempotent and (service.id, call.key) in self._messages

    def _weigh(self, call: Call, id_: str) -> Taken:
        one = Taken(id_, call.address, call.text, Decimal(0))
        one.cost = PRICE * one.parts
        return one


def _reply(service: Format, call: Call, answers: Sequence[Taken | No]) -> Reply:
    if call.several:
        return service.several(answers)
    [one] = answers
    return service.taken(one) if isinstance(one, Taken) else service.refused(one)


def main() -> None:
    """Play until killed."""
    parser = argparse.ArgumentParser(
        prog="python -m depesha.testing.sms_gateways", description=__doc__
    )
    parser.add_argument("--port-file", type=Path, required=True, help="gets the port, once ready")
    parser.add_argument("--port", type=int, default=0, help="where to listen; 0 for any")
    parser.add_argument("--log", type=Path, required=True, help="gets a line per message taken")
    parser.add_argument("--latency", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--fail", action="append", default=[], metavar="FAULT[:TIMES]")
    options = parser.parse_args()
    with SmsGateways(latency=options.latency, log=options.log, port=options.port) as sms:
        for said in options.fail:
            fault, _colon, times = said.partition(":")
            sms.fail(Fault(fault), times=int(times or 1))
        ready = options.port_file.with_suffix(".part")
        ready.write_text(str(sms.port))
        ready.replace(options.port_file)
        threading.Event().wait()


if __name__ == "__main__":
    main()

"""What the methods of the played MAX bot API do: me, messages, uploads, the upload itself, updates.
They check what the real ones check and remember the files that they were given.

Documented (dev.max.ru): paths, parameters, the shapes of requests and results, the limits below.
Assumed: the wording of most complaints; that a file travels alone with a text and buttons.
"""

import html
import itertools
import json
import re
from collections.abc import Mapping
from typing import Any

from depesha.testing.provider import Received
from depesha.testing.web import Request

TEXT_LIMIT, ATTACHMENTS, ROWS, LINKS_A_ROW, BUTTON_TEXT = 4000, 12, 30, 3, 128
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?>")
EVENTS = 100
"""At most in one answer of `updates`."""


class ApiError(Exception):
    """An answer with `code` and `message`."""

    def __init__(
        self, status: int, code: str, words: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{status} {code} {words}")
        self.status = status
        self.code = code
        self.words = words
        self.headers = headers or {}


class Methods:
    """The bot and what it has seen. Not for several threads at once."""

    def __init__(self, username: str) -> None:
        self.uploads: list[tuple[str, str, int]] = []
        self.files: dict[str, bytes] = {}
        """Path → content of files that people sent to the bot."""
        self._me = {"user_id": 77, "first_name": "Депеша", "username": username, "is_bot": True}
        self._last = itertools.count(1)
        self._tokens: dict[str, str] = {}
        self._events: list[dict[str, Any]] = []

    def run(self, task: str, request: Request, url: str) -> tuple[Any, Received | None]:
        """The result, and the message that was taken where one was. ApiError for a refusal."""
        match request.method, task:
            case "GET", "me":
                return self._me, None
            case "POST", "messages":
                return self._message(request)
            case "POST", "uploads":
                return self._place(request.query().get("type", ""), url), None
            case "POST", "upload":
                return self._upload(request), None
            case "GET", "updates":
                return self._updates(request.query()), None
            case "GET", "files":
                return self._file(request.path), None
        raise ApiError(404, "not.found", f"Path {request.path} not found")

    def happen(self, update_type: str, event: Mapping[str, Any]) -> None:
        """One more event."""
        self._events.append({"update_type": update_type, "timestamp": 1_700_000_000_000, **event})

    def forget_files(self) -> None:
        """No token is known any more."""
        self._tokens.clear()

    def _message(self, request: Request) -> tuple[Any, Received]:
        query, body = request.query(), request.json()
        address = query.get("user_id") or query.get("chat_id", "")
        if not re.fullmatch(r"-?[0-9]{1,19}", address):
            raise ApiError(400, "proto.payload", "user_id or chat_id is required")
        text = body.get("text") or ""
        attachments = body.get("attachments") or []
        if len(text) > TEXT_LIMIT:
            raise ApiError(400, "proto.payload", "text: size must be between 0 and 4000")
        if not text and not attachments:
            raise ApiError(400, "proto.payload", "Message is empty")
        self._check(attachments)
        seen = html.unescape(_TAG.sub("", text)) if body.get("format") == "html" else text
        number = next(self._last)
        raw = json.dumps({"query": query, "body": body}).encode()
        told = {"mid": f"mid.{number:016x}", "seq": number, "text": seen}
        return {"message": {"body": told}}, Received(address, seen, raw=raw)

    def _check(self, attachments: list[dict[str, Any]]) -> None:
        kinds = [one["type"] for one in attachments]
        if len(kinds) > ATTACHMENTS or kinds.count("inline_keyboard") > 1:
            raise ApiError(400, "proto.payload", "Too many attachments")
        if "file" in kinds and ("image" in kinds or kinds.count("file") > 1):
            raise ApiError(400, "proto.payload", "A file cannot be mixed with other attachments")
        for one in attachments:
            payload = one["payload"]
            if one["type"] == "inline_keyboard":
                _check_buttons(payload["buttons"])
            elif self._tokens.get(payload["token"]) != one["type"]:
                raise ApiError(400, "proto.payload", "Attachment token is not valid")

    def _place(self, kind: str, url: str) -> Any:
        if kind not in {"image", "file", "video", "audio"}:
            raise ApiError(400, "proto.payload", "type: unknown")
        return {"url": f"{url}/upload/{kind}?sig=secret{next(self._last)}"}

    def _upload(self, request: Request) -> Any:
        kind = request.path.rpartition("/")[2]
        given = request.files().get("data")
        if given is None or not given.data:
            raise ApiError(400, "upload.error", "No field `data`")
        if kind == "image" and not given.data.startswith(_PICTURES):
            raise ApiError(400, "upload.error", "Not an image")
        token = f"token-{next(self._last)}"
        self._tokens[token] = kind
        self.uploads.append((kind, given.name, len(given.data)))
        if kind == "image":
            return {"photos": {f"photo-{token}": {"token": token}}}
        return {"fileId": len(self.uploads), "token": token}

    def _file(self, path: str) -> bytes:
        if path not in self.files:
            raise ApiError(404, "not.found", "File not found")
        return self.files[path]

    def _updates(self, query: Mapping[str, str]) -> Any:
        limit = min(int(query.get("limit", EVENTS)), EVENTS)
        wanted = set(query.get("types", "").split(",")) - {""}
        start = int(query.get("marker") or 0)
        slice_ = self._events[start : start + limit]
        told = [one for one in slice_ if not wanted or one["update_type"] in wanted]
        return {"updates": told, "marker": start + len(slice_)}


def _check_buttons(rows: list[list[dict[str, Any]]]) -> None:
    buttons = [one for row in rows for one in row]
    if len(rows) > ROWS or any(len(row) > LINKS_A_ROW for row in rows):
        raise ApiError(400, "proto.payload", "Too many buttons")
    if any(not 1 <= len(one["text"]) <= BUTTON_TEXT for one in buttons):
        raise ApiError(400, "proto.payload", "text: size must be between 1 and 128")

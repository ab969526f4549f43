"""What the methods of the played Bot API do: getMe, sendMessage, sendPhoto, sendDocument,
sendMediaGroup, getFile. They check what the real ones check and remember the files that they were
given.

Documented: lengths, sizes, the shape of results. Assumed: the wording of some complaints, the
treatment of control characters.
"""

import json
import re
import time
from collections.abc import Callable
from typing import Any

from depesha.testing.bot_api_markup import ApiError, visible
from depesha.testing.bot_api_request import File, Request
from depesha.testing.bot_api_updates import Updates
from depesha.testing.provider import Received

TEXT_LIMIT, CAPTION_LIMIT = 4096, 1024
_PHOTO_BYTES, _FILE_BYTES = 10 * 2**20, 50 * 2**20
DOWNLOAD_BYTES = 20 * 2**20
"""A bot may not download more."""
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"BM")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")

Taken = tuple[Any, Received]


class Methods:
    """The bot and what it has seen. Not for several threads at once."""

    def __init__(self, username: str) -> None:
        self._me = {"id": 123456, "is_bot": True, "first_name": "Депеша", "username": username}
        self._last_id = 0
        self._files: set[str] = set()
        self.migrated: dict[str, str] = {}
        self.blocked: set[str] = set()
        self.updates = Updates()
        self._sending: dict[str, Callable[[Request], Taken]] = {
            "sendMessage": self._send_message,
            "sendPhoto": lambda request: self._send_file(request, "photo"),
            "sendDocument": lambda request: self._send_file(request, "document"),
            "sendMediaGroup": self._send_group,
        }

    def run(self, request: Request) -> tuple[Any, Received | None]:
        """The result, and the message that was taken where one was. ApiError for a refusal."""
        if request.method == "getMe":
            return self._me, None
        if request.method == "getFile":
            return self._get_file(request.text("file_id")), None
        if request.method not in self._sending:
            raise ApiError(404, "Not Found")
        chat = request.text("chat_id")
        if chat in self.migrated:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=int(self.migrated[chat]),
            )
        if not re.fullmatch(r"-?[0-9]{1,16}", chat):
            raise ApiError(400, "Bad Request: chat not found")
        if chat in self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return self._sending[request.method](request)

    def _get_file(self, file_id: str) -> dict[str, Any]:
        if file_id not in self.updates.files:
            raise ApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
        path, data = self.updates.files[file_id]
        if len(data) > DOWNLOAD_BYTES:
            raise ApiError(400, "Bad Request: file is too big")
        return {"file_id": file_id, "file_size": len(data), "file_path": path}

    def forget_files(self) -> None:
        """No file_id is known any more, as after a change of the server."""
        self._files.clear()

    def _send_message(self, request: Request) -> Taken:
        text = _seen(request.text("text"), request.text("parse_mode"))
        _check_markup(request)
        if not text:
            raise ApiError(400, "Bad Request: message text is empty")
        if len(text) > TEXT_LIMIT:
            raise ApiError(400, "Bad Request: message is too long")
        return self._message(request, text=text), _received(request, text)

    def _send_file(self, request: Request, kind: str) -> Taken:
        _check_markup(request)
        file = self._file(kind, request.files.get(kind) or request.text(kind))
        caption = _caption(request.params)
        return self._message(request, caption=caption, **file), _received(request, caption)

    def _send_group(self, request: Request) -> Taken:
        media = json.loads(request.text("media") or "[]")
        if not 2 <= len(media) <= 10:
            raise ApiError(400, "Bad Request: wrong number of media in an album")
        if len({one["type"] == "document" for one in media}) > 1:
            raise ApiError(400, "Bad Request: documents can't be mixed with other media types")
        files = [self._file(one["type"], _attached(request, one["media"])) for one in media]
        captions = [_caption(one) for one in media]
        result = [
            self._message(request, caption=caption, **file)
            for caption, file in zip(captions, files, strict=True)
        ]
        return result, _received(request, "".join(captions))

    def _file(self, kind: str, given: File | str) -> dict[str, Any]:
        """The part of a message that speaks of a file: new, or known by its id."""
        if isinstance(given, File):
            if len(given.data) > (_PHOTO_BYTES if kind == "photo" else _FILE_BYTES):
                raise ApiError(413, "Request Entity Too Large")
            if kind == "photo" and not given.data.startswith(_PICTURES):
                raise ApiError(400, "Bad Request: IMAGE_PROCESS_FAILED")
            given_id = f"file-{len(self._files) + 1}"
            self._files.add(given_id)
        elif given in self._files:
            given_id = given
        else:
            raise ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
        if kind == "document":
            return {"document": {"file_id": given_id}}
        sizes = [{"file_id": f"small-{given_id}", "width": 90}, {"file_id": given_id, "width": 800}]
        return {"photo": sizes}

    def _message(self, request: Request, **content: Any) -> dict[str, Any]:
        self._last_id += 1
        chat = {"id": int(request.text("chat_id")), "type": "private"}
        now = int(time.time())
        filled = {name: value for name, value in content.items() if value}
        return {"message_id": self._last_id, "date": now, "chat": chat, "from": self._me, **filled}


def _check_markup(request: Request) -> None:
    """A keyboard that is well-formed, as far as this program uses them."""
    given = request.params.get("reply_markup")
    markup = json.loads(given) if isinstance(given, str) else given
    match markup:
        case None | {"remove_keyboard": True} | {"keyboard": [[{"text": str()}]]}:
            return
        case {"inline_keyboard": [*rows]}:
            for row in rows:
                for button in row:
                    if not str(button.get("url", "")).startswith(("http://", "https://", "tg://")):
                        raise ApiError(400, "Bad Request: inline keyboard button URL is invalid")
        case _:
            raise ApiError(400, "Bad Request: can't parse reply keyboard markup JSON object")


def _attached(request: Request, media: str) -> File | str:
    return request.files.get(media.removeprefix("attach://"), media)


def _caption(params: dict[str, Any]) -> str:
    caption = _seen(params.get("caption", ""), params.get("parse_mode", ""))
    if len(caption) > CAPTION_LIMIT:
        raise ApiError(400, "Bad Request: message caption is too long")
    return caption


def _seen(text: str, parse_mode: str) -> str:
    if parse_mode:
        text = visible(text)
    return _CONTROL.sub(" ", text.replace("\r", "")).strip()


def _received(request: Request, text: str) -> Received:
    """What was taken; `raw` is JSON: method, params, and name, type and size of the files."""
    files = {key: [one.name, one.mime, len(one.data)] for key, one in request.files.items()}
    raw = {"method": request.method, "params": request.params, "files": files}
    return Received(request.text("chat_id"), text, raw=json.dumps(raw).encode())

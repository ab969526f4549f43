"""A request to the Bot API: its token, method, parameters and files, from any of the three body
formats that the Bot API takes."""

import json
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file."""

    name: str
    mime: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Request:
    """`params` as JSON would have them, except that forms have texts for everything."""

    token: str
    method: str
    params: dict[str, object] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A parameter as text, empty where it is missing."""
        value = self.params.get(name, "")
        return value if isinstance(value, str) else json.dumps(value)


def parse(path: str, content_type: str, body: bytes) -> Request:
    """The request; with an empty method where the path is none of the Bot API's."""
    # A client behind a proxy asks for the whole URL.
    start, _, method = urlsplit(path).path.removeprefix("/").partition("/")
    if not start.startswith("bot") or not method:
        return Request("", "")
    request = Request(unquote(start.removeprefix("bot")), method)
    if content_type.startswith("application/json"):
        request.params.update(json.loads(body))
    elif content_type.startswith("multipart/form-data"):
        _parse_form(content_type, body, request)
    else:
        request.params.update(parse_qsl(body.decode()))
    return request


def _parse_form(content_type: str, body: bytes, request: Request) -> None:
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    form = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + body)
    for part in form.iter_parts():
        name = part.get_param("name", "", "content-disposition")
        assert isinstance(name, str)
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        filename = part.get_filename()
        if filename is None:
            request.params[name] = data.decode()
        else:
            request.files[name] = File(filename, part.get_content_type(), data)

"""The embedded view of HTML, set up so that it fetches nothing, runs nothing and opens nothing."""

import tkinter as tk
from collections.abc import Callable, Mapping

Pictures = Mapping[str, tuple[str, bytes]]
"""cid → MIME type and content."""


class Page:
    """A letter on white paper. Raises ImportError or TclError where the view cannot be loaded."""

    def __init__(self, parent: tk.Misc, clicked: Callable[[str], None], zoom: float = 1.0) -> None:
        from tkinterweb import HtmlFrame

        self._pictures: Pictures = {}
        self.widget = HtmlFrame(
            parent,
            messages_enabled=False,
            request_func=self._request,
            on_link_click=clicked,
            on_form_submit=lambda *_what: None,
            objects_enabled=False,
            forms_enabled=False,
            javascript_enabled=False,
            threading_enabled=False,
            zoom=zoom,
        )
        self.widget.pack(fill="both", expand=True)

    def show(self, html: str, pictures: Pictures) -> None:
        """Show HTML that `safe_for_screen` has seen."""
        self._pictures = pictures
        # Without a base, relative addresses would name files of the folder we were started in.
        self.widget.load_html(f"<html><body>{html}</body></html>", base_url="about:blank")

    def _request(
        self, url: str, _data: str = "", _method: str = "GET", _decode: object = None
    ) -> tuple[str, bytes, str, int]:
        """The view asks for a resource: only the letter's own pictures are given."""
        picture = self._pictures.get(url.removeprefix("cid:"))
        if not url.startswith("cid:") or picture is None:
            raise PermissionError(url)
        mime, data = picture
        return url, data, mime, 200

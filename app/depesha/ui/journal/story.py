"""The lower pane of the journal: one message whole, the server's words, all that was tried."""

import tkinter as tk
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.story import Story
from depesha.ui.theme import Theme


class StoryPane(ttk.Frame):
    """Text to read and to copy from."""

    def __init__(self, parent: tk.Misc, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = tk.Text(self, height=4, width=40, wrap="word", state="disabled")
        bar = ttk.Scrollbar(self, command=self.text.yview)
        self.text.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.text.pack(fill="both", expand=True)
        theme.watch(self, self._restyle)
        self.show(None)

    def show(self, story: Story | None) -> None:
        """Show a delivery's story, or how to get one."""
        text = self.text
        text.configure(state="normal")
        text.delete("1.0", "end")
        if story is None:
            text.insert(
                "end", _("Choose a row to read its message and what became of it."), "quiet"
            )
        else:
            for words, tag in parts(story):
                text.insert("end", words, tag)
        text.configure(state="disabled")

    def _restyle(self) -> None:
        gap = self._theme.px(6)
        self.text.tag_configure("strong", font="Strong")
        self.text.tag_configure("head", font="Strong", spacing1=gap)
        self.text.tag_configure("quiet", foreground=self._theme.colours.quiet)


def parts(story: Story) -> list[tuple[str, str]]:
    """The story as pieces of text with the names of their looks."""
    row = story.row
    found = [(f"{row.name} · {row.address or '—'} · {row.status}\n", "strong")]
    if row.description:
        found.append((row.description + "\n", ""))
    if story.cure:
        found.append((story.cure + "\n", "quiet"))
    facts = [(_("Service message id"), row.provider_id), (_("SMS segments"), row.parts)]
    found += [(f"{title}: {value}\n", "") for title, value in facts if value]
    found.append((_("Text") + "\n", "head"))
    found.append(((row.text.strip() or _("It cannot be made again.")) + "\n", ""))
    if story.attempts:
        found.append((_("What was tried") + "\n", "head"))
        found += [(line + "\n", "") for line in story.attempts]
    return found

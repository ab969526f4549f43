"""The link by which a person subscribes: to copy, to show as a QR code, to keep as a file"""

import tkinter as tk
from tkinter import ttk

from depesha.api.i18n import _
from depesha.delivery.chat import inviting
from depesha.delivery.chat.inviting import Invitation
from depesha.delivery.chat.people import Who
from depesha.domain.errors import InputError
from depesha.ui.modal import Modal
from depesha.ui.services import Services

SIDE = 260
"""Pixels of the QR code, for a scale of 1."""


def open_invitation(services: Services, channel_id: str, who: Who) -> None:
    """Show a person's own link; what stands in its way is told."""
    from depesha.delivery.chat import people

    office = services.office

    def make() -> Invitation | None:
        person = people.get(office.database.reader, who)
        return inviting.invite(office, channel_id, [person])[0] if person else None

    def show(found: Invitation | None) -> None:
        if found is not None:
            InvitationDialog(services, found).open()

    services.bridge.run(make, show, services.notices.error, key="chat.invitation")


class InvitationDialog(Modal):
    """One invitation."""

    def __init__(self, services: Services, invitation: Invitation) -> None:
        super().__init__(services.root, services.theme, _("Invitation"))
        px = services.theme.px
        self._services = services
        self._invitation = invitation
        self.minsize(px(440), 1)
        name = invitation.person.shown_name
        ttk.Label(self.body, text=name, style="Title.TLabel").pack(anchor="w")
        said = _(
            "This link is for this person alone: whoever opens it and presses Start gets the"
            " messages for {name}. Send the link, or print the code to be scanned."
        ).format(name=name)
        ttk.Label(self.body, text=said, wraplength=px(420), justify="left").pack(
            anchor="w", pady=(px(4), px(10))
        )
        # With large letters the code gives way, not the words.
        self.code = self._qr_code(min(px(SIDE), self.winfo_screenheight() // 4))
        self.code.pack(pady=(0, px(10)))
        self.link = ttk.Entry(self.body)
        self.link.insert(0, invitation.link)
        self.link.state(["readonly"])
        self.link.pack(fill="x")
        if invitation.subscribed:
            known = _("{name} is subscribed already.").format(name=name)
            ttk.Label(self.body, text=known, style="Good.TLabel", wraplength=px(420)).pack(
                anchor="w", pady=(px(8), 0)
            )
        self.add_button(_("Close"), lambda: self.close(None))
        self.add_button(_("Copy the link"), self._copy, accent=True)
        self.add_button(_("Save the code…"), self._save, left=True)

    def _qr_code(self, side: int) -> tk.Canvas:
        """Dark on white in every look: cameras want it so."""
        rows = inviting.qr_modules(self._invitation.link)
        whole = len(rows) + 2 * inviting.QUIET
        module = max(2, side // whole)
        canvas = tk.Canvas(
            self.body, width=module * whole, height=module * whole, background="#ffffff",
            highlightthickness=0,
        )  # fmt: skip
        for y, row in enumerate(rows, inviting.QUIET):
            for x, dark in enumerate(row, inviting.QUIET):
                if dark:
                    canvas.create_rectangle(
                        x * module, y * module, (x + 1) * module, (y + 1) * module,
                        fill="#000000", width=0,
                    )  # fmt: skip
        return canvas

    def _copy(self) -> None:
        self.clipboard_clear()
        self.clipboard_append(self._invitation.link)
        self._services.notices.good(_("The link is copied."))
        self.close(None)

    def _save(self) -> None:
        kinds = [("PNG", "*.png"), ("SVG", "*.svg")]
        name = inviting.file_name(self._invitation.person)
        path = self._services.dialogs.save_file(_("Save the code"), name, kinds)
        if path is None:
            return
        try:
            inviting.save_qr(self._invitation.link, path)
        except InputError as error:
            self._services.dialogs.tell(_("Save the code"), str(error))

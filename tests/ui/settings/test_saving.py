"""Forms are saved whole or not at all."""

import tkinter as tk

from depesha.ui.settings.form import Form
from depesha.ui.settings.saving import save_forms


def test_all_forms_are_saved_or_none(app, person) -> None:
    settings = app.services.office.settings
    window = tk.Toplevel(app.root)
    office = Form(window, app.services.theme, settings.fields("office"), lambda: None)
    email = Form(window, app.services.theme, settings.fields("email.main"), lambda: None)
    done: list[int] = []
    office.put("name", "Firm")
    email.put("port", "many")
    save_forms(app.services, [office, email], lambda: done.append(1))
    person.live()
    assert settings.office.name == ""
    email.put("port", "465")
    save_forms(app.services, [office, email], lambda: done.append(1), {"email.mode": "test"})
    person.until(lambda: done, "saved")
    assert settings.office.name == "Firm"
    assert settings.get("email.main.port") == "465"
    assert settings.channel("email").mode == "test"
    window.destroy()

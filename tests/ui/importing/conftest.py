"""A wizard that is open, and files as offices have them."""

import pytest

from depesha.ui.importing.wizard import ImportWizard

CLIENTS = (
    "ФИО;Моб. тел.;Почта;Скидка\r\n"
    "Иванов Пётр;8 916 123-45-67;ivanov@example.ru;5\r\n"
    "Ёлкина Анна;79161234568,0;elkina@example.ru;7\r\n"
    ";8 916 000-00-00;;\r\n"
    "Без адреса;12;;\r\n"
)


@pytest.fixture
def clients(tmp_path):
    """Clients in the encoding of Windows: two good rows, one without a name, one bad phone."""
    path = tmp_path / "clients.csv"
    path.write_bytes(CLIENTS.encode("cp1251"))
    return path


@pytest.fixture
def wizard(app, person):
    """Open the wizard and wait for it."""

    def begin(what="contacts"):
        app.services.doors.import_file(what)
        found = []

        def look():
            found[:] = [w for w in app.root.winfo_children() if isinstance(w, ImportWizard)]
            return found and found[0].winfo_viewable()

        person.until(look, "the wizard")
        return found[0]

    yield begin
    for box in app.root.winfo_children():
        if isinstance(box, ImportWizard):
            box.close(None)

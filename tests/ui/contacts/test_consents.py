"""What a contact said about being written to."""

from depesha.store import suppressions


def test_opting_out_and_in_again_leaves_a_history(app, person, people, monkeypatch) -> None:
    id_ = people["Банк"]
    app.services.doors.contact(id_)
    view = app.services.tabs.view(f"contact:{id_}")
    person.until(lambda: view.form is not None)
    view.notebook.select(view.consents)
    person.until(lambda: len(view.consents._rows.winfo_children()) > 3)
    monkeypatch.setattr(type(app.services.dialogs), "text", lambda *_words: "по телефону")
    c = app.services.office.database.reader
    view.consents._say("sms", granted=False)
    person.until(lambda: len(view.consents.history.get_children()) == 1)
    assert suppressions.opted_out(c, "sms", [id_]) == {id_}
    view.consents._say("sms", granted=True)
    person.until(lambda: len(view.consents.history.get_children()) == 2)
    assert suppressions.opted_out(c, "sms", [id_]) == set()
    monkeypatch.setattr(type(app.services.dialogs), "text", lambda *_words: None)
    view.consents._say("sms", granted=False)
    assert len(suppressions.consents(c, id_)) == 2

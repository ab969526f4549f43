"""One account: the lease, the settings in force."""

from dataclasses import replace

from depesha.delivery.chat.worker import Worker, in_use, live_accounts


def test_which_accounts_are_listened_to(office):
    assert live_accounts(office.real) == ["telegram.main"]
    telegram = office.real.channel("telegram")
    assert in_use(office.real, telegram)
    office.real.settings.change({"telegram.mode": "test"})
    assert not in_use(office.real, telegram)
    assert live_accounts(office.real) == []


def test_one_leads_until_it_resigns(office):
    other = Worker(office.real, "telegram.main")
    assert office.worker.lead()
    assert office.worker.lead()
    assert not other.lead()
    other.resign()
    assert office.worker.lead(), "who does not lead gives nothing back"
    office.worker.resign()
    assert other.lead()
    assert not office.worker.lead()


def test_what_comes_in_while_another_took_over_is_left_to_him(office, monkeypatch):
    office.api.updates.message(5, text="Раз")
    other = Worker(office.real, "telegram.main")

    def too_late():
        """The lease ran out while the answer was on its way."""
        led = Worker.lead(office.worker)
        office.worker.resign()
        assert other.lead()
        office.worker.leads = led
        return led

    monkeypatch.setattr(office.worker, "lead", too_late)
    office.worker.listen(office.worker.account())
    assert office.chat() is None
    assert not office.worker.leads
    other.listen(other.account())
    assert office.chat().unread == 1


def test_who_does_not_listen_is_not_asked(office):
    deaf = replace(office.worker.account(), listen=lambda _patience: None)
    office.worker.listen(deaf)
    office.worker.stopping.set()
    office.worker.listen(deaf, patience=60.0)


def test_nothing_is_kept_once_the_program_ends(office):
    office.api.updates.message(5, text="Раз")
    assert office.worker.lead()
    office.worker.stopping.set()
    with office.database.write() as c:
        assert not office.worker._may_keep(c)


def test_a_copied_database_does_not_answer_by_itself(office):
    office.api.updates.message(5, text="Раз")
    office.hear()
    old, new = office.say("Давно"), office.say("Сейчас")
    with office.database.write() as c:
        c.execute("UPDATE chat_message SET at = at - 3600 WHERE id = ?", (old,))
    mark = office.database.path.with_name(office.database.path.name + ".mark")
    mark.write_text('{"place": "elsewhere", "attempt": 1}')
    copy = Worker(office.real, "telegram.main")
    office.worker.resign()
    assert copy.lead()
    copy.send(copy.account())
    copy.hang_up()
    assert office.message(old).state == "cancelled"
    assert office.message(new).state == "accepted"
    assert not copy.has_work()

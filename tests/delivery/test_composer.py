"""From a ledger row to a message: the same call for everybody, and one person's trouble is his."""

import threading
from dataclasses import replace

import pytest

from depesha.api import Channel, Picture, Reason, Style
from depesha.delivery.composer import KEPT, CannotComposeError, Composer, Composers
from depesha.render import values
from depesha.render.problems import RenderError, TemplateError
from depesha.render.values import Values
from depesha.store.ledger import Queued
from depesha.store.mailings import Mailing


class Letters(Channel):
    """Takes everything that a message can have."""

    id = "letters"
    title = "Letters"
    style = Style.LETTER

    address = connect = None


class Notes(Letters):
    """Plain text."""

    style = Style.TEXT


MAILING = Mailing(
    key="k2k3",
    channel="letters",
    title="Н",
    subject="Для {КЛИЕНТ.ИМЯ}",
    body="Здравствуйте, {КЛИЕНТ.ИМЯ|клиент}!",
    created_at=1.0,
    start_at=1.0,
)
ANNA = Values({"CLIENT.NAME": "Анна", "CLIENT.CODE": "17"})


def row(data=ANNA, **changes) -> Queued:
    return Queued(255, "Анна", "a@x.ru", values.dumps(data), 2, 0)._replace(**changes)


def test_a_row_becomes_one_persons_own_message():
    message = Composer(MAILING, Letters, ()).message(row())
    assert message.key == "k2k3-ff-2"
    assert (message.address, message.name, message.subject) == ("a@x.ru", "Анна", "Для Анна")
    assert message.text == "Здравствуйте, Анна!"
    assert "Здравствуйте, Анна!" in message.html


def test_it_knows_which_macros_it_needs():
    assert Composer(MAILING, Letters, ()).used == {"CLIENT.NAME"}


def test_pictures_and_attachments_are_shared_objects(tmp_path):
    (tmp_path / "price.pdf").write_bytes(b"%PDF")
    mailing = replace(
        MAILING, body='<img src="cid:a.png">', attachments=(str(tmp_path / "price.pdf"),)
    )
    picture = Picture("a.png", "image/png", b"\x89PNG")
    composer = Composer(mailing, Letters, (picture,))
    one, two = composer.message(row()), composer.message(row(id=256))
    assert one.pictures[0] is two.pictures[0] is picture
    assert one.attachments[0] is two.attachments[0]
    assert (one.attachments[0].name, one.attachments[0].mime) == ("price.pdf", "application/pdf")


def test_each_person_may_have_an_own_file(tmp_path):
    for code in (17, 18):
        (tmp_path / f"{code}.bin").write_bytes(b"")
    mailing = replace(MAILING, attachments=(str(tmp_path / "{КЛИЕНТ.КОД}.bin"),))
    composer = Composer(mailing, Letters, ())
    other = Values({**ANNA.data, "CLIENT.CODE": "18"})
    names = [composer.message(row(data)).attachments[0].name for data in (ANNA, other)]
    assert names == ["17.bin", "18.bin"]


def reason_of(composer, *args) -> tuple[Reason, str]:
    with pytest.raises(CannotComposeError) as caught:
        composer.message(row(*args))
    return caught.value.reason, caught.value.detail


def test_an_empty_macro_is_named():
    reason, detail = reason_of(Composer(MAILING, Letters, ()), Values({}))
    assert reason is Reason.EMPTY_VALUE
    assert "CLIENT.NAME" in detail


@pytest.mark.parametrize("name", ["gone.pdf", "x" * 300 + ".pdf", "no\x00byte.pdf", "folder"])
def test_a_file_that_is_none_is_that_persons_trouble(tmp_path, name):
    (tmp_path / "folder").mkdir()
    mailing = replace(MAILING, attachments=(str(tmp_path / "{КЛИЕНТ.КОД}"),))
    data = Values({**ANNA.data, "CLIENT.CODE": name})
    assert reason_of(Composer(mailing, Letters, ()), data)[0] is Reason.MISSING_ATTACHMENT


def test_a_file_that_came_late_is_found(tmp_path):
    mailing = replace(MAILING, attachments=(str(tmp_path / "late.pdf"),))
    composer = Composer(mailing, Letters, ())
    assert reason_of(composer)[0] is Reason.MISSING_ATTACHMENT
    (tmp_path / "late.pdf").write_bytes(b"")
    assert composer.message(row()).attachments


@pytest.mark.parametrize("data", ["", "null", "[]", '{"data": 5}', '{"data": {"A": {}}}'])
def test_values_that_cannot_be_read_are_a_bad_text(data):
    composer = Composer(MAILING, Letters, ())
    with pytest.raises(CannotComposeError) as caught:
        composer.message(row()._replace(data=data))
    assert caught.value.reason is Reason.BAD_TEMPLATE


@pytest.mark.parametrize(
    ("harm", "detail"),
    [
        (RenderError("Too\nlong."), "Too long."),
        (MemoryError(), "MemoryError"),
        (RecursionError("deep"), "RecursionError: deep"),
    ],
)
def test_whatever_the_text_does_with_one_persons_values_is_told(monkeypatch, harm, detail):
    composer = Composer(MAILING, Letters, ())

    def fail(_program, _values):
        raise harm

    monkeypatch.setattr("depesha.render.engine.Program.run", fail)
    assert reason_of(composer) == (Reason.BAD_TEMPLATE, detail)


def test_a_text_that_nobody_can_get_is_refused_at_once():
    with pytest.raises(TemplateError, match="НЕТ"):
        Composer(replace(MAILING, body="{НЕТ.ТАКОГО}"), Letters, ())


def test_the_journals_words_need_no_files(tmp_path):
    mailing = replace(MAILING, attachments=(str(tmp_path / "gone.pdf"),))
    composer = Composer(mailing, Letters, ())
    assert composer.words(row().data) == "Для Анна\n\nЗдравствуйте, Анна!"
    assert Composer(mailing, Notes, ()).words(row().data) == "Здравствуйте, Анна!"


def test_all_sessions_of_an_engine_get_the_same_composer(office):
    office.people(1)
    mailing_id = office.release()
    composers = Composers(lambda _id: Notes)
    found = []
    together = threading.Barrier(4)

    def get():
        together.wait(10)
        found.append(composers.get(office.database.reader, mailing_id))
        office.database.close_reader()

    threads = [threading.Thread(target=get) for _n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


def test_only_the_latest_composers_are_kept(office):
    office.people(1)
    ids = [office.release() for _n in range(KEPT + 2)]
    composers = Composers(lambda _id: Notes)
    reader = office.database.reader
    first = [composers.get(reader, one) for one in ids]
    assert composers.get(reader, ids[-1]) is first[-1]
    assert composers.get(reader, ids[0]) is not first[0]

"""Links and QR codes."""

import pytest

from depesha.api import Secret
from depesha.delivery.chat import inviting
from depesha.domain.errors import DepeshaError, InputError
from depesha.domain.people import Contact, Employee


def test_each_person_has_one_link_that_nobody_guesses(office):
    people = [office.contact(office.anna), office.contact(office.boris)]
    first = inviting.invite(office.real, "telegram", people)
    again = inviting.invite(office.real, "telegram", people)
    assert [one.link for one in first] == [one.link for one in again]
    links = {one.link for one in first}
    assert len(links) == 2
    for link in links:
        head, _equals, token = link.partition("=")
        assert head == "https://t.me/depesha_bot?start"
        assert 20 <= len(token) <= 32
        assert not set(token) - set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
        )
    assert not first[0].subscribed


def test_where_there_are_no_links(office):
    people = [office.contact(office.anna)]
    office.real.settings.set_secret("telegram.main.token", Secret("1:wrong"))
    with pytest.raises(DepeshaError, match="BotFather"):
        inviting.invite(office.real, "telegram", people)
    office.real.settings.change({"echo.main.folder": "echo"})
    with pytest.raises(InputError, match="no links"):
        inviting.invite(office.real, "echo", people)
    assert [one.id for one in inviting.channels(office.real)] == ["telegram", "max"]


def test_a_picture_of_the_link(tmp_path):
    link = "https://t.me/depesha_bot?start=abcdefghijklmnopqrstuvwx"
    assert inviting.qr_png(link).startswith(b"\x89PNG")
    modules = inviting.qr_modules(link)
    assert len(modules) == len(modules[0]) >= 21
    assert all(modules[0][:7]), "a corner mark"
    for name in ("a.png", "a.SVG"):
        inviting.save_qr(link, tmp_path / name)
    assert (tmp_path / "a.SVG").read_text(encoding="utf-8").startswith("<?xml")
    with pytest.raises(InputError, match=r"\.png or \.svg"):
        inviting.save_qr(link, tmp_path / "a.gif")
    with pytest.raises(InputError, match="cannot be written"):
        inviting.save_qr(link, tmp_path / "no" / "a.png")


def test_names_of_files():
    bad = Contact(name='ООО "Рога/Копыта"', code=17)
    assert inviting.file_name(bad) == "17 ООО _Рога_Копыта_.png"
    assert inviting.kind_of(bad) == "contact"
    assert inviting.kind_of(Employee(name="А")) == "employee"

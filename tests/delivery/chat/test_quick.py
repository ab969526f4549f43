"""Templates as quick answers."""

import pytest

from depesha.delivery.chat import quick
from depesha.domain.errors import InputError
from depesha.render.files import Template


def test_a_template_for_a_known_person_and_for_nobody(office):
    office.api.updates.message(5, contact={"user_id": 5, "phone_number": "79161234567"})
    office.api.updates.message(6, text="Привет", names={"first_name": "Глеб"})
    office.hear()
    hello = Template(body="<b>{КЛИЕНТ.ИМЯ}</b> & Ко < {КЛИЕНТ.ТЕЛЕФОН}")
    assert quick.filled_in(office.real, office.chat(5), hello) == (
        "<b>Анна Петрова</b> & Ко < +79161234567"
    )
    assert quick.filled_in(office.real, office.chat(6), hello).startswith("<b>Глеб</b>")
    with pytest.raises(InputError):
        quick.filled_in(office.real, office.chat(6), Template(body="{НЕТ.ТАКОГО}"))

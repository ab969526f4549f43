"""What people write back, as mail programs send it."""

from email import message_from_string
from email.message import EmailMessage, Message
from time import process_time
from typing import Any

import pytest

from depesha_email.replies import is_automatic, own_words, subject, wants_no_more


def _mail(text: str, subtype: str = "plain", **headers: str) -> Message:
    mail = EmailMessage()
    for name, value in {"Subject": "Re: Заказ", **headers}.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text, subtype=subtype)
    return message_from_string(mail.as_string())


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner=x"},
        {"Precedence": "bulk"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"X_Auto_Response_Suppress": "All"},
        {"List_Id": "<news.example.org>"},
        {"Subject": "Автоответ: Заказ № 5"},
        {"Subject": "Out of Office: order"},
        {"Subject": "Automatic reply: order"},
    ],
)
def test_machines(headers: dict[str, str]) -> None:
    assert is_automatic(_mail("Я в отпуске", **headers))


@pytest.mark.parametrize(
    "headers",
    [{}, {"Auto_Submitted": "no"}, {"Subject": "Re: Автоответ"}, {"Precedence": "normal"}],
)
def test_people(headers: dict[str, str]) -> None:
    assert not is_automatic(_mail("Спасибо", **headers))


@pytest.mark.parametrize(
    "text",
    [
        "СТОП",
        "стоп!",
        "  Stop.  \n",
        "Отписаться",
        "отпишите меня",
        "Больше не присылайте",
        "не пишите мне больше",
        "unsubscribe\n\n-- \nИван",
        "Стоп\n\n> Отписаться можно так",
    ],
)
def test_no_more(text: str) -> None:
    assert wants_no_more(_mail(text))
    html = f"<html><head><style>p{{}}</style></head><div>{text}</div><blockquote>x</blockquote>"
    assert wants_no_more(_mail(html.replace("\n", "<br>"), "html"))
    assert wants_no_more(_mail("", Subject=f"Re: {text.splitlines()[0]}"))


@pytest.mark.parametrize(
    "text",
    [
        "Стоп-кран привезли?",
        "Не присылайте счёт, оплатим наличными",
        "Спасибо!\n\n> СТОП",
        "Заказ беру.\nСТОП",
        "26.11.2026, 10:00, Офис пишет:\nСТОП",
        "",
    ],
)
def test_not_no_more(text: str) -> None:
    assert not wants_no_more(_mail(text))


def test_what_is_quoted_is_not_theirs() -> None:
    plain = "Беру два.\nСпасибо\n\nчт, 26 нояб. 2026 г., Офис <a@b.ru> wrote:\n> Заказ готов"
    assert own_words(_mail(plain)) == "Беру два.\nСпасибо"
    html = "<style>x</style><p>Беру &amp; плачу</p><div class='gmail_quote'>Заказ готов</div>"
    assert own_words(_mail(html, "html")) == "Беру & плачу"


def test_subjects_in_any_shape() -> None:
    assert subject(_mail("", Subject="Заказ")) == "Заказ"
    assert subject(message_from_string("Subject: =?x-none?B?0J8=?=\n\n"))
    assert subject(message_from_string("\n\n")) == ""
    assert subject(message_from_string("Subject: a\n b\n\n")) == "a b"


@pytest.mark.parametrize("bomb", ["<style", "<blockquote ", "<p ", "<b>", "<div>", "&", "<!--"])
def test_a_letter_made_to_be_slow_is_not(bomb: str) -> None:
    mail: Any = _mail(bomb * 50_000, "html")
    began = process_time()
    wants_no_more(mail)
    assert process_time() - began < 10

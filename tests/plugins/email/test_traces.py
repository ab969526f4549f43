"""Our keys in letters of others."""

from email import message_from_string

import pytest

from depesha_email.traces import in_headers, in_returned, written


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        ("In-Reply-To: <k-1@firma.example>", "k-1"),
        ("In-Reply-To: <k-1@other.example>\nReferences: <k-2@firma.example>", "k-2"),
        ("References: <k-1@firma.example> <k-2@firma.example>\n <x@gmail.com>", "k-2"),
        ("In-Reply-To: <k_1@firma.example>", ""),
        ("In-Reply-To: <k-1@firma.example.evil>", ""),
        ("Subject: <k-1@firma.example>", ""),
        ("", ""),
    ],
)
def test_answers_name_what_they_answer(headers: str, key: str) -> None:
    assert in_headers(message_from_string(f"{headers}\n\ntext"), "firma.example") == key


def test_what_comes_back_is_found_in_any_part() -> None:
    plain = message_from_string("From: x@y.z\n\nMessage-ID: <k-1@firma.example>\n")
    assert in_returned(plain, "firma.example") == "k-1"
    coded = message_from_string(
        "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
        "TWVzc2FnZS1JRDogPGstMkBmaXJtYS5leGFtcGxlPg==\n"
    )
    assert in_returned(coded, "firma.example") == "k-2"
    assert (
        in_returned(message_from_string("Message-ID: <k-3@firma.example>\n\n"), "firma.example")
        == ""
    )


def test_texts_in_unknown_code_pages_are_read_somehow() -> None:
    mail = message_from_string("Content-Type: text/plain; charset=x-none\n\nabc")
    assert written(mail) == "abc"
    assert written(message_from_string("Content-Type: multipart/mixed; boundary=b\n\n--b--")) == ""

"""`depesha segments`."""


def test_the_promised_shape(cli):
    assert cli("segments", "--text", "Hello", "--json").json == {
        "encoding": "GSM-7",
        "units": 5,
        "segments": 1,
        "forcing": [],
    }
    found = cli("segments", "--text", "Hello «world»", "--json").json
    assert found["encoding"] == "UCS-2"
    assert found["forcing"] == ["«", "»"]


def test_a_text_from_the_input(cli):
    assert cli("segments", "--json", stdin="a" * 161).json["segments"] == 2


def test_plain_characters_are_offered_where_they_save(cli):
    shown = cli("segments", "--text", "«" + "a" * 100 + "»").out
    assert "With plain characters it would be 1 SMS" in shown
    assert "With plain" not in cli("segments", "--text", "«a»").out


def test_a_text_in_latin_letters_is_shown_and_counted(cli):
    words = ("segments", "--transliterate", "--text", "Ваш заказ «готов»")
    found = cli(*words, "--json").json
    assert found["text"] == 'Vash zakaz "gotov"'
    assert (found["encoding"], found["forcing"]) == ("GSM-7", [])
    assert 'Vash zakaz "gotov"' in cli(*words).out

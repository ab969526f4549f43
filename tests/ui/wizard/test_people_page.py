"""Where contacts come from."""


def test_the_first_contact_by_hand(app, person, steps) -> None:
    steps.turn("people")
    person.click(steps.page.write)
    person.until(lambda: app.services.tabs.front == "contact:0", "the card")
    assert not steps.winfo_exists()

"""`depesha status` and `depesha report`."""


def test_totals_report_and_list(office, body):
    sent = office("send", "echo", "--body", body, "--to", "all", "--yes", "--json").json
    again = office("status", sent["mailing"], "--json").json
    assert again == sent
    (one,) = office("status", "--json").json
    assert (one["mailing"], one["totals"]["accepted"]) == (sent["mailing"], 2)
    assert "Done" in office("status").out
    shown = office("report", sent["mailing"]).out
    assert "Not reached:" in shown
    assert office("report", sent["mailing"], "--json").json["report"] == sent["report"]


def test_the_report_is_a_list_of_recipients(office, body):
    sent = office("send", "echo", "--body", body, "--to", "all", "--yes", "--json").json
    ran = office(
        "send", "sms", "--body", body, "--to", f"file:{sent['report']}", "--test-mode", "--yes",
        "--json",
    )  # fmt: skip
    assert ran.json["totals"]["accepted"] == 2
    assert {row["code"] for row in office("journal", "--channel", "sms", "--json").json} == {18, 19}


def test_a_mailing_that_is_not_there(office):
    ran = office("status", "77")
    assert ran.code == 2
    assert "77" in ran.err

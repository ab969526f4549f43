"""The other mailings of a chain."""

from dataclasses import replace

from depesha.delivery.progress import Progress
from depesha.domain.states import TOTALS
from depesha.store import mailings
from depesha.store.mailings import Mailing
from depesha.ui.results.siblings import Siblings, siblings_of

MAILING = Mailing(key="a", channel="email", title="T", body="B", created_at=1.0, start_at=1.0)


def test_those_of_the_chain_and_no_others(office) -> None:
    with office.database.write() as c:
        first = mailings.insert(c, replace(MAILING, chain="k"))
        mailings.insert(c, replace(MAILING, key="b", channel="gone", chain="k"))
        mailings.insert(c, replace(MAILING, key="c"))
    c = office.database.reader
    found = siblings_of(office, mailings.get(c, first))
    assert [(title, one.mailing.channel) for title, one in found] == [("gone", "gone")]
    assert siblings_of(office, mailings.get(c, 3)) == []


def test_each_leads_to_its_results(app) -> None:
    gone: list[int] = []
    row = Siblings(app.root, app.services.theme, gone.append)
    counts = dict.fromkeys(TOTALS, 0) | {"accepted": 3, "reserved": 5}
    one = Progress(replace(MAILING, id=7), counts, 2.0)
    row.show([("SMS", one)])
    row.show([("SMS", one)])
    _label, button = row.winfo_children()
    assert button["text"] == "SMS: sent 3, in reserve 5"
    button.invoke()
    assert gone == [7]
    row.show([])
    assert row.winfo_children() == []
    row.destroy()

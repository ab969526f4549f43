import depesha_smpp
from depesha_smpp.gateway import Smpp


def test_what_it_offers():
    assert depesha_smpp.gateways() == [Smpp]

"""The contract that every channel keeps, as tests to inherit:

    class TestMyChannel(ChannelContract):
        channel = MyChannel
        faults = frozenset({Fault.REFUSE, Fault.DROP_AFTER})

        @pytest.fixture
        def provider(self):
            with MyPlayedProvider() as server:
                yield server

        @pytest.fixture
        def account(self, provider):
            return MyAccount(base_url=provider.url, token=Secret("right"))

        def good_address(self):
            return "+79161234567"

        def bad_addresses(self):
            return ["no phone", "+7"]

Everything else has a default; `depesha.testing.contract_base` lists what may be overridden.
"""

from depesha.testing.contract_declaration import DeclarationChecks
from depesha.testing.contract_delivery import DeliveryChecks
from depesha.testing.contract_faults import FaultChecks
from depesha.testing.contract_injection import InjectionChecks
from depesha.testing.contract_many import ManyChecks
from depesha.testing.contract_secrecy import SecrecyChecks


class ChannelContract(
    DeclarationChecks, DeliveryChecks, FaultChecks, ManyChecks, InjectionChecks, SecrecyChecks
):
    """Inherit it, name the channel, start its provider: the checks come along."""

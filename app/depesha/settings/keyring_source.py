"""Secrets in the operating system's keyring.

A distinct service name per secret and one fixed user name: Windows moves entries about when one
service has several users.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from depesha.api import N_, Secret, _
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.settings import long_secrets

T = TypeVar("T")

USER = "depesha"
WINDOWS_LIMIT = 1280
"""Characters: the Credential Manager keeps 2560 bytes in an entry and gets UTF-16. Longer secrets,
such as refresh tokens of Microsoft, are kept in several entries."""

_NO_STORES = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Backends that keep nothing, or keep it in a plain file."""

_OTHERWISE = N_(
    "On a server without a desktop keep passwords in a file instead: "
    "depesha settings set office.secrets=file"
)


def usable_backend() -> Any | None:
    """The system's keyring, or None where there is none worth the name."""
    import keyring

    try:
        backend = keyring.get_keyring()
    except Exception:  # noqa: BLE001 - whatever a third party's backend raises, it cannot be used
        return None
    chain = getattr(backend, "backends", None) or [backend]
    return next((b for b in chain if not type(b).__module__.startswith(_NO_STORES)), None)


class KeyringSource:
    """The secrets of one profile in one backend. Every failure is a NotConfiguredError."""

    def __init__(self, backend: Any, profile_id: str) -> None:
        self._backend = backend
        self._profile_id = profile_id

    def get(self, key: str) -> Secret:
        """The secret, or an empty one."""
        if not self._profile_id:
            # Nothing was ever kept for this profile: do not make the system ask for its password.
            return Secret()
        return _asked(lambda: Secret(long_secrets.read(self._get(key), self._piece_of(key))))

    def set(self, key: str, value: Secret) -> None:
        """Keep the secret. Raises InputError where it is too long for this keyring."""
        if not self._is_windows():
            _asked(lambda: self._put(key, value.reveal()))
            return
        try:
            long_secrets.pieces(value.reveal(), WINDOWS_LIMIT)
        except ValueError:
            problem = _(
                "{key} is too long: the keyring of Windows keeps {limit} characters at most."
            ).format(key=key, limit=long_secrets.MOST * WINDOWS_LIMIT)
        else:
            _asked(
                lambda: long_secrets.write(
                    self._get(key),
                    value.reveal(),
                    WINDOWS_LIMIT,
                    lambda suffix, piece: self._put(key + suffix, piece),
                    lambda suffix: self._drop(key + suffix),
                )
            )
            return
        raise InputError(problem)

    def delete(self, key: str) -> None:
        """Forget the secret; nothing happens where there is none."""
        if self._profile_id:
            _asked(
                lambda: long_secrets.forget(self._get(key), lambda suffix: self._drop(key + suffix))
            )

    def _piece_of(self, key: str) -> Callable[[str], str]:
        return lambda suffix: self._get(key + suffix)

    def _get(self, key: str) -> str:
        return self._backend.get_password(self._service(key), USER) or ""

    def _put(self, key: str, text: str) -> None:
        self._backend.set_password(self._service(key), USER, text)

    def _drop(self, key: str) -> None:
        if self._get(key):
            self._backend.delete_password(self._service(key), USER)

    def _service(self, key: str) -> str:
        return f"depesha/{self._profile_id}/{key}"

    def _is_windows(self) -> bool:
        return type(self._backend).__module__ == "keyring.backends.Windows"


def _asked(work: Callable[[], T]) -> T:
    from keyring.errors import InitError, KeyringLocked

    try:
        return work()
    except (KeyringLocked, InitError):
        problem = _("The keyring is locked. Unlock it, or sign in to the desktop anew, and retry.")
    except Exception as error:  # noqa: BLE001 - every backend has errors of its own
        problem = _(
            "The keyring failed ({error}). On Debian check that gnome-keyring runs."
        ).format(error=type(error).__name__)
    # Raised out here so that nothing of the backend, which held the secret, hangs on to it.
    raise NotConfiguredError(f"{problem} {_(_OTHERWISE)}")

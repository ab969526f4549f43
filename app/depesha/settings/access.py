"""Who works at this computer, and what each role may see and do."""

from dataclasses import dataclass

from depesha.api import N_, setting
from depesha.domain.rights import ROLES, Right, Rights, Role, parse_rights, parse_roles
from depesha.settings.office import checked

SECTION = "rights"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Settings `rights.…`."""

    who: int = setting(
        0, minimum=0,
        title=N_("Who works here"),
        help=N_("An employee’s code; 0 for nobody in particular, who may do everything."),
    )  # fmt: skip
    roles: str = checked(
        setting(
            "",
            title=N_("Roles of employees"),
            help=N_("Such as 17:manager 18:viewer. Whoever has no role may do everything."),
        ),
        parse_roles,
    )
    manager: str = checked(
        setting("phones emails send export delete", title=ROLES[Role.MANAGER]), parse_rights
    )
    operator: str = checked(setting("send", title=ROLES[Role.OPERATOR]), parse_rights)
    viewer: str = checked(setting("none", title=ROLES[Role.VIEWER]), parse_rights)

    def of_role(self, role: Role) -> frozenset[Right]:
        """What a role may do."""
        return parse_rights(getattr(self, role))

    @property
    def rights(self) -> Rights:
        """What the person who works here may do."""
        role = parse_roles(self.roles).get(self.who)
        return Rights(self.of_role(role)) if role else Rights()

"""Who acts: what a command knows of the person (or the system) that calls it."""

from dataclasses import dataclass, field

from xinlian.rules.errors import Forbidden
from xinlian.rules.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of staff at work, or the system.

    ``ref`` is what facts carry; ``unit`` is the code of the unit acted for; ``permissions``
    are names ``scope:resource:action``. The room `organisation` makes actors from accounts.
    """

    ref: str
    unit: str = ""
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[str] = frozenset()
    everything: bool = field(default=False, repr=False)

    def may(self, permission: str) -> bool:
        """Tell whether the actor holds ``permission``."""
        return self.everything or permission in self.permissions

    def require(self, permission: str) -> None:
        """Raise :class:`Forbidden` ``permission-missing`` unless the actor holds it."""
        if not self.may(permission):
            raise Forbidden(
                "permission-missing",
                zh=f"当前身份没有“{permission}”权限；请由具有该权限的岗位办理。",
                en=f"This needs the permission {permission!r}, which your roles do not hold.",
            )


SYSTEM = Actor(ref="system", everything=True)
"""The system itself: imports from the command line, the engines, the demonstration."""

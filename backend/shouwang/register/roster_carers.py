"""Carers named in a roster as users: found again by telephone and name within the township, else new ones.

A new carer cannot sign in until somebody hands her a link.
"""

from collections.abc import Iterable

from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.ids import uuid7
from shouwang.register.roster_merge import Stamp
from shouwang.register.roster_row import RosterCarer
from shouwang.sync.rows import new_row


class Carers:
    """The carers of a township while a roster is taken in. `written` collects who is new or has a new telephone."""

    def __init__(self, stamp: Stamp, users: Iterable[User], villages: Iterable[tuple[str, str]]) -> None:
        self._stamp = stamp
        self._users: dict[str, User] = {}
        self._by_phone: dict[tuple[str, str], User] = {}
        self._by_village: dict[tuple[str, str], User] = {}
        self.written: list[User] = []
        for user in users:
            self._remember(user)
        for user_id, village in villages:
            self._remember_village(user_id, village)

    def find(self, carer: RosterCarer, village: str, current: Iterable[str]) -> User:
        """The user whom a row means: the person's present carer if it fits, one of the township, or a new one."""
        users = [self._users[user_id] for user_id in current if user_id in self._users]
        for user in users:
            if user.name == carer.name and carer.phone in (None, user.phone):
                return user
        if carer.phone is None:
            return self._by_village.get((carer.name, village)) or self._new(carer, village)
        if (carer.name, carer.phone) in self._by_phone:
            return self._by_phone[carer.name, carer.phone]
        for user in users:
            if user.name == carer.name and user.phone is None and user.version:
                return self._with_phone(user, carer.phone)
        return self._new(carer, village)

    def take_written(self) -> list[User]:
        """Who is to be written now; the next call gives only who came since."""
        written, self.written = self.written, []
        return written

    def _with_phone(self, user: User, phone: str) -> User:
        user.phone = phone
        self._remember(user)
        self.written.append(user)
        return user

    def _new(self, carer: RosterCarer, village: str) -> User:
        user = new_row(
            User,
            id=uuid7(),
            name=carer.name,
            role=Role.CARER,
            place=self._stamp.township,
            phone=carer.phone,
            created_at=self._stamp.at,
        )
        self._remember(user)
        self._remember_village(user.id, village)
        self.written.append(user)
        return user

    def _remember(self, user: User) -> None:
        self._users[user.id] = user
        if user.phone is not None:
            self._by_phone.setdefault((user.name, user.phone), user)

    def _remember_village(self, user_id: str, village: str) -> None:
        user = self._users.get(user_id)
        if user is not None and user.phone is None:
            self._by_village.setdefault((user.name, village), user)

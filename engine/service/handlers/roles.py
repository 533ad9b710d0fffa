"""role: who may do what on the chat platforms, who was not let in, and changes to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from engine.core.errors import InvalidInput
from engine.core.modes import Role
from engine.service.answers import Done, KnockRow, PairingRow, RoleRow, Roles
from engine.service.people.admission import LISTS, PLACES
from engine.service.people.names import person_id

if TYPE_CHECKING:
    from engine.service.port import Caller
    from engine.service.rooms import ChatRooms, Rooms

KNOCKS: Final = 10


async def role(rooms: Rooms, caller: Caller, arguments: Mapping[str, Any]) -> Roles | Done:
    """List, grant or revoke; in a chat the platform is the chat's own unless another one is named."""
    chat = rooms.serving_chats()
    if arguments["action"] == "list":
        return await _roles(chat, caller)
    surface = arguments.get("surface") or (caller.surface if caller.surface in PLACES else None)
    for name, given in (("surface", surface), ("person", arguments.get("person"))):
        if given is None:
            raise InvalidInput("err-parameter-missing", name=name)
    person = person_id(str(arguments["person"]))
    myself = int(caller.actor) if surface == caller.surface else None
    facts = {"person": str(person), "surface": str(surface).capitalize()}
    if arguments["action"] == "revoke":
        await chat.people.revoke(str(surface), person, myself=myself)
        return Done("done-role-revoked", facts)
    if arguments.get("role") is None:
        raise InvalidInput("err-parameter-missing", name="role")
    granted = Role(arguments["role"])
    by = f"{caller.surface}:{caller.actor}"
    await chat.people.grant(str(surface), person, granted, by, myself=myself)
    return Done("done-role-granted", {**facts, "role": granted.value})


async def _roles(chat: ChatRooms, caller: Caller) -> Roles:
    rows = [row for surface in PLACES for row in _listed(chat, surface)]
    rows += [
        RoleRow(
            grant.surface,
            grant.subject,
            grant.role,
            grant.granted_by,
            chat.choices.name_of(grant.surface, int(grant.subject)),
            grant.created_at,
        )
        for grant in chat.people.grants()
    ]
    rows.sort(key=lambda row: (row.surface, -Role(row.role).rank))
    knocks = [
        KnockRow(knock.surface, knock.actor, knock.name, knock.place, knock.count, knock.last_at)
        for knock in await chat.people.knocks(KNOCKS)
        if chat.people.role_of(knock.surface, int(knock.actor)) is None
    ]
    return Roles(tuple(rows), tuple(knocks), () if caller.surface in PLACES else _codes(chat))


def _listed(chat: ChatRooms, surface: str) -> list[RoleRow]:
    return [
        RoleRow(
            surface,
            str(person),
            role.value,
            f"{surface}_{LISTS[role]}".upper(),
            chat.choices.name_of(surface, person),
        )
        for person, role in chat.people.access(surface).listed.items()
    ]


def _codes(chat: ChatRooms) -> tuple[PairingRow, ...]:
    """Codes of the bots that run here: whoever reads one becomes an owner, so no chat is told of them."""
    codes = {row.part: chat.people.pairing_code(row.part) for row in chat.states.rows()}
    return tuple(PairingRow(surface, code) for surface, code in codes.items() if code is not None)

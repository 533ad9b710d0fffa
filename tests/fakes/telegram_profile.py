"""What a bot says of itself (name, commands, descriptions), and what it asks about chats and people."""

from __future__ import annotations

import re
from typing import Any

from tests.fakes.telegram_call import Call, bad, method
from tests.fakes.telegram_people import Chat
from tests.fakes.telegram_world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = (
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
    "chat_member",
)  # fmt: skip
_LENGTHS = {"name": 64, "description": 512, "short_description": 120}
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics",
)  # fmt: skip


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("Invalid language code specified")
    return code


# --- commands --------------------------------------------------------------------------------------------------------
def scope_key(scope: dict[str, Any] | None) -> str:
    """One word for a scope: ``default``, ``chat:42``, ``chat_member:-1001:42``."""
    scope = scope or {"type": "default"}
    return ":".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)


def _key(world: World, call: Call) -> tuple[str, str]:
    scope = call.parsed("scope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    if scope["type"] in ("chat", "chat_administrators", "chat_member"):
        world.chat(Call("", {"chat_id": str(scope.get("chat_id", ""))}, {}, 0.0))
    return scope_key(scope), _language(call)


@method("setMyCommands")
def set_commands(world: World, call: Call) -> Any:
    key, given = _key(world, call), call.parsed("commands", list) or []
    if len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    kept = []
    for each in given:
        name, told = each.get("command", "").strip().removeprefix("/"), each.get("description", "").strip()
        if not name or not told:
            raise bad(f"Command {'description ' if name else ''}must be non-empty")
        if len(name) > 32 or len(told) > 256:
            raise bad(f"Command {'' if len(name) > 32 else 'description '}length must not exceed "
                      f"{32 if len(name) > 32 else 256}")  # fmt: skip
        if not _COMMAND.fullmatch(name):
            raise bad("BOT_COMMAND_INVALID")
        kept.append({"command": name, "description": told})
    world.commands[key] = kept
    world.bell.ring()
    return True


@method("getMyCommands")
def get_commands(world: World, call: Call) -> Any:
    return world.commands.get(_key(world, call), [])


@method("deleteMyCommands")
def delete_commands(world: World, call: Call) -> Any:
    world.commands.pop(_key(world, call), None)
    return True


def menu(world: World, user: int, chat: Chat) -> list[dict[str, str]]:
    """The commands a person is offered in a chat: the narrowest scope, in their language before any."""
    rights = chat.members.get(user) in ("creator", "administrator")
    if chat.kind == "private":
        scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
    else:
        scopes = [f"chat_member:{chat.id}:{user}", f"chat_administrators:{chat.id}", f"chat:{chat.id}",
                  "all_chat_administrators", "all_group_chats", "default"]  # fmt: skip
    for scope in scopes:
        for language in (world.people[user].language, ""):
            found = world.commands.get((scope, language))
            if found and (rights or "administrators" not in scope):
                return found
    return []


# --- the bot itself --------------------------------------------------------------------------------------------------
@method("getMe")
def get_me(world: World, call: Call) -> Any:
    return {
        **world.bot.json(), "can_join_groups": True, "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False, "can_connect_to_business": False, "has_main_web_app": False,
    }  # fmt: skip


@method("setMyName", "setMyDescription", "setMyShortDescription")
def set_profile(world: World, call: Call) -> Any:
    part = {"setmyname": "name", "setmydescription": "description"}.get(call.method, "short_description")
    if len(call.text(part)) > _LENGTHS[part]:
        raise bad(f"BOT_{part.upper()}_TOO_LONG")
    world.profile[part, _language(call)] = call.text(part)
    world.bell.ring()
    return True


@method("getMyName", "getMyDescription", "getMyShortDescription")
def get_profile(world: World, call: Call) -> Any:
    part = {"getmyname": "name", "getmydescription": "description"}.get(call.method, "short_description")
    default = world.bot.first_name if part == "name" else ""
    found = world.profile.get((part, _language(call))) or world.profile.get((part, "")) or default
    return {part: found}


@method("setChatMenuButton", "close", "logOut")
def accept(world: World, call: Call) -> Any:
    """Nothing to see afterwards but the call itself."""
    return True


# --- chats and people ------------------------------------------------------------------------------------------------
@method("getChat")
def get_chat(world: World, call: Call) -> Any:
    chat = world.chat(call)
    if chat.kind != "private":
        world.open_chat(call)
    gifts = dict.fromkeys(("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
                           "gifts_from_channels"), False)  # fmt: skip
    return {**chat.json(), "accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": gifts}


def member(world: World, chat: Chat, user: int) -> dict[str, Any]:
    """What somebody is in a chat, with all that goes with it."""
    status = chat.bot if user == world.bot.id else chat.members.get(user, "left")
    person = world.bot if user == world.bot.id else world.person(user)
    told: dict[str, Any] = {"user": person.json(), "status": status}
    if status == "administrator":
        return told | dict.fromkeys(_RIGHTS, False) | {"can_manage_chat": True, "can_delete_messages": True}
    more: dict[str, dict[str, Any]] = {"creator": {"is_anonymous": False}, "kicked": {"until_date": 0}}
    return told | more.get(status, {})


@method("getChatMember")
def get_chat_member(world: World, call: Call) -> Any:
    chat, user = world.open_chat(call), call.number("user_id")
    if user != world.bot.id and user not in world.people:
        raise bad("PARTICIPANT_ID_INVALID")
    return member(world, chat, user)


@method("getChatAdministrators")
def get_chat_administrators(world: World, call: Call) -> Any:
    chat = world.open_chat(call)
    if chat.kind == "private":
        raise bad("there are no administrators in the private chat")
    found = [user for user, status in chat.members.items() if status in ("creator", "administrator")]
    return [member(world, chat, user) for user in found]


@method("getChatMemberCount")
def get_chat_member_count(world: World, call: Call) -> Any:
    return len(world.open_chat(call).members) + 1


@method("leaveChat")
def leave_chat(world: World, call: Call) -> Any:
    chat = world.open_chat(call)
    if chat.kind == "private":
        raise bad("chat_id is not a group")
    chat.bot = "left"
    world.bell.ring()
    return True


@method("getFile")
def get_file(world: World, call: Call) -> Any:
    given = call.text("file_id")
    stored = world.files.kept.get(given) or world.files.kept.get(given.removesuffix("s"))
    if stored is None:
        raise bad("invalid file_id")
    return {"file_id": given, "file_unique_id": f"u{given}", "file_size": len(stored.data), "file_path": stored.path}

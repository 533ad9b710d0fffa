"""Person, then chat, then the platform's hint, then the settings; what all can read follows the chat."""

from __future__ import annotations

import pytest

from engine.service.people.choices import Choices, Tongue
from engine.settings import Settings
from engine.store.mailboxes import read_mailboxes
from engine.store.store import Store
from tests.engine.service.people.guests import CHANNEL, HandClock, alone, among

CHAT = f"chat:{CHANNEL}"


def test_nobody_chose_then_the_platform_hints_and_last_the_settings(choices: Choices) -> None:
    assert choices.tongue(alone(1)) == Tongue("vi", "vi", "Asia/Ho_Chi_Minh")
    assert choices.tongue(alone(1, language="en-US")).language == "en"
    assert choices.tongue(alone(1, language="fr")).language == "vi"


@pytest.mark.parametrize(
    ("person", "chat", "public", "private"),
    [(None, None, "vi", "vi"), ("en", None, "en", "en"), (None, "en", "en", "en"), ("en", "vi", "vi", "en")],
)
async def test_in_a_group_all_read_the_chats_language_and_one_reads_their_own(
    choices: Choices, person: str | None, chat: str | None, public: str, private: str
) -> None:
    await choices.choose("telegram", "user:1", language=person)
    await choices.choose("telegram", CHAT, language=chat)
    assert choices.tongue(among(1)).language == public
    assert choices.tongue(among(1), private=True).language == private


async def test_a_chat_says_nothing_about_a_private_conversation(choices: Choices) -> None:
    await choices.choose("telegram", CHAT, language="en")
    assert choices.tongue(alone(1)).language == "vi"
    assert choices.tongue(among(1, "discord")).language == "vi"


async def test_numbers_follow_the_language_until_somebody_chooses(store: Store, choices: Choices) -> None:
    assert choices.tongue(alone(1, language="en")).number_style == "en"
    await choices.choose("telegram", "user:1", number_style="en")
    assert choices.tongue(alone(1)) == Tongue("vi", "en", "Asia/Ho_Chi_Minh")
    settled = Choices(store, Settings(number_style="vi", timezone="UTC"))
    assert settled.tongue(alone(2, language="en")) == Tongue("en", "vi", "UTC")
    settled.apply(Settings(app_lang="en"))
    assert settled.tongue(alone(2)).language == "en"


async def test_choices_outlive_the_run(store: Store, choices: Choices) -> None:
    await choices.choose("discord", "user:1", language="en")
    await choices.choose("discord", "user:1", number_style="vi")
    await choices.seen(alone(2, language="en"))
    again = Choices(store, Settings())
    await again.load()
    assert again.tongue(alone(1, "discord")) == Tongue("en", "vi", "Asia/Ho_Chi_Minh")
    assert again.of_mailbox("discord", "user:1").language == "en"
    assert again.of_mailbox("telegram", "user:2").language == "en"
    assert again.language_of("discord", "user:1") == "en"
    assert again.language_of("telegram", "user:2") is None


async def test_what_nobody_asked_for_is_told_as_they_read_at_their_last_contact(choices: Choices) -> None:
    assert choices.of_mailbox("telegram", "user:1").language == "vi"
    await choices.seen(alone(1, language="en-GB"))
    assert choices.of_mailbox("telegram", "user:1").language == "en"
    await choices.choose("telegram", "user:1", language="vi")
    assert choices.of_mailbox("telegram", "user:1").language == "vi"


async def test_a_person_of_a_group_does_not_set_its_language_by_speaking(choices: Choices) -> None:
    await choices.seen(among(1, language="en"))
    assert choices.of_mailbox("telegram", CHAT).language == "vi"


async def test_a_word_from_there_is_written_once_a_day_or_when_something_changed(
    choices: Choices, store: Store, clock: HandClock
) -> None:
    def seen_at() -> int:
        return store.read(read_mailboxes)[0].seen_at

    await choices.seen(alone(1, language="vi", name="An\n\u202eNguyễn"))
    begun = clock.now()
    clock.pass_seconds(86_399)
    await choices.seen(alone(1, language="vi", name="An Nguyễn"))
    assert seen_at() == begun
    assert choices.name_of("telegram", 1) == "An Nguyễn"
    clock.pass_seconds(1)
    await choices.seen(alone(1, language="vi", name="An Nguyễn"))
    assert seen_at() == clock.now()
    clock.pass_seconds(1)
    await choices.seen(alone(1, language="vi", name="Bình"))
    assert seen_at() == clock.now()
    assert choices.name_of("telegram", 1) == "Bình"


async def test_a_closed_mailbox_is_open_again_when_its_owner_writes_from_there(choices: Choices, store: Store) -> None:
    await choices.close("telegram", "user:1", "blocked")
    assert choices.is_closed("telegram", "user:1")
    again = Choices(store, Settings())
    await again.load()
    assert again.is_closed("telegram", "user:1")
    await again.seen(among(1))
    assert again.is_closed("telegram", "user:1")
    await again.seen(alone(1))
    assert not again.is_closed("telegram", "user:1")
    assert [(box.closed_at, box.closed_reason) for box in store.read(read_mailboxes) if box.mailbox == "user:1"] == [
        (None, None)
    ]

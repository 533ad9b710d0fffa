"""Letters of the post office as Telegram messages: each tried once, with an exact word on what became of it."""

from __future__ import annotations

from telegram.error import TelegramError

from bots.common.reply import Reply
from bots.common.speaking import speaking
from bots.telegram.fates import Unacceptable, fate_of
from bots.telegram.pacing import Haste
from bots.telegram.rendering import sheets
from bots.telegram.sending import TelegramBotApi, Voice
from bots.telegram.visits import Spot, spot_of_place
from engine.service.alerts.letters import FateUnknown, Letter, MailboxClosed


class TelegramCourier:
    """Takes a letter to a person's private chat, or to a chat or topic."""

    def __init__(self, bot: TelegramBotApi) -> None:
        self._voice = Voice(bot, Haste.LETTER)

    async def deliver(self, letter: Letter) -> None:
        """Deliver; raises NotSent, FateUnknown or MailboxClosed."""
        from bots.common.cards import letter_card

        with speaking(letter.language, letter.number_style):
            written = sheets(Reply(letter_card(letter)))
        spot = _spot(letter.mailbox)
        for place, sheet in enumerate(written):
            try:
                await self._voice.say(spot, sheet, silent=letter.silent)
            except TelegramError as error:
                raise _told(error, begun=place > 0) from error


def _told(error: TelegramError, *, begun: bool) -> Exception:
    """The fate of a letter; one whose beginning has arrived is never surely unsent."""
    fate = fate_of(error)
    if isinstance(fate, Unacceptable):
        return MailboxClosed(str(fate))
    return FateUnknown(str(fate)) if begun and not isinstance(fate, MailboxClosed) else fate


def _spot(mailbox: str) -> Spot:
    """``user:42``, or ``chat:-1001:7``."""
    return spot_of_place(mailbox.partition(":")[2])

### Of the Telegram bot alone.

telegram-private-sent = Sent to you in private, because it is for your eyes only.
telegram-private-closed = This answer is for your eyes only, and the bot may not write to you yet. Open a private chat with the bot, press Start, and ask again.
telegram-open-private = Open a private chat
telegram-description = Hải Đăng watches crypto markets and speaks only when it is confident. Type: price btc, predict eth. The bot answers only people whom its owner has admitted. Not investment advice.
telegram-about = Watches crypto markets; forecasts with a track record. Not investment advice.
telegram-retrying = Telegram cannot be reached, trying again
telegram-retrying-log = Telegram cannot be reached ({ $detail }). Trying again; alerts wait in the outbox, the engine runs on.
telegram-back-log = Telegram can be reached again.
telegram-told = Registered { $count } lists of commands with Telegram.
telegram-migrated-log = Telegram has upgraded the group { $old }, which has the new id { $new }. Change TELEGRAM_CHATS in .env and reload, or the bot stays silent there.
telegram-membership-log = Telegram: the bot in { $chat } went from { $before } to { $after }.
err-telegram-second-poller = Another program receives messages with this same Telegram token, so that Telegram cuts off one for the other. Nothing is lost: alerts wait in the outbox. Stop the other program, or make another token at @BotFather; the bot tries again by itself.
err-telegram-unreachable = Telegram cannot be reached ({ $detail }). Nothing is lost: alerts wait in the outbox, the bot connects again by itself. If this network blocks Telegram, set TELEGRAM_PROXY.

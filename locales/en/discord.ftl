### Of the Discord bot alone.

discord-private-sent = Sent to you in private, because it is for your eyes only.
discord-private-closed = This answer is for your eyes only, and your private messages are closed. Allow direct messages from members of this server, or use the slash command (/) right here.
discord-told = Registered { $count } slash commands with Discord.
discord-slash-only = connected, hears slash commands and private messages only
discord-slash-only-log = Discord does not let the bot read messages, so that on servers only slash commands (/), buttons and mentions work; commands that begin with ! are not heard. To use both, switch on the Message Content Intent on the Bot page of the Discord Developer Portal and start again.
discord-forbidden-log = Discord does not let the bot do this there: { $detail }. Check the bot's permissions in the channel (view it, send messages, embed links, attach files).
discord-unanswered-log = The line to Discord broke ({ $detail }) before an answer had arrived. Whoever asked can ask again.
discord-not-told-log = Discord could not be told the commands ({ $detail }). It goes on offering those it knows.
err-discord-ended = Discord closed the connection. Nothing is lost: alerts wait in the outbox. The bot connects again by itself.
err-discord-unreachable = Discord cannot be reached ({ $detail }). Nothing is lost: alerts wait in the outbox, the bot connects again by itself. If this network blocks Discord, set DISCORD_PROXY.

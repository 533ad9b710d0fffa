# doctor: Discord and Telegram.

cli-room-chat = Chat bots
cli-room-discord = Discord
cli-room-telegram = Telegram
doctor-chat-off = no token is set, so there are no chat bots.
doctor-chat-well = { $surface } accepts the token of { $name }; it answered in { $latency }.
doctor-chat-token = { $surface } does not accept the token in { $setting }. Get a new one and set it.
doctor-chat-refused = { $surface } refuses this network address (status { $status }); rented servers often meet this. Use { $proxy } or another server.
doctor-chat-busy = { $surface } says it is asked too often (status { $status }). The bot waits by itself; if it lasts, see whether another machine uses the same token.
doctor-chat-broken = { $surface } has trouble of its own (status { $status }). The bot tries again by itself.
doctor-chat-blocked = { $surface } cannot be reached although the network works: the provider or this server blocks it. Set { $proxy } (http:// or socks5://).
doctor-chat-offline = { $surface } cannot be reached, and nothing else can. This machine is offline; look at the connection first.
doctor-chat-name = the address of { $surface } is not found through { $proxy }. See whether the proxy resolves names.
doctor-chat-cut = the connection to { $surface } through { $proxy } is cut. Try another proxy.
doctor-chat-silent = { $surface } did not answer within { $latency } through { $proxy }. The proxy is too slow or blocked.
doctor-chat-tls = the certificate of { $surface } through { $proxy } is wrong: somebody stands in between. Do not use this proxy.
doctor-chat-proxy = { $proxy } does not answer or refuses. Check the proxy's address, port, name and password.
doctor-chat-intent = the Message Content Intent is off, so commands with ! cannot be read (commands with / work). Switch it on, on the Bot page of the Discord application.
doctor-chat-nobody = the { $surface } bot admits nobody yet, so it answers nobody. Fill in { $setting }, or pair with the code that the log shows when run_bot.py runs.

# The exchange feed: what it says about the line, and what goes wrong.

feed-exchange-connecting = Connecting to { $exchange }.
feed-exchange-live = Connected to { $exchange }.
feed-exchange-polling = The live stream of { $exchange } is down; prices and candles are being asked for instead.
feed-exchange-polled = Connected to { $exchange }, which has no live stream here; prices and candles are asked for every few seconds.
feed-exchange-clock = Connected to { $exchange }. Its clock differs from this machine's by { $seconds } s; set this machine's clock.

err-symbol-unlisted-near = { $symbol } is not listed on { $source }. Did you mean: { $near }? Nothing was changed.
err-exchange-unknown = There is no exchange “{ $exchange }”. Did you mean: { $near }?
err-exchange-address = “{ $address }” cannot be used as an address. Expected something like { $expected }.
err-exchange-blocked = { $exchange } refuses connections from this address (HTTP { $status }). Use a proxy (EXCHANGE_PROXY) or another exchange (EXCHANGE).
err-exchange-busy = { $exchange } asks us to wait { $seconds } s: too many requests.
err-exchange-symbol = { $exchange } does not know one of the pairs.
err-exchange-key = { $exchange } does not accept the API key.
err-exchange-timeout = { $exchange } does not answer in time. Trying again.
err-exchange-unreachable = { $exchange } cannot be reached. Check the network; trying again.
err-exchange-failing = { $exchange } is in trouble (HTTP { $status }). Trying again.
err-exchange-refused = { $exchange } refuses the request (HTTP { $status }, { $reason }).
err-exchange-answer = { $exchange } gave an answer that cannot be read ({ $reason }). Trying again.
err-exchange-resting = The exchange failed several times in a row; it is left in peace for another { $seconds } s.
err-exchange-no-markets = The list of pairs of { $exchange } is not here yet.
err-exchange-not-open = The connection to { $exchange } is not open.

### Asking again before something dangerous is done: what it is and what follows. $where is the market and whose money.

ask-reduce = Open nothing more, and close positions bit by bit where it costs least. Held: { $held }. Purse { $where }.
ask-halt = HALT: the engine opens and closes nothing by itself; protective stops stay. Held: { $held }. Purse { $where }. Only the command resume (key R in the console) starts it again.
ask-flatten =
    Close { $count ->
        [one] the { $count } position
       *[other] all { $count } positions
    } ({ $symbols }; about { $value }, open result { $result }), cancel all waiting orders, then HALT. Purse { $where }. Only the command resume (key R in the console) starts it again.
ask-flatten-empty = There is no position to close: cancel all waiting orders, then HALT. Purse { $where }. Only the command resume (key R in the console) starts it again.
ask-close = Close the position in { $symbol } at the next price: { $position }. Purse { $where }.
ask-enter = Buy { $symbol }, size { $size }, at about { $price } now. Purse { $where }, cash left { $cash }. With the usual stop loss and take profit.
ask-usual-size = as after a signal
ask-cancel = Cancel the unfinished orders in { $symbol }; protective stops stay. Purse { $where }.
ask-adopt = Take the position in { $symbol } that was found at the exchange into the books; the engine then keeps it like any other position. Purse { $where }.
ask-writeoff = WRITE OFF the position in { $symbol }: { $position }. Nothing is traded at the exchange; the books say it closed at the last price, and that cannot be undone. Purse { $where }.
ask-unlock = Unlock { $scope }: the engine may enter again at once, without waiting for the rest to end. Purse { $where }.
ask-paper = Pay { $cash } into the purse { $where }, whose equity is { $equity }.
ask-paper-reset = Give up the purse { $where } as it is, equity { $equity }, holding { $held }, and start again with { $cash }. Only possible without positions and waiting orders. The record of signals stays.
ask-paper-cash = the amount in PAPER_CASH
ask-retrain = Train models again: { $scope }. The engine goes on; a model that is done replaces the one in use at once. { $where }.
ask-promote = Put the newest candidate model of { $symbol } into service in place of the one in use. { $where }.
ask-rollback = Set the model of { $symbol } that is in use aside and go back to the version before, at once. { $where }.
ask-expire = Take the model of { $symbol } out of service: nothing is spoken in this pair until a new model is trained. { $where }.
ask-label =
    Note by hand that the forecast { $prediction } was a { $outcome ->
        [win] WIN
       *[loss] LOSS
    }. { $where }.
ask-role =
    { $action ->
        [grant] Grant the role { $role } to { $person } on { $surface }
       *[revoke] Take the granted role from { $person } on { $surface }
    }. Engine { $where }.
ask-reload = Read the settings again; what may change while running takes effect at once. { $where }.
ask-restore = Replace ALL books as they are, equity { $equity }, holding { $held }, by the copy { $file }. What was written after that copy will not be in the books; the present ones are kept beside it. Purse { $where }.

## Phrases in the questions

ask-held =
    { $count ->
        [one] { $count } position
       *[other] { $count } positions
    } ({ $symbols }; about { $value }, open result { $result })
ask-held-none = no position
ask-position =
    { $side ->
        [SELL] short
       *[BUY] holding
    } { $amount }, about { $value }, open result { $result }
ask-position-none = no open position can be seen in this pair now
ask-resume = The engine is HALTED. Let it run again: from here on it enters by itself when a signal has enough edge. Held: { $held }. Purse { $where }.

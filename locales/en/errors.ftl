### What went wrong, what was kept, what to do. Each room keeps the errors that only it can raise in its own file.

## What a person typed

err-command-empty = There was no command in that. Nothing was done. Type help to see them all.
err-symbol-invalid = "{ $symbol }" is not a trading pair. Nothing was changed. Write it like BTC, BTCUSDT or BTC/USDT.
err-symbol-not-watched = { $symbol } is not being watched, so there is nothing to show for it. The watch list is unchanged. Watched: { $known }. Add it with: symbols add { $symbol }
err-timeframe-unknown = "{ $timeframe }" is not a timeframe. Nothing was changed. Choose one of: { $known }.
err-number-invalid = "{ $value }" is not a number. Nothing was changed. Write digits with at most one point, such as 1250.5, or use k, tr, ty or %.
err-number-ambiguous = "{ $value }" is not in the one form accepted here, and money is never guessed. Nothing was changed. Did you mean: { $suggestions }
err-number-percent = "{ $value }" is a percentage, and a plain number is needed here. Nothing was changed. Write it without %.
err-command-unknown = There is no command "{ $name }". Nothing was done. Type help to see them all.
err-command-unknown-near = There is no command "{ $name }". Nothing was done. Did you mean { $suggestion }?
err-parameter-missing = "{ $name }" is missing. Nothing was done. Add it and send the command again.
err-parameter-invalid = "{ $value }" does not fit "{ $name }". Nothing was done. Expected: { $expected }.
err-parameter-extra = "{ $value }" is one word too many. Nothing was done. Leave it out, or look the command up in help.

## Who may do what

err-refused-role =
    The command { $command } needs the role { $role ->
        [public] { role-public }
        [viewer] { role-viewer }
        [operator] { role-operator }
       *[owner] { role-owner }
    }; yours is { $yours ->
        [public] { role-public }
        [viewer] { role-viewer }
        [operator] { role-operator }
       *[owner] { role-owner }
    }. Nothing was done. Ask the owner if you should have it.
err-confirm-needed =
    Nothing has been done yet. Confirm { $left ->
        [one] once
       *[other] { $left } times
    } (or add --yes on the command line) to carry out: { $command } { $arguments }

## The engine

err-folder-unusable = Data folder { $path } cannot be used: { $detail }. Nothing was started. Check that it exists and may be written to.
err-socket-failed = The engine cannot be reached at { $path }: { $detail }. Nothing was done. Start it again, or look for another engine on the same folder.
err-engine-gone = The engine is out of reach. What it had written is safe; whether the last command was done is not known. Once it is back, look at the state before you repeat it.
err-message-broken = A message to the engine could not be understood. Nothing was done. Make sure that console and engine are of the same version.
err-no-position = There is no open position in { $symbol }. Nothing was done. See what is open with: positions
err-no-price-yet = No price for { $symbol } has arrived yet. Nothing was done. Ask again in a moment; if it stays so, look at: health
err-not-paper = Only paper money can be reset or set, and this engine trades live. The books are unchanged. Start it with MODE=paper.
err-unexpected = Something unexpected went wrong ({ $incident }, { $detail }). What was already written is safe. Look for { $incident } in the log; if it comes back, run: python -m engine doctor
err-not-built-yet = Not in this version: { $name }. Nothing was done. It comes in a later version.
err-folder-in-use = Another engine (process { NUMBER($pid, useGrouping: 0) }) is running on the data folder { $path }. Nothing was started and its work goes on. Open the console to attach to it, or stop it first.
err-live-not-built = Live trading is not in this version. Nothing was started and no order was sent. Set MODE=paper.
err-live-consent = MODE=live moves real money: it needs your consent, and this version cannot trade live yet. Nothing was started and no order was sent. Set MODE=paper.

## Forecasts and models

err-no-forecast-yet = No forecast for { $symbol } yet: { $have } of { $need } closed candles are here. The candles are kept and counting goes on by itself; ask again after the next close.
err-train-extra-missing = Training needs packages that are not installed: { $missing }. Models already here stay in use. Install them with: pip install -e ".[train]"

## Settings

err-env-missing = Settings file { $path } does not exist. Nothing was started. Check the path, or copy .env.example to it.
err-env-broken = Line { $line } of { $path } cannot be read. Nothing was started and the file is unchanged. Write it as NAME=value, quotes in pairs.
err-env-encoding = { $path } is not UTF-8 text. Nothing was started and the file is unchanged. Save it again as UTF-8.
err-setting-unknown = There is no setting { $name } ({ $path }). Nothing was started. Remove the line, or look the name up in .env.example.
err-setting-unknown-near = There is no setting { $name } ({ $path }). Nothing was started. Did you mean { $suggestion }?
err-setting-invalid = { $name } has a value that cannot be used. Nothing was started. Expected: { $expected }. See .env.example.

## Files

err-file-missing = File { $path } does not exist. Nothing was changed. Check the path.
err-export-failed = { $path } could not be written: { $detail }. The data are still in the engine; choose another folder or make room, then try again.
err-settings-not-kept = The settings could not be written to { $path }: { $detail }. Use environment variables or flags this time.
err-console-died = The console met an error and closed. Engine and data are safe. The details are in { $path }; open it again with: python run_tui.py

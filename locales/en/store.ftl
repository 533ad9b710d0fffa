# The store: what happened, what was kept, what to do.
err-store-address = The database address “{ $address }” cannot be read. Expected sqlite:///FILE, postgresql://USER@HOST/NAME, or a libpq string such as host=... user=....
err-store-busy = The database { $place } is busy with another writer. Nothing of this step was written; it is tried again.
err-store-closed = The database { $place } is already closed. Nothing was written.
err-store-commit-unknown = The connection to { $place } was lost during a commit. It is not known whether this step was written; it is looked up before anything is repeated.
err-store-connection-lost = The connection to { $place } was lost. Nothing of this step was written; it is tried again.
err-store-corrupt = The database { $place } is damaged. The file was left as it is. Restore a backup: python -m engine restore FILE.
err-store-disk-fault = The disk under { $place } reports an error. What was committed before is kept. Check the disk, then restart.
err-store-disk-full = The disk under { $place } is full. This step was not written; everything committed before is kept. Free some space, then go on.
err-store-empty = There is nothing in the database { $place } yet. Start the engine once to create it.
err-store-foreign = The database { $place } holds the tables of another program ({ $tables }). Nothing was changed. Choose another DATA_DIR or DATABASE_URL.
err-store-incomplete = A table is missing from the database { $place }. Nothing was written. Restore a backup: python -m engine restore FILE.
err-store-missing = There is no database { $place }. Start the engine once to create it.
err-store-newer = The database { $place } was written by a newer version (revision { $found }; this version knows { $known }). Nothing was changed. Update the program, or restore an older backup.
err-store-no-permission = The database user may not do this in { $place }. Nothing was written. Ask the administrator of the database for the right.
err-store-not-chained = The table “{ $table }” is not hash-chained. These are: { $known }.
err-store-not-openable = The database { $place } cannot be opened. Nothing was changed. Check that the folder exists and that this user may read and write it.
err-store-not-writable = The database { $place } cannot be written. Nothing of this step was written; everything committed before is kept. Check the rights of the file and its folder.
err-store-older = The database { $place } is of an older version (revision { $found }; needed { $known }) and was opened for reading only. Start the engine once: it makes a backup and migrates.
err-store-read-only = The database { $place } was opened for reading only. Nothing was written.
err-store-unreachable = PostgreSQL at { $place } cannot be reached: { $detail }. Nothing was written. Check that the server runs, and the address, user and password in DATABASE_URL or PG_DSN.

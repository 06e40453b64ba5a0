def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('push stopped in f526795c9539 broken')
scenario.expect('migrations/2026_01_02_1200-f526795c9539_broken.sql:8:24: column "nam" of relation "guild" does not exist')
scenario.expect('INSERT INTO guild (id, nam)')
scenario.expect('SQLSTATE 42703')
scenario.expect('Rolled back: all of f526795c9539.')
scenario.expect('Applied before it: b90cb9c06e62 guilds. The database is at b90cb9c06e62.')
scenario.expect('the file, then run db:push again: it goes on where the history stands\n')
scenario.expect('is not where the chain ends: 1 pending')
scenario.refuse('\tat ') // no stack trace
scenario.refuse('Position: ') // and no message of the driver beside the report
scenario.equal(scenario.column("SELECT to_regclass('before_it') IS NULL"), ['t'])
scenario.equal(scenario.column('SELECT revision FROM dbpush_history'), ['b90cb9c06e62'])
return true

def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('stamped b90cb9c06e62 guilds')
scenario.expect('push 1 revision')
scenario.equal(scenario.column('SELECT applied_via FROM dbpush_history ORDER BY applied_at'), ['stamp', 'online'])
return true

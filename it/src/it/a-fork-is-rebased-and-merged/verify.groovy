def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('the chain has 2 heads')
scenario.expect('21a355f19d52 snippets is now behind 17373ca1c763')
scenario.expect('All is well: 3 migrations')
scenario.equal(scenario.column('SELECT revision FROM dbpush_history ORDER BY applied_at'), ['b90cb9c06e62', '17373ca1c763', '21a355f19d52'])
scenario.expect('created branch/')
scenario.expect('All is well: 4 migrations')
return true

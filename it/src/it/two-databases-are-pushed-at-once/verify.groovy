def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect(2, 'Pushed 1 revision')
scenario.expect(2, 'skipped: no ')  // the root and the module without migrations
scenario.equal(scenario.column('it_one', 'SELECT revision FROM dbpush_history'), ['b90cb9c06e62'])
scenario.equal(scenario.column('it_two', 'SELECT revision FROM dbpush_history'), ['21a355f19d52'])
return true

def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.expect('1/1  undone 17373ca1c763 members')
scenario.expect('this downgrade undoes 2 revisions of it_a_downgrade_asks_beyond_one_step')
scenario.expect('-Ddb.confirm=it_a_downgrade_asks_beyond_one_step')
scenario.expect('db.to is missing: where should the downgrade lead?')
scenario.expect('Undone 2 revisions')
scenario.equal(scenario.column('SELECT count(*) FROM dbpush_history'), ['0'])
scenario.equal(scenario.column("SELECT to_regclass('guild') IS NULL"), ['t'])
return true

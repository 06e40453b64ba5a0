def scenario = new dev.dbpush.it.Scenario(basedir)
scenario.withDatabase()
// What golang-migrate leaves behind after both files.
['1_guilds', '2_members'].each { scenario.execute(new File(basedir, "old/${it}.up.sql").text) }
scenario.execute('CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)')
scenario.execute('INSERT INTO schema_migrations VALUES (2, false)')
return true

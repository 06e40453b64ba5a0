def scenario = new dev.dbpush.it.Scenario(basedir)
def url = scenario.createDatabase()
def config = new File(basedir, '.mvn/maven.config')
config.parentFile.mkdirs()
config.text = "-Ddb.url=${url}\n"
scenario.execute('DROP ROLE IF EXISTS it_bot')
scenario.execute("CREATE ROLE it_bot LOGIN PASSWORD 's3cret-of-settings'")
scenario.execute('GRANT CREATE ON SCHEMA public TO it_bot')
def hba = new File(scenario.column('SHOW hba_file')[0])
hba.text = 'host all it_bot 127.0.0.1/32 scram-sha-256\n' + hba.text
scenario.execute('SELECT pg_reload_conf()')
return true

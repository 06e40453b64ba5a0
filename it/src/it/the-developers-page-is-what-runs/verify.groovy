def scenario = new dev.dbpush.it.Scenario(basedir)
// the page's commands are the ones that ran
def page = new File(basedir, '../../../../docs/developer.md').text
def commands = (page =~ /(?ms)^```sh\n(.*?)^```/).collect { it[1].readLines() }.flatten()
def properties = new Properties()
new File(basedir, 'invoker.properties').withInputStream { properties.load(it) }
def goals = (1..properties.keySet().count { it.startsWith('invoker.goals') }).collect {
  'mvn ' + properties['invoker.goals' + (it == 1 ? '' : '.' + it)]
}
scenario.equal(goals, commands)
scenario.expect('Up to date.')
scenario.expect('It ran both ways on a scratch database.')
scenario.expect('ADD COLUMN email')
scenario.expect('All is well: 2 migrations')
def files = new File(basedir, 'migrations').list().findAll { it.endsWith('.sql') }
assert files.size() == 2 && files.any { it.endsWith('_add_email_to_member.sql') }
scenario.equal(scenario.column("SELECT attname::text FROM pg_attribute WHERE attrelid = 'member'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY 1"), ['email', 'id', 'nick'])
return true

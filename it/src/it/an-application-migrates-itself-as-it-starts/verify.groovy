import dev.dbpush.it.Program
import dev.dbpush.it.Scenario

def scenario = new Scenario(basedir)

// A mounted folder: what is packaged, and one more that fails.
def mounted = new File(basedir, 'mounted')
mounted.mkdirs()
new File(basedir, 'src/main/resources/migrations').listFiles().each {
  new File(mounted, it.name).text = it.text
}
new File(mounted, '2026_01_04_1200-f526795c9539_broken.sql').text = '''\
-- revision: f526795c9539
-- parent: 3c8a41d0e5b7
-- created: 2026-01-04T12:00Z

-- migrate:up
CREATE TABLE half ();
INSERT INTO guild (id, nam) VALUES (2, 'second');

-- migrate:down
-- irreversible: it never runs
'''

[['3', '3.5.6'], ['4', '4.0.0']].each { line, version ->
  def database = 'it_application_' + line
  def count = 0
  def start = { String... more ->
    def options = ['--spring.datasource.url=' + scenario.url(database)] + (more as List)
    Program.start(
        new File(basedir, 'target-' + version + '/application.jar'),
        options,
        new File(basedir, 'boot-' + line + '-' + (++count) + '.log'))
  }
  def history = { scenario.column(database, 'SELECT revision FROM dbpush_history ORDER BY applied_at') }

  // Two instances at once, all pending: one runs, the other waits and says so, and both serve.
  def gate = scenario.connect(database)
  gate.createStatement().execute('SELECT pg_advisory_lock(4711)')
  def both = [start(), start()]
  Program.await(both, 'running 3/3 3c8a41d0e5b7 slow')
  Program.await(both, 'waiting for another instance that migrates')
  gate.close()
  both.each {
    it.expectExit(0)
    it.expect('migrations from classpath:migrations, the only place')
    it.expect('serving 1 members')
    it.expect('dbpush={current=[3c8a41d0e5b7], head=3c8a41d0e5b7, pending=[], clean=true}')
  }
  scenario.equal(both.count { it.output().contains('done 1/3 b90cb9c06e62 guilds') }, 1)
  scenario.equal(history(), ['b90cb9c06e62', '17373ca1c763', '3c8a41d0e5b7'])
  scenario.equal(scenario.column(database, 'SELECT DISTINCT applied_via FROM dbpush_history'), ['startup'])

  // Nothing pending: one that only validates starts, here with a role of its own.
  def validating = start('--dbpush.validate-only=true', '--dbpush.user=postgres')
  validating.expectExit(0)
  validating.expect('serving 1 members')

  // Something pending: one that only validates does not.
  def refused = start('--dbpush.validate-only=true', '--dbpush.locations=' + mounted + ',classpath:migrations')
  refused.expectExit(1)
  refused.expect('APPLICATION FAILED TO START')
  refused.expect('1 pending; pending: f526795c9539 broken')
  refused.expect('this application only validates: run dbpush push before it starts')
  refused.refuse('serving')

  // A migration that fails: the application does not start, and says what to do.
  def failing = start('--dbpush.locations=' + mounted + ',classpath:migrations')
  failing.expectExit(1)
  failing.expect('APPLICATION FAILED TO START')
  failing.expect('2026_01_04_1200-f526795c9539_broken.sql:7:24: column "nam" of relation "guild" does not exist')
  failing.expect('Rolled back: all of f526795c9539.')
  failing.expect('mend the file, then start the application again')
  failing.refuse('serving')
  failing.refuse('\tat org.springframework')
  scenario.equal(history(), ['b90cb9c06e62', '17373ca1c763', '3c8a41d0e5b7'])
  scenario.equal(scenario.column(database, "SELECT to_regclass('half')::text"), ['null'])
}
return true

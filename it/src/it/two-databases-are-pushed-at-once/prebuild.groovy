def scenario = new dev.dbpush.it.Scenario(basedir)
def config = new File(basedir, '.mvn/maven.config')
config.parentFile.mkdirs()
config.text = "-Durl.one=${scenario.createDatabase('it_one')}\n-Durl.two=${scenario.createDatabase('it_two')}\n"
return true

package app;

import org.hibernate.cfg.Configuration;

public final class Validate {
  public static void main(String[] arguments) {
    new Configuration()
        .addAnnotatedClass(Member.class)
        .addAnnotatedClass(Guild.class)
        .setProperty("hibernate.connection.driver_class", "org.postgresql.Driver")
        .setProperty("hibernate.connection.url", arguments[0])
        .setProperty("hibernate.connection.username", "postgres")
        .setProperty("hibernate.hbm2ddl.auto", "validate")
        .buildSessionFactory()
        .close();
    System.out.println("the provider accepts the database");
  }
}

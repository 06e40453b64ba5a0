package dev.dbpush.core.model.jpa;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Enumeration;

/**
 * Takes the drivers of its own class loader off the platform's list, which shows a class only
 * those. Defined again in the project's loader for that; uses nothing but the JDK.
 */
public final class DriverSweep implements Runnable {
  /** For the loader that defines it again. */
  public DriverSweep() {}

  @Override
  public void run() {
    for (Enumeration<Driver> drivers = DriverManager.getDrivers(); drivers.hasMoreElements(); ) {
      Driver driver = drivers.nextElement();
      if (driver.getClass().getClassLoader() == getClass().getClassLoader()) {
        try {
          DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }
}

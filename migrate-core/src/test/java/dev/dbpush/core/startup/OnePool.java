package dev.dbpush.core.startup;

import dev.dbpush.core.testing.TestDatabase;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A pool of one session, which lives on when its connection is closed; counts what is executed. */
final class OnePool implements DataSource, AutoCloseable {
  private final Connection physical;
  private final boolean opaque;
  private final AtomicInteger executed = new AtomicInteger();

  /**
   * A pool.
   *
   * @param opaque whether it hides the driver's connection
   */
  OnePool(TestDatabase database, boolean opaque) throws SQLException {
    this.physical =
        DriverManager.getConnection(database.url(), database.user(), database.password());
    this.opaque = opaque;
  }

  Connection physical() {
    return physical;
  }

  /** How many statements were executed through public JDBC. */
  int executed() {
    return executed.get();
  }

  @Override
  public Connection getConnection() {
    return proxy(
        Connection.class,
        (name, arguments) -> {
          if (name.equals("close")) {
            return null;
          }
          if (opaque && name.equals("isWrapperFor")) {
            return false;
          }
          if (opaque && name.equals("unwrap")) {
            throw new SQLException("this pool gives nothing away");
          }
          return PASS;
        },
        physical);
  }

  private static final Object PASS = new Object();

  private interface Interception {
    Object on(String name, Object[] arguments) throws SQLException;
  }

  private <T> T proxy(Class<T> type, Interception interception, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            OnePool.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().startsWith("execute")) {
                executed.incrementAndGet();
              }
              Object own = interception.on(method.getName(), arguments);
              if (own != PASS) {
                return own;
              }
              try {
                Object result = method.invoke(target, arguments);
                if (result != null && Statement.class.isInstance(result)) {
                  Class<?> kind = method.getReturnType();
                  return statement(kind, result);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private <S> Object statement(Class<S> kind, Object statement) {
    return proxy(kind, (name, arguments) -> PASS, kind.cast(statement));
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("nothing to unwrap");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  @Override
  public void close() throws SQLException {
    physical.close();
  }
}

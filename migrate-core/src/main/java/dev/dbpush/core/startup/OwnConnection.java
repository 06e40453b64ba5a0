package dev.dbpush.core.startup;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.QueryExecutor;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * A connection that can be cancelled from another thread, and that leaves nothing behind when it
 * goes back to a pool: the lock belongs to the session, and a pool keeps the session.
 */
final class OwnConnection implements InvocationHandler {
  /** What is done with these leaves no state in the session: the history is read so. */
  private static final Set<String> HARMLESS =
      Set.of("createStatement", "isWrapperFor", "getMetaData", "getAutoCommit", "isValid");

  private final Connection inner;
  private final boolean pooled;
  private final Set<OwnConnection> open;
  private final boolean autoCommit;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final @Nullable PreferQueryMode queryMode;
  private volatile @Nullable Statement latest;
  private volatile @Nullable SessionState before;

  private OwnConnection(Connection inner, boolean pooled, Set<OwnConnection> open)
      throws SQLException {
    this.inner = inner;
    this.pooled = pooled;
    this.open = open;
    this.autoCommit = inner.getAutoCommit();
    if (!autoCommit) {
      inner.setAutoCommit(true);
    }
    this.queryMode = pooled ? withoutTheDriversParser(inner) : null;
  }

  /**
   * Takes a connection over.
   *
   * @param pooled whether closing it may keep the session alive
   * @param open the connections that are open now; this one is among them until it is closed
   */
  static Connection over(Connection inner, boolean pooled, Set<OwnConnection> open)
      throws SQLException {
    OwnConnection own = new OwnConnection(inner, pooled, open);
    open.add(own);
    return (Connection)
        Proxy.newProxyInstance(
            OwnConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, own);
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    String name = method.getName();
    if (name.equals("close")) {
      close();
      return null;
    }
    if (method.getDeclaringClass() == Object.class) {
      return switch (name) {
        case "equals" -> arguments != null && proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "own connection";
      };
    }
    if (pooled && before == null && !HARMLESS.contains(name)) {
      before = SessionState.of(inner);
    }
    try {
      Object result = method.invoke(inner, arguments);
      if (result instanceof Statement statement) {
        latest = statement;
      }
      return result;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  /** Cancels, on the server, the statement that runs now; nothing happens if none does. */
  void cancel() {
    if (closed.get()) {
      return;
    }
    try {
      if (inner.isWrapperFor(PGConnection.class)) {
        inner.unwrap(PGConnection.class).cancelQuery();
      } else {
        Statement running = latest;
        if (running != null) {
          running.cancel();
        }
      }
    } catch (SQLException e) {
      // The statement or the connection has ended meanwhile, or the next attempt will do it.
    }
  }

  /** Breaks the connection; the server notices within a second and ends the statement. */
  void abort() {
    try {
      if (inner.isWrapperFor(PGConnection.class)) {
        ((Connection) inner.unwrap(PGConnection.class)).abort(Runnable::run);
      } else {
        inner.abort(Runnable::run);
      }
    } catch (SQLException e) {
      // It is broken already.
    }
  }

  private void close() throws SQLException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    open.remove(this);
    try {
      if (pooled) {
        giveBack();
      }
    } finally {
      inner.close();
    }
  }

  private void giveBack() {
    try {
      restore();
    } catch (SQLException first) {
      try {
        restore(); // a cancel that was on its way hit the first attempt
      } catch (SQLException second) {
        abort(); // a session that holds the lock must not go on living in a pool
      }
    }
  }

  private void restore() throws SQLException {
    SessionState state = before;
    if (state != null) {
      state.restore(inner);
    }
    if (queryMode != null) {
      executor(inner).setPreferQueryMode(queryMode);
    }
    if (!autoCommit) {
      inner.setAutoCommit(false);
    }
    inner.clearWarnings();
  }

  /** Statements go as they were written; what was set before, or null where it cannot be set. */
  private static @Nullable PreferQueryMode withoutTheDriversParser(Connection connection)
      throws SQLException {
    if (!connection.isWrapperFor(BaseConnection.class)) {
      return null;
    }
    QueryExecutor executor = executor(connection);
    PreferQueryMode before = executor.getPreferQueryMode();
    executor.setPreferQueryMode(PreferQueryMode.EXTENDED_FOR_PREPARED);
    return before;
  }

  private static QueryExecutor executor(Connection connection) throws SQLException {
    return connection.unwrap(BaseConnection.class).getQueryExecutor();
  }
}

package dev.dbpush.spring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code dbpush.*}.
 *
 * @param enabled Whether the application migrates its database as it starts.
 * @param locations Where migrations may be, in order: classpath:FOLDER, or the path of a folder.
 *     The first place that exists and holds migrations wins, alone.
 * @param validateOnly Whether nothing is run, and the start fails if anything is pending.
 * @param timeout Longest time for everything, connecting and waiting included; then the running
 *     statement is cancelled on the server. Zero for no end.
 * @param waitForLock Longest wait for another instance that migrates. As long as the timeout unless
 *     set.
 * @param lockTimeout Longest wait of a statement for a lock; zero for no limit.
 * @param statementTimeout Longest time of a statement; zero for no limit.
 * @param searchPath Schemas of the search path that migrations run with, in order.
 * @param url URL of a connection of the migration's own, in any usual form. The data source is used
 *     unless set.
 * @param user Role of a connection of the migration's own; with the data source's URL unless
 *     another is set.
 * @param password Password of that role.
 * @param history Where the history is kept.
 * @param retry Attempts to connect to a server that is starting.
 */
@ConfigurationProperties("dbpush")
public record DbpushProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("classpath:migrations") List<String> locations,
    @DefaultValue("false") boolean validateOnly,
    @DefaultValue("5m") Duration timeout,
    @Nullable Duration waitForLock,
    @DefaultValue("5s") Duration lockTimeout,
    @DefaultValue("0s") Duration statementTimeout,
    @DefaultValue("public") List<String> searchPath,
    @Nullable String url,
    @Nullable String user,
    @Nullable String password,
    @DefaultValue History history,
    @DefaultValue Retry retry) {

  /** Copies the lists. */
  public DbpushProperties {
    locations = List.copyOf(locations);
    searchPath = List.copyOf(searchPath);
  }

  /**
   * Where the history is kept.
   *
   * @param schema Schema of the history table.
   * @param table Name of the history table.
   */
  public record History(
      @DefaultValue("public") String schema, @DefaultValue("dbpush_history") String table) {}

  /**
   * Attempts to connect.
   *
   * @param attempts Attempts in all, at least one.
   * @param delay Pause before the second attempt; doubled before each further one.
   */
  public record Retry(@DefaultValue("5") int attempts, @DefaultValue("2s") Duration delay) {}

  /** Without the URL and the password, which may hold secrets. */
  @Override
  public String toString() {
    return "dbpush from " + locations;
  }
}

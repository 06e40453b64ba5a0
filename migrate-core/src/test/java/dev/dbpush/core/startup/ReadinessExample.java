package dev.dbpush.core.startup;

// example
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

final class ReadinessExample {
  /** Answers before the migration begins: 503 and what happens, such as running 2/5; then 200. */
  static HttpServer probe(StartupMigration migration, int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext(
        "/ready",
        exchange -> {
          StartupProgress progress = migration.progress();
          byte[] body = progress.toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(progress.isReady() ? 200 : 503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
// end of example

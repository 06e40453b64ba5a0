package dev.dbpush.core.bench;

import dev.dbpush.sql.syntax.SqlSyntaxException;
import dev.dbpush.sql.syntax.StatementSplitter;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sits between a client and a server, counts round trips and statements, and can make each round trip
 * slower. A round trip is a turn of the client: everything that it sends before it reads an answer.
 * PostgreSQL documentation, chapter 55 (frontend/backend protocol).
 */
final class CountingProxy implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final long delayMillis;
  private final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();

  CountingProxy(String host, int port, long delayMillis) throws IOException {
    this.host = host;
    this.port = port;
    this.delayMillis = delayMillis;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  int roundTrips() {
    return roundTrips.get();
  }

  int statements() {
    return statements.get();
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Socket server = new Socket(host, port);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Turns turns = new Turns();
      start(() -> forwardClient(client, server, turns));
      start(() -> forwardServer(server, client, turns));
    }
  }

  /** Whose turn it is; the client's begins with its first byte behind an answer. */
  private static final class Turns {
    private volatile boolean clients;
  }

  private void forwardClient(Socket client, Socket server, Turns turns) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = server.getOutputStream();
    boolean started = false;
    while (true) {
      int type = started ? in.read() : 0;
      if (type < 0) {
        server.shutdownOutput();
        return;
      }
      int length = in.readInt();
      byte[] body = in.readNBytes(length - 4);
      // A farewell gets no answer, and comes when it likes.
      if (!turns.clients && type != 'X') {
        turns.clients = true;
        roundTrips.incrementAndGet();
        pause();
      }
      if (started) {
        out.write(type);
        count(type, body);
      } else {
        int code = ((body[0] & 255) << 24) | ((body[1] & 255) << 16) | ((body[2] & 255) << 8) | (body[3] & 255);
        started = code != SSL_REQUEST && code != GSS_REQUEST;
      }
      out.write(new byte[] {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length});
      out.write(body);
      if (in.available() == 0) {
        out.flush();
      }
    }
  }

  private void forwardServer(Socket server, Socket client, Turns turns) throws IOException {
    InputStream in = server.getInputStream();
    OutputStream out = client.getOutputStream();
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      turns.clients = false;
      out.write(buffer, 0, read);
    }
    client.shutdownOutput();
  }

  private void count(int type, byte[] body) {
    if (type == 'E') {
      statements.incrementAndGet();
    } else if (type == 'Q') {
      String text = new String(body, 0, body.length - 1, StandardCharsets.UTF_8);
      try {
        statements.addAndGet(StatementSplitter.split(text).statements().size());
      } catch (SqlSyntaxException e) {
        statements.incrementAndGet();
      }
    }
  }

  private void pause() {
    if (delayMillis > 0) {
      try {
        Thread.sleep(delayMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                Thread.currentThread().interrupt(); // the connection or the proxy ended
              }
            },
            "counting-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}

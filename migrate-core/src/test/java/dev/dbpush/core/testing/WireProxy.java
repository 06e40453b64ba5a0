package dev.dbpush.core.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands between a client and a server and sees each message of the client before it is passed on.
 * PostgreSQL documentation, chapter 55 (frontend/backend protocol).
 */
public abstract class WireProxy implements AutoCloseable {
  /** The type of messages that have none: those before the session has begun. */
  protected static final int UNTYPED = 0;

  private final ServerSocket listener;
  private final String host;
  private final int port;

  /** What is seen of one connection. */
  protected interface Seen {
    /** A message of the client; called from the connection's own thread. */
    void message(int type, byte[] body) throws IOException;

    /** The server has sent something; called from another thread. */
    default void answered() {}
  }

  /** Starts to listen; what connects here is led to the server at this address. */
  protected WireProxy(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Where it listens, on 127.0.0.1. */
  public final int port() {
    return listener.getLocalPort();
  }

  /** Begins to take connections. */
  protected final void start() {
    thread(this::accept);
  }

  /** A client has connected. */
  protected abstract Seen connected();

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Socket server = new Socket(host, port);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Seen seen = connected();
      thread(() -> answers(server, client, seen));
      thread(() -> requests(client, server, seen));
    }
  }

  private static void answers(Socket server, Socket client, Seen seen) throws IOException {
    try (server;
        client) {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        seen.answered();
        out.write(buffer, 0, read);
      }
    }
  }

  private static void requests(Socket client, Socket server, Seen seen) throws IOException {
    try (client;
        server) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
      boolean started = false;
      while (true) {
        int type = started ? in.read() : UNTYPED;
        if (type < 0) {
          return;
        }
        int length = in.readInt();
        byte[] body = in.readNBytes(length - 4);
        seen.message(type, body);
        if (started) {
          out.write(type);
        }
        out.writeInt(length);
        out.write(body);
        if (in.available() == 0) {
          out.flush();
        }
        started |= length != 8; // SSLRequest, GSSENCRequest
      }
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void thread(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // the connection, or the proxy, has ended
              }
            },
            "wire-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public final void close() throws IOException {
    listener.close();
  }
}

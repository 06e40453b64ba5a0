package dev.dbpush.core.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands between a client and a server and writes down what the client asks: the texts of simple
 * queries and the data of COPY. PostgreSQL documentation, 55.7 (message formats).
 */
public final class RecordingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final List<List<String>> connections = new ArrayList<>();

  /** Starts to listen; what connects here is led to the server at this address. */
  public RecordingProxy(String host, int port) throws IOException {
    this.host = host;
    this.port = port;
    this.listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  /** Where it listens, on 127.0.0.1. */
  public int port() {
    return listener.getLocalPort();
  }

  /**
   * The texts of the queries of each connection so far; the data of a COPY is a text of its own.
   */
  public List<List<String>> connections() {
    synchronized (connections) {
      return connections.stream().map(List::copyOf).toList();
    }
  }

  private void accept() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      Socket server = new Socket(host, port);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      thread(() -> answers(server, client));
      thread(() -> requests(client, server));
    }
  }

  private static void answers(Socket server, Socket client) throws IOException {
    try (server;
        client;
        InputStream in = server.getInputStream()) {
      in.transferTo(client.getOutputStream());
    }
  }

  private void requests(Socket client, Socket server) throws IOException {
    try (client;
        server) {
      DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(server.getOutputStream()));
      ByteArrayOutputStream copied = new ByteArrayOutputStream();
      List<String> texts = new ArrayList<>();
      synchronized (connections) {
        connections.add(texts);
      }
      boolean started = false;
      while (true) {
        int type = started ? in.read() : 0;
        if (type < 0) {
          return;
        }
        int length = in.readInt();
        byte[] rest = in.readNBytes(length - 4);
        if (started) {
          out.write(type);
        }
        out.writeInt(length);
        out.write(rest);
        out.flush();
        boolean negotiation = !started && length == 8; // SSLRequest, GSSENCRequest
        started |= !negotiation;
        record(type, rest, texts, copied);
      }
    }
  }

  private void record(int type, byte[] body, List<String> texts, ByteArrayOutputStream copied)
      throws IOException {
    synchronized (connections) {
      if (type == 'Q') {
        texts.add(new String(body, 0, body.length - 1, StandardCharsets.UTF_8));
      } else if (type == 'd') {
        copied.write(body);
      } else if (type == 'c') {
        texts.add("data:\n" + copied.toString(StandardCharsets.UTF_8));
        copied.reset();
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
                // the connection has ended
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}

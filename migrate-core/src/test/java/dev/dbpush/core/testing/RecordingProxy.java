package dev.dbpush.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what clients ask: the texts of simple queries and the data of COPY. */
public final class RecordingProxy extends WireProxy {
  private final List<List<String>> connections = new ArrayList<>();

  /** Starts to listen; what connects here is led to the server at this address. */
  public RecordingProxy(String host, int port) throws IOException {
    super(host, port);
    start();
  }

  /**
   * The texts of the queries of each connection so far; the data of a COPY is a text of its own.
   */
  public List<List<String>> connections() {
    synchronized (connections) {
      return connections.stream().map(List::copyOf).toList();
    }
  }

  @Override
  protected Seen connected() {
    ByteArrayOutputStream copied = new ByteArrayOutputStream();
    List<String> texts = new ArrayList<>();
    synchronized (connections) {
      connections.add(texts);
    }
    return (type, body) -> record(type, body, texts, copied);
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
}

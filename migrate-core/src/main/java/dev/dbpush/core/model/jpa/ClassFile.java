package dev.dbpush.core.model.jpa;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a class file says of a class without loading it. Java Virtual Machine Specification, chapter
 * 4.
 *
 * @param name the class's name, with dots
 * @param annotations its own annotations by name, each with those of its elements that are strings
 * @param members its annotated fields and methods, in their order
 */
record ClassFile(
    String name, Map<String, Map<String, String>> annotations, List<Member> members) {
  /**
   * A field or a method.
   *
   * @param name its name
   * @param annotations as of a class
   */
  record Member(String name, Map<String, Map<String, String>> annotations) {}

  private static final int MAGIC = 0xCAFEBABE;

  /**
   * Reads a class file.
   *
   * @throws IOException if it is none
   */
  static ClassFile read(byte[] bytes) throws IOException {
    return new Reader(new DataInputStream(new ByteArrayInputStream(bytes))).read();
  }

  private static final class Reader {
    private final DataInputStream in;
    private String[] texts = {};
    private int[] classes = {};

    Reader(DataInputStream in) {
      this.in = in;
    }

    ClassFile read() throws IOException {
      if (in.readInt() != MAGIC) {
        throw new IOException("it is no class file");
      }
      in.skipNBytes(4); // version
      constants();
      in.skipNBytes(2); // access flags
      String name = texts[classes[in.readUnsignedShort()]].replace('/', '.');
      in.skipNBytes(2); // superclass
      in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
      List<Member> members = new ArrayList<>();
      members(members);
      members(members);
      return new ClassFile(name, attributes(), members);
    }

    /** The annotations of both kinds of retention that a class file keeps. */
    private Map<String, Map<String, String>> attributes() throws IOException {
      Map<String, Map<String, String>> annotations = new HashMap<>();
      int attributes = in.readUnsignedShort();
      for (int i = 0; i < attributes; i++) {
        String attribute = texts[in.readUnsignedShort()];
        int length = in.readInt();
        if (attribute.equals("RuntimeVisibleAnnotations")
            || attribute.equals("RuntimeInvisibleAnnotations")) {
          int count = in.readUnsignedShort();
          for (int j = 0; j < count; j++) {
            Map<String, String> values = new HashMap<>();
            annotations.put(annotation(values), values);
          }
        } else {
          in.skipNBytes(length);
        }
      }
      return annotations;
    }

    private void constants() throws IOException {
      int count = in.readUnsignedShort();
      texts = new String[count];
      classes = new int[count];
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts[i] = in.readUTF();
          case 7 -> classes[i] = in.readUnsignedShort();
          case 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // longs and doubles take two places
          }
          default -> throw new IOException("constant of unknown kind " + tag);
        }
      }
    }

    /** Fields, or methods. */
    private void members(List<Member> members) throws IOException {
      int count = in.readUnsignedShort();
      for (int i = 0; i < count; i++) {
        in.skipNBytes(2); // access flags
        String name = texts[in.readUnsignedShort()];
        in.skipNBytes(2); // descriptor
        Map<String, Map<String, String>> annotations = attributes();
        if (!annotations.isEmpty()) {
          members.add(new Member(name, annotations));
        }
      }
    }

    private String annotation(Map<String, String> values) throws IOException {
      String descriptor = texts[in.readUnsignedShort()];
      int pairs = in.readUnsignedShort();
      for (int i = 0; i < pairs; i++) {
        String element = texts[in.readUnsignedShort()];
        String value = value();
        if (!value.isEmpty()) {
          values.put(element, value);
        }
      }
      return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    /** The text of an element that is a string; empty for every other. */
    private String value() throws IOException {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 's':
          return texts[in.readUnsignedShort()];
        case 'e':
          in.skipNBytes(4);
          return "";
        case '@':
          annotation(new HashMap<>());
          return "";
        case '[':
          int count = in.readUnsignedShort();
          for (int i = 0; i < count; i++) {
            value();
          }
          return "";
        default:
          in.skipNBytes(2);
          return "";
      }
    }
  }
}

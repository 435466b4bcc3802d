package io.murmuration.cli.diff;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One side on disk, in buckets by a hash of the key: pairs are found bucket by bucket, so memory
 * holds one bucket of each side, whatever the size of the topics (a Grace hash join).
 */
final class SpilledRecords implements AutoCloseable {
  static final int BUCKETS = 128;
  private static final int BUFFER_BYTES = 16 << 10;

  private final Path folder;
  private final String side;
  private final DataOutputStream[] buckets = new DataOutputStream[BUCKETS];

  SpilledRecords(Path folder, String side) throws IOException {
    this.folder = folder;
    this.side = side;
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(file(i)), BUFFER_BYTES));
    }
  }

  void add(ComparedRecord record) throws IOException {
    DataOutputStream out = buckets[Math.floorMod(record.key().hashCode(), BUCKETS)];
    text(out, record.key());
    text(out, record.position());
    out.writeShort(record.slices().size());
    for (Map.Entry<String, String> slice : record.slices().entrySet()) {
      text(out, slice.getKey());
      text(out, slice.getValue());
    }
    text(out, record.code());
    text(out, record.approximate());
    out.writeInt(record.value() == null ? -1 : record.value().length);
    if (record.value() != null) {
      out.write(record.value());
    }
  }

  /** To be called once all are added. */
  List<ComparedRecord> bucket(int number) throws IOException {
    buckets[number].close();
    List<ComparedRecord> records = new ArrayList<>();
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(file(number)), BUFFER_BYTES))) {
      while (true) {
        records.add(read(in));
      }
    } catch (EOFException e) {
      return records;
    }
  }

  private static ComparedRecord read(DataInputStream in) throws IOException {
    String key = text(in);
    String position = text(in);
    Map<String, String> slices = new TreeMap<>();
    for (int left = in.readShort(); left > 0; left--) {
      slices.put(text(in), text(in));
    }
    String code = text(in);
    String approximate = text(in);
    int size = in.readInt();
    byte[] value = size < 0 ? null : in.readNBytes(size);
    return new ComparedRecord(key, position, slices, code, approximate, value);
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private Path file(int number) {
    return folder.resolve(side + "-" + number);
  }

  @Override
  public void close() throws IOException {
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i].close();
      Files.deleteIfExists(file(i));
    }
  }
}

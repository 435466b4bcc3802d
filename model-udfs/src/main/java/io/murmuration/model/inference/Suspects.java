package io.murmuration.model.inference;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The inputs that were in an engine when its process died, in a text file: digest, crashes and
 * whether it was alone at the last, a line each, oldest first. Processes share it. Thread-safe.
 */
final class Suspects {
  private static final int MAX_CRASHES = 2;
  private static final int MAX_LINES = 10_000;

  private record Record(int crashes, boolean alone) {}

  private final Path file;
  private final Path lock;
  private volatile Map<String, Record> known;

  Suspects(Path folder) throws IOException {
    file = folder.resolve("suspects.txt");
    lock = folder.resolve("suspects.lock");
    known = read();
  }

  int crashes(byte[] digest) {
    Record record = find(digest);
    return record == null ? 0 : record.crashes();
  }

  boolean isQuarantined(byte[] digest) {
    Record record = find(digest);
    return record != null && record.crashes() >= MAX_CRASHES && record.alone();
  }

  private Record find(byte[] digest) {
    Map<String, Record> now = known;
    return now.isEmpty() ? null : now.get(hex(digest));
  }

  void crashed(List<byte[]> digests, boolean alone) throws IOException {
    change(
        records -> {
          for (byte[] digest : digests) {
            Record before = records.remove(hex(digest));
            int crashes = before == null ? 1 : before.crashes() + 1;
            records.put(hex(digest), new Record(crashes, alone));
          }
        });
  }

  void remove(byte[] digest) throws IOException {
    change(records -> records.remove(hex(digest)));
  }

  private synchronized void change(Consumer<Map<String, Record>> change) throws IOException {
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      Map<String, Record> records = read();
      change.accept(records);
      records.keySet().stream()
          .limit(Math.max(0, records.size() - MAX_LINES))
          .toList()
          .forEach(records::remove);
      StringBuilder lines = new StringBuilder();
      records.forEach(
          (digest, record) ->
              lines.append("%s %d %b%n".formatted(digest, record.crashes(), record.alone())));
      Path next = file.resolveSibling("suspects.new");
      Files.writeString(next, lines);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      known = records;
    }
  }

  private Map<String, Record> read() throws IOException {
    Map<String, Record> records = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] fields = line.split(" ");
        if (fields.length == 3 && fields[1].matches("[0-9]{1,9}")) {
          records.put(
              fields[0], new Record(Integer.parseInt(fields[1]), Boolean.parseBoolean(fields[2])));
        }
      }
    }
    return records;
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}

package io.murmuration.model.inference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which inputs were in an engine when its process died. Each engine keeps those it computes in a
 * mapped file of its own, which a dead process leaves behind; whoever opens the folder next reads
 * it. An input found there is a suspect: it is computed alone, with no other engine of the process
 * at work. One that was in two crashes, alone at the last, is quarantined.
 *
 * <p>The files survive the death of the process, not that of the machine. Thread-safe.
 */
final class CrashJournal {
  private static final Logger LOG = LoggerFactory.getLogger(CrashJournal.class);
  private static final String PREFIX = "in-flight-";

  private final Path folder;
  private final Suspects suspects;
  private final StampedLock engines = new StampedLock();
  private final AtomicInteger files = new AtomicInteger();

  private CrashJournal(Path folder, Suspects suspects) {
    this.folder = folder;
    this.suspects = suspects;
  }

  /**
   * @throws IOException if the folder can't be written
   */
  static CrashJournal open(Path folder) throws IOException {
    Files.createDirectories(folder);
    CrashJournal journal = new CrashJournal(folder, new Suspects(folder));
    journal.readTheDead();
    return journal;
  }

  boolean isSuspect(byte[] digest) {
    return suspects.crashes(digest) > 0;
  }

  boolean isQuarantined(byte[] digest) {
    return suspects.isQuarantined(digest);
  }

  /** It came out of an engine alive. */
  void survived(byte[] digest) {
    try {
      suspects.remove(digest);
    } catch (IOException e) {
      LOG.warn("{} can't be written, a suspect stays one: {}", folder, e.toString());
    }
  }

  /**
   * @param capacity the most inputs of a call
   */
  InFlight newFile(int capacity) {
    String name = PREFIX + ProcessHandle.current().pid() + "-" + files.incrementAndGet();
    try {
      return InFlightFile.create(folder, name, capacity, engines);
    } catch (IOException e) {
      LOG.warn("{} can't be written, crashes of an engine go unseen: {}", folder, e.toString());
      return InFlight.UNWATCHED;
    }
  }

  private void readTheDead() throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path file : found) {
        readIfDead(file);
      }
    }
  }

  /** A living process holds the lock of its file. */
  private void readIfDead(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return;
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      InFlightFile.Content content = InFlightFile.Content.of(bytes.flip());
      if (!content.digests().isEmpty()) {
        LOG.warn(
            "a process died with {} inputs in an engine; they are computed alone now: {}",
            content.digests().size(),
            shortened(content.digests()));
        suspects.crashed(content.digests(), content.alone());
      }
      Files.deleteIfExists(file);
    } catch (OverlappingFileLockException e) {
      // Of this process.
    } catch (NoSuchFileException e) {
      // Its process ended well meanwhile, or another one has read it.
    }
  }

  private static List<String> shortened(List<byte[]> digests) {
    return digests.stream().limit(3).map(HexFormat.of()::formatHex).toList();
  }
}

package io.murmuration.model.inference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;

/**
 * What one engine computes right now, in a mapped file: their number, whether they are alone, and a
 * digest each. What was written is there after the process died in any way.
 */
final class InFlightFile implements InFlight {
  private static final int HEADER = 2 * Integer.BYTES;

  /**
   * @param alone no other engine of the process was at work
   */
  record Content(List<byte[]> digests, boolean alone) {
    static Content of(ByteBuffer bytes) {
      if (bytes.remaining() < HEADER) {
        return new Content(List.of(), false);
      }
      int count = bytes.getInt();
      boolean alone = bytes.getInt() != 0;
      List<byte[]> digests = new ArrayList<>();
      while (digests.size() < count && bytes.remaining() >= ContentKeys.BYTES) {
        byte[] digest = new byte[ContentKeys.BYTES];
        bytes.get(digest);
        digests.add(digest);
      }
      return new Content(digests, alone);
    }
  }

  private final Path file;
  private final FileChannel channel;
  private final MappedByteBuffer bytes;
  private final StampedLock engines;
  private long stamp;
  private boolean closed;

  private InFlightFile(
      Path file, FileChannel channel, MappedByteBuffer bytes, StampedLock engines) {
    this.file = file;
    this.channel = channel;
    this.bytes = bytes;
    this.engines = engines;
  }

  /**
   * Under its name only once it is locked: an unlocked file is a dead process's.
   *
   * @param name begins the file's: processes of several containers may have the same number
   */
  static InFlightFile create(Path folder, String name, int capacity, StampedLock engines)
      throws IOException {
    Path unnamed = Files.createTempFile(folder, "new-", null);
    FileChannel channel =
        FileChannel.open(unnamed, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.lock();
    MappedByteBuffer bytes =
        channel.map(
            FileChannel.MapMode.READ_WRITE, 0, HEADER + (long) capacity * ContentKeys.BYTES);
    Path file = folder.resolve(name + "-" + unnamed.getFileName());
    Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
    return new InFlightFile(file, channel, bytes, engines);
  }

  @Override
  public void entered(List<byte[]> digests, boolean alone) {
    long held = alone ? engines.writeLock() : engines.readLock();
    synchronized (this) {
      if (closed) {
        engines.unlock(held);
        return;
      }
      stamp = held;
      bytes.position(HEADER);
      digests.forEach(bytes::put);
      bytes.putInt(Integer.BYTES, alone ? 1 : 0);
      VarHandle.releaseFence();
      bytes.putInt(0, digests.size());
    }
  }

  @Override
  public synchronized void left() {
    if (!closed) {
      bytes.putInt(0, 0);
      engines.unlock(stamp);
      stamp = 0;
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    bytes.putInt(0, 0);
    if (stamp != 0) {
      engines.unlock(stamp);
    }
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be removed", e);
    }
  }
}

package io.murmuration.devstack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A stack's folder, held by one stack at a time for as long as its process lives. */
final class DataFolder implements AutoCloseable {
  private static final long LEAST_FREE_BYTES = 1L << 30;

  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * @throws StackException if the folder can't be written, its disk is full or another stack holds
   *     it
   */
  static DataFolder open(Path data) throws StackException {
    try {
      Files.createDirectories(data.resolve("logs"));
      if (data.toFile().getUsableSpace() < LEAST_FREE_BYTES) {
        throw new StackException(
            "the disk of %s is full: it needs 1 GiB free; make room or choose another with --data DIR"
                .formatted(data));
      }
      Path file = data.resolve("lock");
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = Files.readString(file).strip();
        channel.close();
        throw new StackException(
            "a stack already runs on %s (process %s): stop it, or choose another folder with --data DIR"
                .formatted(data, holder));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
      return new DataFolder(channel, lock);
    } catch (IOException e) {
      throw new StackException(
          "%s can't be written: %s; choose another folder with --data DIR"
              .formatted(data, e.getMessage()),
          e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}

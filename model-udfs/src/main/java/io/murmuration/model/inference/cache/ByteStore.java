package io.murmuration.model.inference.cache;

/** Values by key, on a disk; called by one thread at a time. */
interface ByteStore extends AutoCloseable {
  /**
   * @return null where there is none, or where the disk fails
   */
  byte[] get(byte[] key);

  void put(byte[] key, byte[] value);

  @Override
  void close();
}

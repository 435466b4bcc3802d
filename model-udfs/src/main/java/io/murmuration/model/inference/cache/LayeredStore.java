package io.murmuration.model.inference.cache;

/** Its own values first, then somebody else's; it keeps in its own alone. */
record LayeredStore(ByteStore own, ByteStore elsewhere) implements ByteStore {
  @Override
  public byte[] get(byte[] key) {
    byte[] value = own.get(key);
    return value == null ? elsewhere.get(key) : value;
  }

  @Override
  public void put(byte[] key, byte[] value) {
    own.put(key, value);
  }

  @Override
  public void close() {
    own.close();
    elsewhere.close();
  }
}

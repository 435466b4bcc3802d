package io.murmuration.model.inference.cache;

import java.io.IOException;
import java.nio.file.Path;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * What another process's {@link RocksStore} held when this was opened, its log included. It takes
 * no lock and changes nothing; files that the owner drops later stay readable while it is open.
 */
final class RocksSnapshot implements ByteStore {
  private static final int ALL = -1;

  /** All files are opened at once, so that none is looked for after its owner dropped it. */
  private final Options options = new Options().setMaxOpenFiles(ALL);

  private final RocksDB db;

  /**
   * @throws IOException if there is none, or the owner changes it at this moment
   */
  RocksSnapshot(Path folder) throws IOException {
    RocksDB.loadLibrary();
    try {
      db = RocksDB.openReadOnly(options, folder.toString());
    } catch (RocksDBException e) {
      options.close();
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public byte[] get(byte[] key) {
    try {
      return db.get(key);
    } catch (RocksDBException e) {
      return null;
    }
  }

  /** It is somebody else's. */
  @Override
  public void put(byte[] key, byte[] value) {}

  @Override
  public void close() {
    db.close();
    options.close();
  }
}

package io.murmuration.model.inference.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionOptionsFIFO;
import org.rocksdb.CompactionStyle;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB as a cache: files are dropped as a whole, the oldest first, once they are too many bytes
 * or too old. A file's age is RocksDB's affair and in no value.
 *
 * @see <a href="https://github.com/facebook/rocksdb/wiki/FIFO-compaction-style">FIFO compaction</a>
 */
final class RocksStore implements ByteStore {
  private static final Logger LOG = LoggerFactory.getLogger(RocksStore.class);
  private static final long MAX_WRITE_BUFFER_BYTES = 16L << 20;
  private static final long READ_CACHE_BYTES = 8L << 20;
  private static final int BLOOM_BITS = 10;

  /** What RocksDB names its files. */
  private static final String OWN_FILES =
      "CURRENT|IDENTITY|LOCK|LOG.*|MANIFEST-.*|OPTIONS-.*|.*\\.sst|.*\\.log|.*\\.dbtmp";

  private final Path folder;
  private final LRUCache readCache = new LRUCache(READ_CACHE_BYTES);
  private final BloomFilter bloom = new BloomFilter(BLOOM_BITS);
  private final CompactionOptionsFIFO fifo = new CompactionOptionsFIFO();
  private final Options options = new Options();
  private RocksDB db;
  private boolean failed;

  private RocksStore(Path folder, long maxBytes, Duration maxAge) {
    this.folder = folder;
    fifo.setMaxTableFilesSize(maxBytes);
    options
        .setCreateIfMissing(true)
        .setCompactionStyle(CompactionStyle.FIFO)
        .setCompactionOptionsFIFO(fifo)
        .setTtl(maxAge.toSeconds())
        .setWriteBufferSize(Math.min(MAX_WRITE_BUFFER_BYTES, Math.max(64 << 10, maxBytes / 8)))
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(1)
        .setTableFormatConfig(
            new BlockBasedTableConfig().setBlockCache(readCache).setFilterPolicy(bloom));
  }

  /**
   * A damaged or foreign database is dropped and begun anew.
   *
   * @throws IOException if there is none even then, or another process has it
   */
  static RocksStore open(Path folder, long maxBytes, Duration maxAge) throws IOException {
    Files.createDirectories(folder);
    RocksDB.loadLibrary();
    RocksStore store = new RocksStore(folder, maxBytes, maxAge);
    try {
      store.openOrRebuild();
      return store;
    } catch (IOException | RocksDBException e) {
      store.close();
      throw new IOException(e.getMessage(), e);
    }
  }

  private void openOrRebuild() throws IOException, RocksDBException {
    try {
      db = RocksDB.open(options, folder.toString());
    } catch (RocksDBException e) {
      if (e.getMessage().contains("lock")) {
        throw e;
      }
      LOG.warn("the cache in {} is begun anew: {}", folder, e.getMessage());
      deleteOwnFiles();
      db = RocksDB.open(options, folder.toString());
    }
  }

  private void deleteOwnFiles() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            folder,
            file ->
                Files.isRegularFile(file) && file.getFileName().toString().matches(OWN_FILES))) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  @Override
  public byte[] get(byte[] key) {
    try {
      return failed ? null : db.get(key);
    } catch (RocksDBException e) {
      fail(e);
      return null;
    }
  }

  @Override
  public void put(byte[] key, byte[] value) {
    try {
      if (!failed) {
        db.put(key, value);
      }
    } catch (RocksDBException e) {
      fail(e);
    }
  }

  /** The next process begins anew. */
  private void fail(RocksDBException cause) {
    failed = true;
    LOG.warn("the cache in {} is dropped: {}", folder, cause.getMessage());
    db.close();
    db = null;
    try {
      deleteOwnFiles();
    } catch (IOException e) {
      LOG.warn("the cache in {} can't be deleted: {}", folder, e.getMessage());
    }
  }

  @Override
  public void close() {
    if (db != null) {
      db.close();
    }
    options.close();
    fifo.close();
    bloom.close();
    readCache.close();
  }
}

package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.Claim;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Keeps what it gave out; loads what isn't shipped once a gate is open. */
final class CountedVersions implements Versions<CountedVersions.Counted> {
  final transient List<Counted> claims = new CopyOnWriteArrayList<>();
  private final transient CountDownLatch gate;

  static final class Counted implements Claim {
    volatile boolean closed;

    @Override
    public void close() {
      closed = true;
    }
  }

  CountedVersions(CountDownLatch gate) {
    this.gate = gate;
  }

  static ModelRevision revision(String version) {
    return new ModelRevision("counted", version, "file:/counted/" + version, "sha-" + version);
  }

  @Override
  public ModelRevision shipped() {
    return revision("shipped");
  }

  @Override
  public Counted acquire(ModelRevision revision) {
    if (!revision.equals(shipped())) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Counted claim = new Counted();
    claims.add(claim);
    return claim;
  }
}

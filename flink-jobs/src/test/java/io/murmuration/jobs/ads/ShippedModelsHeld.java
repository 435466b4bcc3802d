package io.murmuration.jobs.ads;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Holds the shipped models from the first class that asks until the JVM's last test, so that no
 * studio loads them anew.
 */
final class ShippedModelsHeld implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(ShippedModelsHeld.class))
        .getOrComputeIfAbsent(Held.class);
  }

  static final class Held implements AutoCloseable {
    private final AdStudio studio;

    Held() throws InterruptedException {
      studio =
          new AdStudio(
              AdModels.shipped(InMemoryAds.MODELS, null),
              InMemoryAds.UNHURRIED,
              new ImageStore(null));
    }

    @Override
    public void close() {
      studio.close();
    }
  }
}

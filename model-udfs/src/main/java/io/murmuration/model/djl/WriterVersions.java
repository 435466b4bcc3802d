package io.murmuration.model.djl;

import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.generate.ad.WriterSmokeTest;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.Versions;

/** Versions of the ad writer, which has batches of its own. */
public record WriterVersions(ModelRevision shipped)
    implements Versions<SharedModels.Held<AdWriter>> {
  @Override
  public SharedModels.Held<AdWriter> acquire(ModelRevision revision) {
    String key = "ad-writer:%s#%s".formatted(revision.folder(), revision.sha256());
    return SharedModels.hold(key, () -> load(revision));
  }

  private static AdWriter load(ModelRevision revision) {
    AdWriter writer = AdWriterLoader.of(revision.folder()).load();
    try {
      revision.requireIs(writer.model());
      WriterSmokeTest.check(writer);
      return writer;
    } catch (RuntimeException e) {
      writer.close();
      throw e;
    }
  }
}

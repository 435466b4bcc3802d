package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.CanonicalForm;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.OutputCodec;
import io.murmuration.model.inference.SmokeTest;
import java.util.Optional;

/** Loads a model that is the one that was asked for and passes its smoke test, or none. */
public final class CheckedLoader<I, O> implements ModelLoader<I, O> {
  private final ModelLoader<I, O> loader;
  private final ModelRevision revision;
  private final SmokeTest<I, O> smokeTest;

  public CheckedLoader(
      ModelLoader<I, O> loader, ModelRevision revision, SmokeTest<I, O> smokeTest) {
    this.loader = loader;
    this.revision = revision;
    this.smokeTest = smokeTest;
  }

  /** A folder may hold another model tomorrow, so the key is of folder and digest. */
  @Override
  public String key() {
    return loader.key() + "#" + revision.sha256();
  }

  @Override
  public CheckedLoader<I, O> forSubtask(int subtask) {
    return new CheckedLoader<>(loader.forSubtask(subtask), revision, smokeTest);
  }

  @Override
  public LoadedModel<I, ?, O> load() {
    LoadedModel<I, ?, O> loaded = loader.load();
    try {
      revision.requireIs(loaded.identity());
      smokeTest.check(loaded);
      return loaded;
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  @Override
  public Optional<CanonicalForm<I>> canonicalForm() {
    return loader.canonicalForm();
  }

  @Override
  public Optional<OutputCodec<O>> outputCodec() {
    return loader.outputCodec();
  }
}

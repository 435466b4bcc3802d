package io.murmuration.model.inference;

import java.util.Objects;

/** A model that is ready to serve, with what prepares its inputs; closing it frees both. */
public record LoadedModel<I, P, O>(
    ModelIdentity identity, Preprocessor<I, P> preprocessor, Model<P, O> model)
    implements AutoCloseable {
  public LoadedModel {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(preprocessor, "preprocessor");
    Objects.requireNonNull(model, "model");
  }

  @Override
  public void close() {
    model.close();
    preprocessor.close();
  }
}

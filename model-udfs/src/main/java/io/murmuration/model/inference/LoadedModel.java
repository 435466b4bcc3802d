package io.murmuration.model.inference;

import java.util.Objects;

/**
 * A model that is ready to serve, with what prepares its inputs; closing it frees both.
 *
 * @param sameBytes whether it claims that an output has the same bytes in any batch; what nobody
 *     here computes (a remote model) or what differs (a GPU) doesn't
 */
public record LoadedModel<I, P, O>(
    ModelIdentity identity, Preprocessor<I, P> preprocessor, Model<P, O> model, boolean sameBytes)
    implements AutoCloseable {
  public LoadedModel {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(preprocessor, "preprocessor");
    Objects.requireNonNull(model, "model");
  }

  /** One that makes no claim on its bytes. */
  public LoadedModel(ModelIdentity identity, Preprocessor<I, P> preprocessor, Model<P, O> model) {
    this(identity, preprocessor, model, false);
  }

  @Override
  public void close() {
    model.close();
    preprocessor.close();
  }
}

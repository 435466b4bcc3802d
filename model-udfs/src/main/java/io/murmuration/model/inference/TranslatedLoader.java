package io.murmuration.model.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model of one kind in the place of one of another. Claims, identity and devices stay its own; an
 * output that can't be translated is rejected alone, not with its batch.
 */
public final class TranslatedLoader<I, J, M, O> implements ModelLoader<I, O> {
  private final ModelLoader<J, M> loader;
  private final String name;
  private final Translation<I, J, M, O> translation;

  /**
   * @param name of the translation, with its version: a model is loaded once for each
   */
  public TranslatedLoader(
      ModelLoader<J, M> loader, String name, Translation<I, J, M, O> translation) {
    this.loader = loader;
    this.name = name;
    this.translation = translation;
  }

  @Override
  public String key() {
    return name + ":" + loader.key();
  }

  @Override
  public TranslatedLoader<I, J, M, O> forSubtask(int subtask) {
    return new TranslatedLoader<>(loader.forSubtask(subtask), name, translation);
  }

  @Override
  public LoadedModel<I, ?, O> load() {
    return translated(loader.load());
  }

  private <P> LoadedModel<I, P, O> translated(LoadedModel<J, P, M> loaded) {
    return new LoadedModel<>(
        loaded.identity(),
        new Inputs<>(loaded.preprocessor(), translation),
        new Outputs<>(loaded.model(), translation),
        loaded.sameBytes());
  }

  private record Inputs<I, J, P>(
      Preprocessor<J, P> preprocessor, Translation<I, J, ?, ?> translation)
      implements Preprocessor<I, P> {
    @Override
    public P prepare(I input) throws RejectedInputException {
      return preprocessor.prepare(translation.input(input));
    }

    @Override
    public boolean takesTime() {
      return preprocessor.takesTime();
    }

    @Override
    public int paddedTokens(P prepared) {
      return preprocessor.paddedTokens(prepared);
    }

    @Override
    public int tokens(P prepared) {
      return preprocessor.tokens(prepared);
    }

    @Override
    public void close() {
      preprocessor.close();
    }
  }

  private static final class Outputs<P, M, O> implements Model<P, O> {
    private final Model<P, M> model;
    private final Translation<?, ?, M, O> translation;

    /** By placeholder, until it is verified. */
    private final Map<O, RejectedInputException> rejected =
        Collections.synchronizedMap(new IdentityHashMap<>());

    Outputs(Model<P, M> model, Translation<?, ?, M, O> translation) {
      this.model = model;
      this.translation = translation;
    }

    @Override
    public List<O> predict(List<P> inputs) {
      List<M> outputs = model.predict(inputs);
      List<O> translated = new ArrayList<>(outputs.size());
      outputs.forEach(each -> translated.add(translated(each)));
      return translated;
    }

    private O translated(M output) {
      try {
        model.verify(output);
        return translation.output(output);
      } catch (RejectedInputException e) {
        O placeholder = translation.placeholder();
        rejected.put(placeholder, e);
        return placeholder;
      }
    }

    @Override
    public void verify(O output) throws RejectedInputException {
      RejectedInputException reason = rejected.remove(output);
      if (reason != null) {
        throw reason;
      }
    }

    @Override
    public void close() {
      model.close();
    }
  }
}

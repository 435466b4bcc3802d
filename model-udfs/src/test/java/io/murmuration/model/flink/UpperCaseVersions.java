package io.murmuration.model.flink;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Preprocessor;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.inference.SmokeTest;
import io.murmuration.model.lifecycle.CheckedLoader;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.RevisionLoader;
import java.util.List;
import java.util.Locale;

/** Versions of a model that gives a text in capitals behind its version; some have a fault. */
final class UpperCaseVersions {
  static final String DAMAGED = "damaged";
  static final String SHORT = "short";
  static final String NOT_A_NUMBER = "not-a-number";

  /** Fails, engine and all, on every text but that of its smoke test. */
  static final String BREAKING = "breaking";

  static final SmokeTest<String, String> SMOKE_TEST = new SmokesOnce();

  private UpperCaseVersions() {}

  static ModelRevision revision(String version) {
    return new ModelRevision("upper", version, "file:/models/upper/" + version, "sha-" + version);
  }

  static ModelVersions<String, String> versions(RevisionLoader<String, String> loader) {
    return new ModelVersions<>(revision("shipped"), loader, BatchLimits.defaults(), null);
  }

  static ModelLoader<String, String> load(ModelRevision revision) {
    return new CheckedLoader<>(new Loader(revision), revision, SMOKE_TEST);
  }

  private static final class SmokesOnce implements SmokeTest<String, String> {
    @Override
    public <P> void check(LoadedModel<String, P, String> loaded) {
      try {
        P prepared = loaded.preprocessor().prepare("smoke");
        String output = loaded.model().predict(List.of(prepared)).get(0);
        loaded.model().verify(output);
        if (!output.endsWith("SMOKE")) {
          throw new FatalInferenceException("its output is too short");
        }
      } catch (RejectedInputException e) {
        throw new FatalInferenceException(e.kind(), e);
      }
    }
  }

  private record Loader(ModelRevision revision) implements ModelLoader<String, String> {
    @Override
    public String key() {
      return revision.uri();
    }

    @Override
    public LoadedModel<String, String, String> load() {
      if (revision.version().equals(DAMAGED)) {
        throw new FatalInferenceException("its file has another sha256");
      }
      return new LoadedModel<>(revision.identity(), new AsItIs(), new Upper(revision.version()));
    }
  }

  static final class AsItIs implements Preprocessor<String, String> {
    @Override
    public String prepare(String input) {
      return input;
    }

    @Override
    public int paddedTokens(String prepared) {
      return 1;
    }

    @Override
    public int tokens(String prepared) {
      return 1;
    }

    @Override
    public void close() {}
  }

  private record Upper(String version) implements Model<String, String> {
    @Override
    public List<String> predict(List<String> inputs) {
      if (version.equals(BREAKING) && !inputs.contains("smoke")) {
        throw new FatalInferenceException("broken");
      }
      return inputs.stream().map(this::output).toList();
    }

    private String output(String input) {
      return switch (version) {
        case SHORT -> version;
        case NOT_A_NUMBER -> "NaN";
        default -> version + ":" + input.toUpperCase(Locale.ROOT);
      };
    }

    @Override
    public void verify(String output) throws RejectedInputException {
      if (output.equals("NaN")) {
        throw new RejectedInputException("NOT_FINITE", "it is NaN");
      }
    }

    @Override
    public void close() {}
  }
}

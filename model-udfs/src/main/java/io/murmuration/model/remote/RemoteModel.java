package io.murmuration.model.remote;

import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.Endpoint.Protocol;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.inference.RetryableInferenceException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Where a remote model's manifest lies and where its secrets do.
 *
 * @param directory as every task manager sees it
 */
record RemoteModel(String directory, Secrets secrets) implements Serializable {
  /**
   * A server that restarts takes seconds, and waits for it add up to half a minute. A batch of one
   * row a call may take many time-outs; they end by themselves, so only a lost thread is a hang.
   */
  static final BatchLimits LIMITS =
      new BatchLimits(64, 2_048, 1_024, 8, Duration.ofMillis(250))
          .withHangAfter(Duration.ofMinutes(10));

  String key(String kind) {
    return kind + ":" + Path.of(directory).toAbsolutePath().normalize();
  }

  /**
   * @param spoken what the loader understands
   */
  ModelManifest.Verified manifest(Set<Protocol> spoken) {
    ModelManifest.Verified verified = ModelManifest.remote(Path.of(directory));
    Protocol protocol = verified.manifest().endpoint().protocol();
    if (!spoken.contains(protocol)) {
      throw new FatalInferenceException(
          "%s: this loader speaks %s, the manifest's endpoint.protocol is %s"
              .formatted(directory, spoken, protocol));
    }
    return verified;
  }

  /**
   * Connects and asks once, so that a wrong address, key or model stops the start and not the
   * records.
   *
   * @throws FatalInferenceException whatever goes wrong
   */
  <M> M connect(ModelManifest.Verified verified, Function<EndpointClient, M> ask) {
    try {
      return ask.apply(new EndpointClient(verified.manifest().endpoint(), secrets));
    } catch (RetryableInferenceException | RefusedInputException e) {
      throw new FatalInferenceException(
          "%s: the model can't be used: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /**
   * @throws FatalInferenceException if the model refuses what it should answer
   */
  static <P, O, M extends Model<P, O>> M warmedUp(M model, P input) {
    try {
      model.verify(model.predict(List.of(input)).get(0));
      return model;
    } catch (RejectedInputException e) {
      throw new FatalInferenceException("the remote model can't be used: " + e.getMessage(), e);
    }
  }
}

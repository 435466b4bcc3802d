package io.murmuration.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.murmuration.model.inference.Endpoint;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.RetryableInferenceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Calls one endpoint over connections that are kept: HTTP/2 where TLS can agree on it, HTTP/1.1
 * keep-alive elsewhere (servers of models often choke on an upgrade). It never calls again by
 * itself: that is the batcher's. Thread-safe.
 */
final class EndpointClient {
  /** Several times what a batch of vectors or the largest picture takes. */
  private static final long MAX_ANSWER_BYTES = 64L << 20;

  private final Endpoint endpoint;
  private final Throttle throttle;
  private final HttpClient http;
  private final Optional<String> bearer;

  /**
   * @throws FatalInferenceException if the secret that the endpoint names isn't there
   */
  EndpointClient(Endpoint endpoint, Secrets secrets) {
    this.endpoint = endpoint;
    this.throttle = new Throttle(endpoint);
    this.bearer =
        Optional.ofNullable(endpoint.apiKeyEnv()).map(name -> "Bearer " + secret(name, secrets));
    boolean tls = "https".equals(endpoint.url().getScheme());
    this.http =
        HttpClient.newBuilder()
            .version(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .connectTimeout(endpoint.timeout())
            .build();
  }

  private static String secret(String name, Secrets secrets) {
    String secret = secrets.find(name);
    if (secret == null || secret.isBlank()) {
      throw new FatalInferenceException(
          "the model's manifest takes its key from the environment variable %s, which isn't set here"
              .formatted(name));
    }
    return secret.strip();
  }

  Endpoint endpoint() {
    return endpoint;
  }

  /**
   * Waits until the endpoint may be asked, then asks. The future fails as {@link HttpAnswers#read}
   * says.
   *
   * @param path below the endpoint's URL
   * @param tokens that the call costs, estimated
   */
  CompletableFuture<JsonNode> post(String path, JsonNode body, int tokens) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build(),
        tokens);
  }

  /** Null where the body is empty. Throws as {@link HttpAnswers#read} says. */
  JsonNode get(String path) {
    return join(send(request(path).GET().build(), 0));
  }

  /** The value, or what the call failed with. */
  static <T> T join(CompletableFuture<T> call) {
    try {
      return call.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }

  private HttpRequest.Builder request(String path) {
    String base = endpoint.url().toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(endpoint.timeout());
    bearer.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private CompletableFuture<JsonNode> send(HttpRequest request, int tokens) {
    try {
      throttle.await(tokens);
    } catch (RefusedInputException e) {
      return CompletableFuture.failedFuture(e);
    }
    return http.sendAsync(request, BoundedText.of(MAX_ANSWER_BYTES))
        .handle((response, failure) -> answer(request.uri(), response, failure));
  }

  private JsonNode answer(URI uri, HttpResponse<String> response, Throwable failure) {
    if (failure != null) {
      throttle.failed(failure);
      throw lost(uri, failure);
    }
    HttpAnswers.retryAfter(response.headers()).ifPresent(throttle::pause);
    if (response.statusCode() >= 500) {
      throttle.failed(new IOException("status " + response.statusCode()));
    } else if (response.statusCode() == 429) {
      throttle.undecided();
    } else {
      throttle.succeeded();
    }
    return HttpAnswers.read(endpoint, response);
  }

  private static RetryableInferenceException lost(URI uri, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new RetryableInferenceException(uri + " gave no answer: " + cause, cause);
  }
}

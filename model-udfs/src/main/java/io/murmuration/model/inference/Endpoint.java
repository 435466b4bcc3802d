package io.murmuration.model.inference;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a remote model answers, as its manifest says it. It never holds a secret, only the name of
 * the environment variable that does.
 *
 * @param url up to and without the protocol's own paths: {@code https://host/v1} for OpenAI's, the
 *     part before {@code /v2} for the Open Inference Protocol
 * @param model by which the server knows it
 * @param apiKeyEnv environment variable with the bearer token, or null for none
 * @param timeoutMillis for one call, from its start to the answer's last byte
 * @param concurrency calls at once, of those protocols that take one row a call
 * @param requestsPerSecond or null for no limit
 * @param tokensPerSecond estimated at four bytes a token, plus what may be written; null for no
 *     limit
 * @param breakerOpenMillis how long nobody calls after half of the last calls failed
 * @param generation of text, or null for the server's own settings
 */
public record Endpoint(
    Protocol protocol,
    URI url,
    String model,
    @JsonProperty("api_key_env") String apiKeyEnv,
    @JsonProperty("timeout_millis") Integer timeoutMillis,
    Integer concurrency,
    @JsonProperty("requests_per_second") Integer requestsPerSecond,
    @JsonProperty("tokens_per_second") Integer tokensPerSecond,
    @JsonProperty("breaker_open_millis") Integer breakerOpenMillis,
    Generation generation) {
  private static final int DEFAULT_TIMEOUT_MILLIS = 30_000;
  private static final int DEFAULT_CONCURRENCY = 8;
  private static final int DEFAULT_BREAKER_OPEN_MILLIS = 5_000;

  /** What is spoken there. */
  public enum Protocol {
    @JsonProperty("openai-embeddings")
    OPENAI_EMBEDDINGS,
    @JsonProperty("openai-chat")
    OPENAI_CHAT,
    @JsonProperty("openai-completions")
    OPENAI_COMPLETIONS,
    @JsonProperty("openai-images")
    OPENAI_IMAGES,
    /** Version 2, over HTTP, tensors as JSON. */
    @JsonProperty("open-inference")
    OPEN_INFERENCE
  }

  /**
   * How text is written, or pictures are drawn; what is null is left to the server.
   *
   * @param system what stands before every request, of chats
   * @param size of a picture, such as 1024x1024
   */
  public record Generation(
      String system,
      Double temperature,
      @JsonProperty("top_p") Double topP,
      @JsonProperty("max_tokens") Integer maxTokens,
      List<String> stop,
      String size) {
    public Generation {
      require(temperature == null || temperature >= 0, "generation.temperature", temperature);
      require(topP == null || (topP > 0 && topP <= 1), "generation.top_p", topP);
      require(maxTokens == null || maxTokens > 0, "generation.max_tokens", maxTokens);
      stop = stop == null ? List.of() : List.copyOf(stop);
    }
  }

  public Endpoint {
    require(protocol != null, "endpoint.protocol", null);
    require(isHttp(url), "endpoint.url", url);
    require(model != null && !model.isBlank(), "endpoint.model", model);
    require(
        apiKeyEnv == null || apiKeyEnv.matches("[A-Za-z_][A-Za-z0-9_]*"),
        "endpoint.api_key_env (the name of an environment variable, never the key)",
        "no such name");
    timeoutMillis = Objects.requireNonNullElse(timeoutMillis, DEFAULT_TIMEOUT_MILLIS);
    concurrency = Objects.requireNonNullElse(concurrency, DEFAULT_CONCURRENCY);
    breakerOpenMillis = Objects.requireNonNullElse(breakerOpenMillis, DEFAULT_BREAKER_OPEN_MILLIS);
    require(timeoutMillis > 0, "endpoint.timeout_millis", timeoutMillis);
    require(concurrency > 0, "endpoint.concurrency", concurrency);
    require(breakerOpenMillis > 0, "endpoint.breaker_open_millis", breakerOpenMillis);
    require(isPositive(requestsPerSecond), "endpoint.requests_per_second", requestsPerSecond);
    require(isPositive(tokensPerSecond), "endpoint.tokens_per_second", tokensPerSecond);
  }

  @JsonIgnore
  public Duration timeout() {
    return Duration.ofMillis(timeoutMillis);
  }

  @JsonIgnore
  public Duration breakerOpen() {
    return Duration.ofMillis(breakerOpenMillis);
  }

  /** Never null: what isn't set is left to the server. */
  @JsonIgnore
  public Generation generationOrDefaults() {
    return Optional.ofNullable(generation)
        .orElse(new Generation(null, null, null, null, List.of(), null));
  }

  private static boolean isHttp(URI url) {
    return url != null
        && url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()));
  }

  private static boolean isPositive(Integer limit) {
    return limit == null || limit > 0;
  }

  private static void require(boolean holds, String what, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(what + " can't be " + found);
    }
  }
}

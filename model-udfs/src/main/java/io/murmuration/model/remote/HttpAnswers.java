package io.murmuration.model.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.murmuration.model.inference.Endpoint;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.RetryableInferenceException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What an HTTP answer means for those who asked. */
final class HttpAnswers {
  /** Python servers write NaN as it is; the row that holds it is to be found, not the batch. */
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final int QUOTED_CHARACTERS = 200;

  private HttpAnswers() {}

  /**
   * @return the answer's JSON; null if its body is empty
   * @throws RefusedInputException if an input is guilty
   * @throws RetryableInferenceException if the server is overloaded or ill
   * @throws FatalInferenceException if no call can succeed
   */
  static JsonNode read(Endpoint endpoint, HttpResponse<String> response) {
    int status = response.statusCode();
    String from = "%s (%s)".formatted(response.uri(), endpoint.model());
    if (status / 100 == 2) {
      return json(from, response.body());
    }
    String said = from + " answers " + status + ": " + reason(response.body());
    if (status == 400 || status == 413 || status == 422) {
      throw new RefusedInputException(said);
    }
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      throw new RetryableInferenceException(said, null);
    }
    throw new FatalInferenceException(
        switch (status) {
          case 401, 403 -> from + " answers " + status + ": " + key(endpoint);
          case 404, 405 -> said + "; check the manifest's endpoint.url and endpoint.model";
          default -> said;
        });
  }

  private static String key(Endpoint endpoint) {
    return endpoint.apiKeyEnv() == null
        ? "it wants a key; name its environment variable in the manifest's endpoint.api_key_env"
        : "it refuses the key in the environment variable " + endpoint.apiKeyEnv();
  }

  private static JsonNode json(String from, String body) {
    try {
      return body.isBlank() ? null : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new FatalInferenceException(
          from + " answers something that is no JSON: " + quote(body));
    }
  }

  /** The sentence in an error's body, wherever the usual servers put it. */
  private static String reason(String body) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode error = root.path("error");
      for (JsonNode each : new JsonNode[] {error.path("message"), error, root.path("detail")}) {
        if (each.isTextual()) {
          return quote(each.textValue());
        }
      }
    } catch (JsonProcessingException e) {
      // An error page; its beginning says more than nothing.
    }
    return quote(body);
  }

  private static String quote(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= QUOTED_CHARACTERS ? line : line.substring(0, QUOTED_CHARACTERS) + "…";
  }

  /** How long the server asks to be left alone, in seconds or until a date by its own clock. */
  static Optional<Duration> retryAfter(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .flatMap(
            value -> {
              try {
                return value.matches("\\d{1,9}")
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(value)))
                    : headers.firstValue("Date").map(now -> Duration.between(at(now), at(value)));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }

  private static ZonedDateTime at(String date) {
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}

package io.murmuration.model.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.inference.Endpoint;
import io.murmuration.model.inference.RetryableInferenceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  @Test
  void opensTheBreakerAfterFailuresAndTriesOneCallLater() {
    Throttle impatient = new Throttle(endpoint(1, 60_000, null));
    Throttle patient = new Throttle(endpoint(60_000, 50, null));
    for (Throttle each : List.of(impatient, patient)) {
      for (int i = 0; i < 10; i++) {
        each.await(0);
        each.failed(new IOException("ill"));
      }
    }

    assertThatThrownBy(() -> impatient.await(0))
        .isInstanceOf(RetryableInferenceException.class)
        .hasMessageContaining("breaker is open");
    patient.await(0);
    patient.succeeded();
    assertThatCode(() -> patient.await(0)).doesNotThrowAnyException();
  }

  @Test
  void refusesCallsBeyondTheRateThatCouldNotStartInTime() {
    Throttle throttle = new Throttle(endpoint(100, 50, 2));
    throttle.await(0);
    throttle.await(0);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 10; i++) {
                throttle.await(0);
              }
            })
        .hasMessageContaining("requests_per_second is used up");
  }

  @Test
  void waitsAsLongAsACallMayLastBeforeItFailsForALongerPause() {
    AtomicLong now = new AtomicLong();
    Throttle throttle = new Throttle(endpoint(10_000, 50, null), now::get, now::addAndGet);
    throttle.pause(Duration.ofSeconds(25));

    assertThatThrownBy(() -> throttle.await(0))
        .isInstanceOf(RetryableInferenceException.class)
        .hasMessageContaining("the server asked for a longer pause");
    assertThatThrownBy(() -> throttle.await(0)).isInstanceOf(RetryableInferenceException.class);
    throttle.await(0);

    assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofSeconds(25));
  }

  @Test
  void keepsAPauseForFiveMinutesAtMost() {
    AtomicLong now = new AtomicLong();
    Throttle throttle = new Throttle(endpoint(3_600_000, 50, null), now::get, now::addAndGet);
    throttle.pause(Duration.ofDays(365 * 8_000L));
    throttle.pause(Duration.ofDays(-365 * 2_000L));

    throttle.await(0);

    assertThat(Duration.ofNanos(now.get())).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void refusesACallOfMoreTokensThanTheRateEverLetsThrough() {
    Throttle throttle = new Throttle(endpoint(2_000, 50, null, 100));
    throttle.await(100);

    assertThatThrownBy(() -> throttle.await(201))
        .isInstanceOf(RefusedInputException.class)
        .hasMessage(
            "a call of about 201 tokens; the manifest's tokens_per_second lets 200 through in"
                + " 2000 ms");
  }

  @Test
  void readsSecondsAndDates() {
    assertThat(HttpAnswers.retryAfter(headers("7", null))).contains(Duration.ofSeconds(7));
    assertThat(
            HttpAnswers.retryAfter(
                headers("Wed, 21 Oct 2015 07:28:00 GMT", "Wed, 21 Oct 2015 07:27:30 GMT")))
        .contains(Duration.ofSeconds(30));
    assertThat(HttpAnswers.retryAfter(headers("soon", "never"))).isEmpty();
  }

  private static HttpHeaders headers(String retryAfter, String date) {
    Map<String, List<String>> headers =
        date == null
            ? Map.of("Retry-After", List.of(retryAfter))
            : Map.of("Retry-After", List.of(retryAfter), "Date", List.of(date));
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static Endpoint endpoint(int timeoutMillis, int openMillis, Integer requestsPerSecond) {
    return endpoint(timeoutMillis, openMillis, requestsPerSecond, null);
  }

  private static Endpoint endpoint(
      int timeoutMillis, int openMillis, Integer requestsPerSecond, Integer tokensPerSecond) {
    return new Endpoint(
        Endpoint.Protocol.OPENAI_CHAT,
        URI.create("http://localhost"),
        "m",
        null,
        timeoutMillis,
        1,
        requestsPerSecond,
        tokensPerSecond,
        openMillis,
        null);
  }
}

package io.murmuration.feed.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchFillsTest {
  private static final String SCRAPED =
      """
      # HELP flink_taskmanager_job_task_operator_model_name_version_batchFill batchFill
      # TYPE flink_taskmanager_job_task_operator_model_name_version_batchFill gauge
      flink_taskmanager_job_task_operator_model_name_version_batchFill{job_id="a",job_name="enrich",name="encoder",version="1_2_0",} 0.25
      flink_taskmanager_job_task_operator_model_name_version_batchFill{job_id="a",job_name="enrich",name="encoder",version="1_3_0",} 0.75
      flink_taskmanager_job_task_operator_model_name_version_batchFill{job_name="rank",name="timeline-ranker",version="1_0_0",} NaN
      flink_taskmanager_job_task_operator_model_name_version_batchFill{job_name="ads",name="ad-ctr",version="1_0_0"} 0.5
      flink_taskmanager_job_task_operator_model_name_version_batchSize{job_name="ads",name="ad-ctr",version="1_0_0"} 8.0
      nonsense
      """;

  @Test
  void takesTheFullestModelOfEachJobAndNoGaugeWithoutAnumber() {
    assertThat(BatchFills.parse(SCRAPED)).isEqualTo(Map.of("enrich", 0.75, "ads", 0.5));
  }

  @Test
  void hasNoFigureWhileFlinkDoesNotAnswer() throws Exception {
    HttpServer flink = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    flink.createContext(
        "/metrics",
        call -> {
          byte[] bytes = SCRAPED.getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(200, bytes.length);
          call.getResponseBody().write(bytes);
          call.close();
        });
    flink.start();
    URI page = URI.create("http://127.0.0.1:" + flink.getAddress().getPort() + "/metrics");
    try (BatchFills fills = BatchFills.follow(page, Duration.ofMillis(100))) {
      await().atMost(Duration.ofSeconds(20)).until(() -> fills.byJob().size() == 2);

      flink.stop(0);

      await().atMost(Duration.ofSeconds(20)).until(() -> fills.byJob().isEmpty());
    }
  }
}

package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class SearchWatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readsTheNewestSecond() throws Exception {
    StackStatus.Search search =
        read(
            """
            {"seconds": [
              {"index": {"posts": 1}, "search": {"latency": {"p99_millis": 99.0}}},
              {"index": {"posts": 470}, "search": {"latency": {"p99_millis": 12.5}}}]}
            """);

    assertThat(search).isEqualTo(new StackStatus.Search(470, 12.5));
  }

  @Test
  void measuresNothingWhereNobodySearches() throws Exception {
    StackStatus.Search search =
        read("{\"seconds\": [{\"index\": {\"posts\": 3}, \"search\": {\"latency\": {}}}]}");

    assertThat(search).isEqualTo(new StackStatus.Search(3, Double.NaN));
    assertThat(read("{\"seconds\": []}")).isEqualTo(StackStatus.Search.NONE);
  }

  private static StackStatus.Search read(String stats) throws Exception {
    return SearchWatch.of(JSON.readTree(stats));
  }
}

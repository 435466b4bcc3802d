package io.murmuration.cli.bench.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirlineTweetsTest {
  @Test
  void readsQuotedFieldsAndEachIdOnce(@TempDir Path sets) throws Exception {
    Files.createDirectory(sets.resolve("airline-tweets"));
    Files.writeString(
        sets.resolve("airline-tweets/Tweets.csv"),
        """
        id,sentiment,reason,airline,text,created
        1,,,A,plain,now
        2,,,A,"a, b
        ""c\""",now\r
        1,,,A,again,now
        """);

    assertThat(AirlineTweets.texts(sets)).containsExactly("plain", "a, b\n\"c\"");
  }
}

package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BriefTemplateTest {
  @TempDir private Path folder;

  @Test
  void hasTheDigestThatIsOnTheCreativesOfEarlierBuilds() {
    assertThat(BriefTemplate.in(null).digest())
        .isEqualTo("757c8d74ebe4d3aed95aab046d67d3b08aea02f2e55ef12c1d97e70244bb7443");
  }

  @Test
  void readsAnotherVersionThatHasAnotherDigest() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("brief-2.properties"),
            "version = brief/2\nmost_interests = 2\nmost_toxicity = 0.3\ntopic.music = music\n");

    BriefTemplate read = BriefTemplate.in(file);

    assertThat(read.mostInterests()).isEqualTo(2);
    assertThat(read.interests()).containsOnly(java.util.Map.entry("music", "music"));
    assertThat(read.digest()).isNotEqualTo(BriefTemplate.in(null).digest());
  }

  @Test
  void namesTheFileAndWhatItLacks() throws Exception {
    Path file = Files.writeString(folder.resolve("half.properties"), "version = brief/2\n");

    assertThatThrownBy(() -> BriefTemplate.in(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + ": it has no most_interests");
  }
}

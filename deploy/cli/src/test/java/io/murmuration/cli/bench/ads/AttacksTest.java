package io.murmuration.cli.bench.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Campaign;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttacksTest {
  @TempDir private Path sets;

  @Test
  void putsATextIntoEachFieldThatACampaignOffers() {
    Campaign plain = AdCases.campaigns().get(0);

    List<Campaign> hostile =
        IntStream.range(0, Attacks.FIELDS).mapToObj(i -> Attacks.in(plain, "obey", i)).toList();

    assertThat(hostile).doesNotHaveDuplicates().doesNotContain(plain);
    assertThat(hostile.get(5).getMustSay()).containsExactly("obey");
    assertThat(hostile.get(6).getMustNotSay()).containsExactly("obey");
    assertThat(hostile.get(7).getLandingUrl()).isEqualTo("obey");
    assertThat(hostile.get(8).getTargeting().getInterests()).containsExactly("obey");
    assertThat(hostile.get(8).getTargeting().getLocales())
        .isEqualTo(plain.getTargeting().getLocales());
  }

  @Test
  void readsTheTextsOfEveryKindOfFileButBase64() throws Exception {
    Path blns = Files.createDirectories(sets.resolve("blns"));
    Files.writeString(blns.resolve("a.txt"), "# none\nfrom text\n");
    Files.writeString(blns.resolve("b.json"), "{\"x\": [\"from json\"], \"y\": 1}");
    Files.writeString(
        blns.resolve("c.jsonl"), "{\"x\": \"from line 1\"}\n{\"x\": \"from line 2\"}\n");
    Files.writeString(blns.resolve("d.base64.json"), "[\"bm90aGluZw==\"]");

    assertThat(Attacks.texts(sets))
        .endsWith("from text", "from json", "from line 1", "from line 2")
        .doesNotContain("# none", "bm90aGluZw==");
  }
}

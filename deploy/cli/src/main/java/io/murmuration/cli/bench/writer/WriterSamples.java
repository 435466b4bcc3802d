package io.murmuration.cli.bench.writer;

import io.murmuration.model.djl.AdWriterLoader;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.inference.RejectedInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** What the writer writes to the first unseen briefs, none left out, for people to read. */
public final class WriterSamples {
  private static final int COUNT = 20;

  private WriterSamples() {}

  /**
   * @param model the writer's folder
   */
  public static void write(Path model, Path file) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    try (AdWriter writer = AdWriterLoader.of(model).load()) {
      List<AdBrief> briefs = UnseenBriefs.read(model).subList(0, COUNT);
      for (int i = 0; i < briefs.size(); i++) {
        lines.addAll(sample(i, briefs.get(i), writer));
      }
    }
    Files.write(file, lines);
  }

  private static List<String> sample(int number, AdBrief brief, AdWriter writer)
      throws InterruptedException {
    String asked =
        "%d. %s, %s, %s; %s by %s: %s Claims %s, must say %s, must not say %s; %s %s"
            .formatted(
                number,
                brief.language(),
                brief.placement(),
                brief.voice(),
                brief.product(),
                brief.advertiser(),
                brief.description(),
                brief.claims(),
                brief.mustSay(),
                brief.mustNotSay(),
                brief.ageBand(),
                brief.interests());
    return List.of(asked, "   > " + answer(number, brief, writer), "");
  }

  private static String answer(int seed, AdBrief brief, AdWriter writer)
      throws InterruptedException {
    try {
      AdCopy copy = writer.write(brief, seed, AdWriter.Style.DEFAULT).get();
      return "**%s** %s *%s*".formatted(copy.headline(), copy.body(), copy.callToAction());
    } catch (RejectedInputException | ExecutionException e) {
      return "nothing: " + e.getMessage();
    }
  }
}

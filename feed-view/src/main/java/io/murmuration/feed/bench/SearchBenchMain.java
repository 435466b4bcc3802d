package io.murmuration.feed.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The search benchmark in a JVM of its own: an array of {@code {arm, metric, unit, repeats}} on
 * standard output, progress on standard error.
 */
@Command(name = "search-bench", mixinStandardHelpOptions = true)
public final class SearchBenchMain implements Callable<Integer> {
  @Option(names = "--encoder", required = true, description = "The encoder's folder.")
  private Path encoder;

  @Option(names = "--texts", required = true, description = "Files of texts, one a line.")
  private List<Path> texts;

  @Option(
      names = "--translations",
      required = true,
      description = "English sentences and their French, a tab between.")
  private Path translations;

  @Option(names = "--work", required = true, description = "An empty folder for the indexes.")
  private Path work;

  @Option(names = "--quick", description = "One short repeat: to see that it runs, not to quote.")
  private boolean quick;

  public static void main(String... arguments) {
    System.exit(new CommandLine(new SearchBenchMain()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    SearchBench.Size size = quick ? SearchBench.Size.quick() : SearchBench.Size.full();
    BenchCorpus corpus = BenchCorpus.read(encoder, texts, size.corpus());
    AcrossLanguages across = AcrossLanguages.read(translations, size.recallQueries());
    SearchBench bench =
        new SearchBench(corpus, across, work, size, Clock.systemUTC(), System.err::println);
    new ObjectMapper().writeValue(System.out, bench.run());
    return CommandLine.ExitCode.OK;
  }
}

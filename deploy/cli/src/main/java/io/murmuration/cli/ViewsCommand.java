package io.murmuration.cli;

import io.murmuration.cli.views.ViewAudit;
import io.murmuration.devstack.StackException;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the views that the product reads. */
@Command(
    name = "views",
    description =
        "Check that feed-view answers what the topics hold, key by key: timelines, posts, creatives."
            + " Under traffic, what changed between the two looks differs too.",
    footer = {
      "",
      "Example: ./murmur views",
      "         ./murmur views --feed http://127.0.0.1:8080"
    })
final class ViewsCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 20;
  private static final long LINE_EVERY_NANOS = 2_000_000_000L;

  @Mixin private Cluster cluster;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--feed",
      paramLabel = "URL",
      description = "Another feed-view than that of the stack.")
  private String feed;

  private long lastLineNanos = System.nanoTime();

  @Override
  public Integer call() throws StackException, IOException, InterruptedException {
    ViewAudit audit = new ViewAudit(cluster.target(), feed == null ? cluster.feedUrl() : feed);
    Map<String, Topic<?>> views = new LinkedHashMap<>();
    views.put("/v1/timelines/", Topics.TIMELINES_RANKED);
    views.put("/v1/tweets/", Topics.TWEETS_ENRICHED);
    views.put("/v1/creatives/", Topics.ADS_CREATIVES);
    boolean equal = true;
    for (Map.Entry<String, Topic<?>> view : views.entrySet()) {
      ViewAudit.Result result =
          audit.of(view.getValue(), view.getKey(), keys -> progress(view.getValue(), keys));
      equal &= report(view.getValue(), result);
    }
    return equal ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void progress(Topic<?> topic, long keys) {
    if (System.nanoTime() - lastLineNanos > LINE_EVERY_NANOS) {
      lastLineNanos = System.nanoTime();
      spec.commandLine().getErr().println("murmur: %s: %d keys".formatted(topic.name(), keys));
      spec.commandLine().getErr().flush();
    }
  }

  private boolean report(Topic<?> topic, ViewAudit.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "%s keys %d, differing %d"
            .formatted(topic.name(), result.keys(), result.differing().size()));
    result.differing().entrySet().stream()
        .limit(MOST_SHOWN)
        .forEach(each -> out.println("GAP %s %s".formatted(each.getKey(), each.getValue())));
    out.flush();
    return result.differing().isEmpty();
  }
}

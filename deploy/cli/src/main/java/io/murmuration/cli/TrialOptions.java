package io.murmuration.cli;

import io.murmuration.devstack.StackException;
import io.murmuration.event.ModelMode;
import io.murmuration.event.TrialRule;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** On how many keys a model is tried, and when the trial ends by itself. */
final class TrialOptions {
  @Option(
      names = "--percent",
      paramLabel = "N",
      description = "Share of the keys that it gets, 1 to 100.")
  private Integer percent;

  @Option(
      names = "--max-error-rate",
      paramLabel = "SHARE",
      converter = Share.class,
      description = "Roll back when it refuses more of its records, for example 1%%.")
  private Double maxErrorRate;

  @Option(
      names = "--max-latency-ratio",
      paramLabel = "N",
      description = "Roll back when it takes more than N times as long as the active model.")
  private Double maxLatencyRatio;

  @Option(
      names = "--max-disagreement",
      paramLabel = "SHARE",
      converter = Share.class,
      description = "Roll back when its labels differ on more of the records, for example 5%%.")
  private Double maxDisagreement;

  @Option(
      names = "--min-records",
      paramLabel = "N",
      defaultValue = "200",
      description = "Records for one verdict (default: ${DEFAULT-VALUE}).")
  private int minRecords;

  int start(ModelOrderOptions order, Path folder, ModelMode mode, int percentOtherwise)
      throws StackException, InterruptedException {
    return order.publish(
        order
            .command(order.in(folder), mode)
            .setCanaryPercent(percent == null ? percentOtherwise : percent)
            .setRule(rule())
            .build());
  }

  private TrialRule rule() {
    return TrialRule.newBuilder()
        .setMaxErrorRate(maxErrorRate)
        .setMaxLatencyRatio(maxLatencyRatio)
        .setMaxDisagreement(maxDisagreement)
        .setMinRecords(minRecords)
        .build();
  }

  /** "1%" or "0.01". */
  static final class Share implements CommandLine.ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      boolean percent = text.endsWith("%");
      try {
        double value = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
        double share = percent ? value / 100 : value;
        if (share >= 0 && share <= 1) {
          return share;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new CommandLine.TypeConversionException("'" + text + "' is no share like 1% or 0.01");
    }
  }
}

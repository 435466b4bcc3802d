package io.murmuration.cli;

import picocli.CommandLine.Option;

/** Options of what stands in the audit of models: who asks, and why. */
final class AuditOptions {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who asks, for the audit (default: ${DEFAULT-VALUE}).")
  private String issuedBy;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit.")
  private String reason;

  String issuedBy() {
    return issuedBy;
  }

  /** Null where none was given. */
  String reason() {
    return reason;
  }
}

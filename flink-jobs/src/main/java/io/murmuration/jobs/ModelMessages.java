package io.murmuration.jobs;

import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelCommand;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.TrialRule;
import io.murmuration.model.lifecycle.ModelDecision;
import io.murmuration.model.lifecycle.ModelOrder;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRole;
import io.murmuration.schemas.Topics;
import java.time.Instant;
import java.util.Locale;

/** Between the topics of the model lifecycle and what its operators speak of. */
final class ModelMessages {
  private static final int ALL = 100;

  private ModelMessages() {}

  /** An order always: what is wrong with the command stands in its problem. */
  static ModelOrder order(RawRecord record, ModelCommand command) {
    String problem = null;
    ModelRole role = ModelRole.ACTIVE;
    var rule = io.murmuration.model.lifecycle.TrialRule.none();
    int percent = command.getCanaryPercent() == null ? ALL : command.getCanaryPercent();
    if (command.getMode() == ModelMode.unknown) {
      problem = "its mode is unknown to this version: active, canary or shadow";
    } else {
      role = ModelRole.valueOf(command.getMode().name().toUpperCase(Locale.ROOT));
    }
    if (command.getEnded() && role == ModelRole.ACTIVE) {
      problem = "only a canary or shadow can be ended; make another version the active one";
    } else if (!command.getEnded() && (percent < 1 || percent > ALL)) {
      problem = "canary_percent is %d: give 1 to 100".formatted(percent);
    }
    try {
      rule = rule(command.getRule());
    } catch (IllegalArgumentException e) {
      problem = e.getMessage();
    }
    return new ModelOrder(
        record.offset(),
        command.getOperator(),
        role,
        new ModelRevision(
            command.getOperator(), command.getVersion(), command.getUri(), command.getSha256()),
        percent,
        command.getEnded(),
        rule,
        command.getIssuedBy(),
        command.getReason(),
        command.getAt().toEpochMilli(),
        problem);
  }

  static ModelCommand command(ModelOrder order) {
    return ModelCommand.newBuilder()
        .setOperator(order.operator())
        .setVersion(order.revision().version())
        .setUri(order.revision().uri())
        .setSha256(order.revision().sha256())
        .setMode(mode(order.role()))
        .setCanaryPercent(order.percent())
        .setIssuedBy(order.issuedBy())
        .setAt(Instant.ofEpochMilli(order.atMillis()))
        .setEnded(order.ended())
        .setReason(order.reason())
        .build();
  }

  static ModelAudit audit(ModelDecision decision) {
    ModelOrder order = decision.order();
    boolean changed = decision.outcome() != ModelDecision.Outcome.REFUSED;
    boolean trial = order.role() != ModelRole.ACTIVE;
    return ModelAudit.newBuilder()
        .setOperator(order.operator())
        .setOutcome(
            switch (decision.outcome()) {
              case SERVING -> ModelOutcome.serving;
              case REFUSED -> ModelOutcome.refused;
              case ENDED -> ModelOutcome.ended;
            })
        .setMode(mode(order.role()))
        .setModel(location(order.revision()))
        .setCanaryPercent(trial ? order.percent() : null)
        .setIssuedBy(order.issuedBy())
        .setAt(Instant.ofEpochMilli(order.atMillis()))
        .setReason(order.reason())
        .setMessage(decision.message())
        .setCommand(
            order.offset() == ModelOrder.NO_COMMAND
                ? null
                : new SourcePosition(Topics.MODELS.name(), 0, order.offset()))
        .setEffectiveFrom(changed ? Instant.ofEpochMilli(decision.fromMillis()) : null)
        .setPrevious(location(decision.previous()))
        .build();
  }

  private static io.murmuration.model.lifecycle.TrialRule rule(TrialRule rule) {
    var none = io.murmuration.model.lifecycle.TrialRule.none();
    return rule == null
        ? none
        : new io.murmuration.model.lifecycle.TrialRule(
            orElse(rule.getMaxErrorRate(), none.maxErrorRate()),
            orElse(rule.getMaxLatencyRatio(), none.maxLatencyRatio()),
            orElse(rule.getMaxDisagreement(), none.maxDisagreement()),
            rule.getMinRecords());
  }

  private static double orElse(Double given, double otherwise) {
    return given == null ? otherwise : given;
  }

  private static ModelMode mode(ModelRole role) {
    return switch (role) {
      case ACTIVE -> ModelMode.active;
      case CANARY -> ModelMode.canary;
      case SHADOW -> ModelMode.shadow;
    };
  }

  private static ModelLocation location(ModelRevision revision) {
    return revision == null
        ? null
        : new ModelLocation(revision.version(), revision.uri(), revision.sha256());
  }
}

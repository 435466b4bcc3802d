package io.murmuration.jobs.ads;

import io.murmuration.jobs.CountTrials;
import io.murmuration.jobs.Lineage;
import io.murmuration.jobs.ModelLifecycle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the pipeline that makes creatives: by the models of the request's stamp, as somebody
 * commands them or as it was planned. A canary has a share of the requests.
 */
record MakeStage(CreateAdsPipeline.Settings settings) {
  private static final String MAKE = "make-creative";
  private static final String COUNT = "count-trials";
  private static final int CREATIVES_IN_FLIGHT = 64;

  SingleOutputStreamOperator<Made> make(SingleOutputStreamOperator<Briefed> briefed) {
    if (settings.lifecycle() == null) {
      return made(planned(briefed));
    }
    var stamped = stamped(briefed);
    var made = made(stamped.records());
    settings.lifecycle().judge(stamped.routings(), made.getSideOutput(ModelLifecycle.outcomes()));
    return made;
  }

  private SingleOutputStreamOperator<Made> made(SingleOutputStreamOperator<Briefed> briefed) {
    var finished =
        AsyncDataStream.unorderedWait(
                briefed, new MakeCreative(settings), 0, TimeUnit.MILLISECONDS, CREATIVES_IN_FLIGHT)
            .returns(TypeInformation.of(Finished.class));
    finished.name(MAKE).uid(MAKE);
    return finished
        .process(new CountTrials<>(each -> List.of(each.trials()), Finished::made))
        .returns(Made.class)
        .name(COUNT)
        .uid(COUNT);
  }

  private SingleOutputStreamOperator<Briefed> planned(SingleOutputStreamOperator<Briefed> briefed) {
    AdRoutings routings = settings.routings();
    return briefed
        .map(each -> each.stamped(routings.of(each.call())))
        .returns(Briefed.class)
        .name("plan-models")
        .uid("plan-models");
  }

  private ModelLifecycle.Stamped<Briefed> stamped(SingleOutputStreamOperator<Briefed> briefed) {
    String writer = settings.models().writer().shipped().name();
    String clicks = settings.models().clicks().shipped().name();
    String painter = settings.models().painter().shipped().name();
    return settings
        .lifecycle()
        .stamp(
            briefed,
            each -> each.call().source().timestampMillis(),
            each -> each.call().request().getRequestId(),
            (each, operator) -> Lineage.askedVersion(each.call().source(), operator),
            (each, stamps) ->
                each.stamped(
                    new AdStamps(stamps.get(writer), stamps.get(clicks), stamps.get(painter))),
            Briefed.class);
  }
}

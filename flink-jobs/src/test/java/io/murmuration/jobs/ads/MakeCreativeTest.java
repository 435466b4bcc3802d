package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.ModelRef;
import io.murmuration.model.djl.ImagePainterLoader;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelStamp;
import io.murmuration.model.lifecycle.ModelVersions;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShippedModelsHeld.class)
class MakeCreativeTest {
  private static final AdModels MODELS = AdModels.shipped(InMemoryAds.MODELS, null);

  @Test
  void makesWhatProductionHadInFlightByItsOwnModelsWhereNobodyCommandsThem() throws Exception {
    ModelStamp ofProduction =
        ModelStamp.asked(new ModelRevision("ad-ctr", "9.9.9", "file:/nowhere", "00"));
    try (var operator = operator(MODELS)) {
      operator.open();
      operator.processElement(
          won().stamped(new AdStamps(ofProduction, ofProduction, ofProduction)), 1);

      operator.endInput();

      assertThat(operator.extractOutputValues())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.made().approximate()).isNull();
                assertThat(each.made().value().getProvenance().getModels())
                    .extracting(ModelRef::getVersion)
                    .hasSize(4)
                    .doesNotContain("9.9.9");
              });
    }
  }

  @Test
  void namesTheModelsOfACreativeThatClaimNoSameBytes() throws Exception {
    AdModels onOtherDevices =
        new AdModels(
            MODELS.writer(),
            new Unclaimed<>(MODELS.encoder()),
            MODELS.clicks(),
            new ModelVersions<>(
                MODELS.painter().shipped(),
                revision ->
                    new Unclaimed<>(new ImagePainterLoader(revision.folder().toString(), 1)),
                BatchLimits.defaults(),
                null),
            null);
    try (var operator = operator(onOtherDevices)) {
      operator.open();
      operator.processElement(won(), 1);

      operator.endInput();

      assertThat(operator.extractOutputValues())
          .singleElement()
          .satisfies(each -> assertThat(each.made().approximate()).isEqualTo("encoder,ad-image"));
    }
  }

  /** A model as on a device that computes other bytes in other batches. */
  private record Unclaimed<I, O>(ModelLoader<I, O> loader) implements ModelLoader<I, O> {
    @Override
    public String key() {
      return "unclaimed:" + loader.key();
    }

    @Override
    public LoadedModel<I, ?, O> load() {
      return unclaimed(loader.load());
    }

    private static <I, P, O> LoadedModel<I, P, O> unclaimed(LoadedModel<I, P, O> loaded) {
      return new LoadedModel<>(loaded.identity(), loaded.preprocessor(), loaded.model());
    }
  }

  private static Briefed won() throws Exception {
    try (AdStudio studio = new AdStudio(MODELS, InMemoryAds.UNHURRIED, new ImageStore(null))) {
      return studio.won(
          InMemoryAds.coffee().build(), InMemoryAds.call("m", "en", "coffee").build(), null);
    }
  }

  private static OneInputStreamOperatorTestHarness<Briefed, Finished> operator(AdModels models)
      throws Exception {
    var settings =
        new CreateAdsPipeline.Settings(
            AuctionRules.defaults(2),
            models,
            BriefTemplate.standard(),
            RecordedRungs.of(List.of()),
            new ImageStore(null));
    return new OneInputStreamOperatorTestHarness<>(
        new AsyncWaitOperatorFactory<>(new MakeCreative(settings), 0, 10, OutputMode.UNORDERED),
        TypeInformation.of(Briefed.class).createSerializer(new SerializerConfigImpl()));
  }
}

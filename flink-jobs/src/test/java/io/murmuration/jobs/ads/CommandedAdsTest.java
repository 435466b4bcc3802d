package io.murmuration.jobs.ads;

import static io.murmuration.jobs.ads.InMemoryAds.NOW;
import static io.murmuration.jobs.ads.InMemoryAds.call;
import static io.murmuration.jobs.ads.InMemoryAds.coffee;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.event.ModelRef;
import io.murmuration.jobs.GatedCommand;
import io.murmuration.jobs.ModelCopies;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.lifecycle.ModelRevision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The ads' models as commanded, in the whole job. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
@ExtendWith(ShippedModelsHeld.class)
class CommandedAdsTest {
  private static final int REQUESTS = 20;

  /** Two later ones bring the watermark past any window of rivals. */
  private static final long APART_MILLIS = 600;

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  @Test
  void makesEachCreativeByTheModelsThatItsRequestIsStampedWith() throws Exception {
    ModelRevision clicks = copy("ad-ctr/1.0.0");
    ModelRevision writer = copy(AdModels.WRITER);
    ModelRevision broken =
        ModelCopies.revision(
            new ModelCopies(AdModels.PAINTER, folder).damaged("1.2.0", "model.onnx"));

    InMemoryAds.Result result =
        requests()
            .commands(
                List.of(
                    command(clicks, ModelMode.active, null),
                    command(writer, ModelMode.canary, 50),
                    command(broken, ModelMode.active, null)))
            .run("commanded-ads", 1);

    long swapped = effectiveFrom(result, "ad-ctr");
    assertThat(result.creatives()).hasSize(REQUESTS);
    result
        .creatives()
        .forEach(
            (request, creative) ->
                assertThat(version(creative, "ad-ctr"))
                    .as(request)
                    .isEqualTo(stamp(request) < swapped ? "1.0.0" : "1.1.0"));
    assertThat(versions(result, "ad-ctr")).containsExactly("1.0.0", "1.1.0");
    assertThat(versions(result, "ad-writer")).containsExactly("1.0.0", "1.1.0");
    assertThat(versions(result, "ad-image")).containsExactly("1.1.0");
    assertThat(refs(result.of("q" + (REQUESTS - 1))))
        .contains(new ModelRef(clicks.name(), clicks.version(), clicks.sha256()));
    assertThat(unattributed(result)).isEqualTo(unattributed(requests().run("uncommanded-ads", 2)));
    assertThat(result.audits())
        .filteredOn(audit -> audit.getOutcome() == ModelOutcome.refused)
        .singleElement()
        .satisfies(audit -> assertThat(audit.getOperator()).isEqualTo("ad-image"))
        .satisfies(audit -> assertThat(audit.getMessage()).contains("model.onnx has sha256"));
  }

  @Test
  void hasAServerDrawFromItsStampOnAndLosesNothingWhenThatFails() throws Exception {
    try (PictureServer server = new PictureServer().failsAfter(3)) {
      ModelRevision elsewhere = ModelRevision.in(server.model(folder.resolve("elsewhere"), "7"));

      InMemoryAds.Result result =
          requests()
              .commands(List.of(command(elsewhere, ModelMode.active, null)))
              .run("drawn-elsewhere", 1);

      long swapped = effectiveFrom(result, "ad-image");
      assertThat(result.creatives()).hasSize(REQUESTS);
      assertThat(result.deadLetters()).isEmpty();
      result
          .creatives()
          .forEach(
              (request, creative) ->
                  assertThat(painted(creative))
                      .as(request)
                      .isIn(stamp(request) < swapped ? List.of("1.1.0") : List.of("7", "")));
      assertThat(result.creatives().values())
          .filteredOn(creative -> painted(creative).isEmpty())
          .isNotEmpty()
          .allMatch(creative -> creative.getRung() == CreativeRung.text_only)
          .allMatch(creative -> creative.getRungReason().contains("answers 503"));
      assertThat(result.creatives().values())
          .filteredOn(creative -> painted(creative).equals("7"))
          .isNotEmpty()
          .allMatch(creative -> creative.getRung() == CreativeRung.full);
    }
  }

  @Test
  void refusesAShadowOfEachAndSaysWhatToDo() throws Exception {
    InMemoryAds.Result result =
        requests()
            .rungs(CreateAdsPipelineTest.hurried())
            .commands(
                List.of(
                    command(copy("ad-ctr/1.0.0"), ModelMode.shadow, 100),
                    command(copy(AdModels.WRITER), ModelMode.shadow, 100),
                    command(copy(AdModels.PAINTER), ModelMode.shadow, 100)))
            .run("shadowed-ads", 1);

    assertThat(result.audits())
        .filteredOn(audit -> audit.getOutcome() == ModelOutcome.refused)
        .extracting(ModelAudit::getMessage)
        .hasSize(3)
        .allMatch(why -> why.contains("replay a window") && why.contains("models canary"))
        .anyMatch(why -> why.contains("--models click=VERSION"))
        .anyMatch(why -> why.contains("--models write=VERSION"))
        .anyMatch(why -> why.contains("--models paint=VERSION"));
  }

  private ModelRevision copy(String shipped) throws Exception {
    return ModelCopies.revision(new ModelCopies(shipped, folder).whole("1.1.0"));
  }

  private static RawRecord command(ModelRevision revision, ModelMode mode, Integer percent) {
    return GatedCommand.command(InMemoryAds.REGISTRY, revision, mode, percent);
  }

  /** Each for readers of its own, so that none is given another's creative. */
  private static InMemoryAds requests() {
    InMemoryAds ads = new InMemoryAds().campaign(coffee().build());
    for (int i = 0; i < REQUESTS; i++) {
      ads.request(call("q" + i, "en", "coffee", "interest" + i).build(), stamp("q" + i));
    }
    return ads;
  }

  private static long stamp(String request) {
    return NOW + APART_MILLIS * Integer.parseInt(request.substring(1));
  }

  private static long effectiveFrom(InMemoryAds.Result result, String model) {
    return result.audits().stream()
        .filter(audit -> audit.getOperator().equals(model) && audit.getCommand() != null)
        .findFirst()
        .orElseThrow()
        .getEffectiveFrom()
        .toEpochMilli();
  }

  private static Set<String> versions(InMemoryAds.Result result, String model) {
    Set<String> versions = new TreeSet<>();
    result.creatives().values().forEach(each -> versions.add(version(each, model)));
    return versions;
  }

  private static String version(Creative creative, String model) {
    return refs(creative).stream()
        .filter(ref -> ref.getName().equals(model))
        .map(ModelRef::getVersion)
        .findFirst()
        .orElseThrow();
  }

  /** Empty where nobody painted. */
  private static String painted(Creative creative) {
    return refs(creative).stream()
        .filter(ref -> ref.getName().equals("ad-image"))
        .map(ModelRef::getVersion)
        .findFirst()
        .orElse("");
  }

  private static List<ModelRef> refs(Creative creative) {
    return creative.getProvenance().getModels();
  }

  /** The copies have the shipped models' weights, so all but the names is the same. */
  private static Map<String, Creative> unattributed(InMemoryAds.Result result) {
    Map<String, Creative> unattributed = new TreeMap<>();
    result
        .creatives()
        .forEach(
            (request, creative) -> {
              Creative copy = Creative.newBuilder(creative).build();
              copy.getProvenance().setModels(List.of());
              unattributed.put(request, copy);
            });
    return unattributed;
  }
}

package io.murmuration.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.beFinal;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.remote.EnvironmentSecrets;
import io.murmuration.schemas.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The design's rules of who may know whom; nothing is frozen. */
@AnalyzeClasses(
    packages = "io.murmuration",
    locations = ArchitectureTest.FeedViewClasses.class,
    importOptions = {ImportOption.DoNotIncludeTests.class})
class ArchitectureTest {
  private static final String MODEL = "io.murmuration.model..";
  private static final String JOBS = "io.murmuration.jobs..";
  private static final String LOAD_GEN = "io.murmuration.loadgen..";
  private static final String DEV_STACK = "io.murmuration.devstack..";
  private static final String CLI = "io.murmuration.cli..";
  private static final String FEED_VIEW = "io.murmuration.feed..";

  /** On no class path here, and of the same house. */
  static final class FeedViewClasses implements LocationProvider {
    @Override
    public Set<Location> get(Class<?> testClass) {
      return Set.of(
          Location.of(Path.of(System.getProperty("murmuration.root"), "feed-view/target/classes")));
    }
  }

  @ArchTest
  static final ArchRule djlStaysInItsPackage =
      noClasses()
          .that(not(resideInAPackage("io.murmuration.model.djl..")))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ai.djl..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule flinkStaysWhereItRuns =
      noClasses()
          .that(
              not(
                  resideInAnyPackage(
                      "io.murmuration.model.flink..",
                      "io.murmuration.model.sql..",
                      JOBS,
                      DEV_STACK,
                      CLI)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule kafkaStreamsStaysInFeedView =
      noClasses()
          .that(not(resideInAPackage(FEED_VIEW)))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule modelsKnowNoJobAndNoTraffic =
      noClasses()
          .that(resideInAPackage(MODEL))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(JOBS, LOAD_GEN, DEV_STACK, CLI, FEED_VIEW);

  @ArchTest
  static final ArchRule nothingButDeployDependsOnDeployOrLoadGen =
      noClasses()
          .that(not(resideInAnyPackage(LOAD_GEN, DEV_STACK, CLI)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LOAD_GEN, DEV_STACK, CLI);

  @ArchTest
  static final ArchRule theContractKnowsNoTaskAndNoEngine =
      noClasses()
          .that(resideInAPackage("io.murmuration.model.inference.."))
          .should()
          .dependOnClassesThat(
              resideInAPackage(MODEL)
                  .and(not(resideInAPackage("io.murmuration.model.inference.."))));

  @ArchTest
  static final ArchRule tasksNeverKnowOneAnother =
      slices()
          .matching("io.murmuration.model.(*)..")
          .namingSlices("$1")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAnyPackage(
                  "io.murmuration.model.djl..",
                  "io.murmuration.model.flink..",
                  "io.murmuration.model.sql.."),
              resideInAPackage(MODEL))
          .ignoreDependency(
              resideInAPackage(MODEL), resideInAPackage("io.murmuration.model.inference.."));

  @ArchTest
  static final ArchRule jobsNeverKnowOneAnother =
      slices()
          .matching("io.murmuration.jobs.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("io.murmuration.jobs.replay.."), resideInAPackage(JOBS))
          // No job, but how records go from task to task.
          .ignoreDependency(resideInAPackage(JOBS), resideInAPackage("io.murmuration.jobs.hop.."))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule aPipelineKnowsNoKafkaAndNoMain =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Pipeline")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.apache.kafka..")
                  .or(resideInAPackage("org.apache.flink.connector.kafka.."))
                  .or(named("Job")));

  @ArchTest
  static final ArchRule noRoomForEverything =
      noClasses().should().resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.murmuration.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule noMutableStatics =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat(
              not(resideInAPackage("io.murmuration.event.."))
                  .and(not(equivalentTo(SharedModels.class))))
          .should(beFinal());

  @ArchTest
  static final ArchRule noWallClockAndNoUnseededChance =
      noClasses()
          .that(
              not(resideInAnyPackage(LOAD_GEN, DEV_STACK, CLI, "io.murmuration.event.."))
                  .and(not(named("Job")))
                  .and(not(named("Main"))))
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalTime.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(ThreadLocalRandom.class, "current")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callConstructor(Random.class);

  @ArchTest
  static final ArchRule onlyMainsReadTheEnvironment =
      noClasses()
          .that(
              not(resideInAnyPackage(DEV_STACK, CLI))
                  .and(not(named("Job")))
                  .and(not(named("Main")))
                  // A secret read by a main would travel in the job graph.
                  .and(not(equivalentTo(EnvironmentSecrets.class))))
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class);

  @ArchTest
  static final ArchRule onlyTopicsMakesTopics =
      noClasses()
          .that(not(resideInAPackage("io.murmuration.schemas..")))
          .should()
          .callMethodWhere(
              target(owner(equivalentTo(Topic.class)))
                  .and(target(nameMatching("retained|compacted"))))
          .because("topic names stand in Topics alone");

  private static DescribedPredicate<JavaClass> named(String suffix) {
    return simpleNameEndingWith(suffix);
  }
}

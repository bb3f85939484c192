package network.superblock.devnet.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.Slice;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house rules that bytecode shows. See STYLE.md and ARCHITECTURE.md, "Modules". */
class ServiceRulesTest {

  private static final String ROOT = "network.superblock.";
  private static final String[] SERVICES =
      Stream.of("slot", "xtqueue", "sequencer", "blockstore", "superblock")
          .map(service -> ROOT + service)
          .toArray(String[]::new);
  private static final String[] ADAPTERS =
      Stream.of(SERVICES)
          .flatMap(service ->
              Stream.of("kafka", "postgres", "l1", "http", "jsonrpc", "anvil", "metrics")
                  .map(system -> service + "." + system))
          .toArray(String[]::new);

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("network.superblock");

  @Test
  void servicesDoNotKnowEachOther() {
    slices()
        .matching(ROOT + "(*)..")
        .that(are(DescribedPredicate.describe("services", ServiceRulesTest::isOfService)))
        .should()
        .notDependOnEachOther()
        .check(CODE);
  }

  /**
   * The queue alone looks at what protobuf can hold and the protocol cannot, to say why. OTLP's
   * messages are another format.
   */
  @Test
  void protobufStaysInWire() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "wire..")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "xtqueue.http.XtRequestBody")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "cli.trace.SpanDecoding")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "wire.v1..", "com.google.protobuf..")
        .check(CODE);
  }

  /** A benchmark is about the real clock; its measurements are no part of the network. */
  @Test
  void onlyClockPackagesSayNow() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..clock..", ROOT + "bench..")
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe("reads the clock", ServiceRulesTest::readsTheClock))
        .check(CODE);
  }

  @Test
  void nothingIsInjectedIntoFields() {
    noFields()
        .should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .orShould()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
        .orShould()
        .beAnnotatedWith("jakarta.inject.Inject")
        .orShould()
        .beAnnotatedWith("jakarta.annotation.Resource")
        .check(CODE);
  }

  /**
   * Driver, settings and ports: what talks to the outside has a package of its own. A configuration
   * hands the clients out, and the parts of one leadership are put together by name.
   */
  @Test
  void theRootOfAServiceDoesNoInputOrOutput() {
    noClasses()
        .that(resideInAnyPackage(SERVICES))
        .and()
        .areNotAnnotatedWith("org.springframework.context.annotation.Configuration")
        .and()
        .areNotAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
        .and()
        .haveSimpleNameNotEndingWith("Configuration")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "xtqueue.QueueReplica")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "superblock.SuperblockWork")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "org.springframework.kafka..",
            "org.springframework.r2dbc..",
            "org.springframework.data..",
            "io.r2dbc..",
            "java.sql..",
            "java.net.http..",
            "org.web3j.protocol..",
            "org.springframework.http..",
            "org.springframework.web..")
        .check(CODE);
  }

  @Test
  void adaptersArePackagePrivateUnlessAnotherPackageUsesThem() {
    classes()
        .that(resideInAnyPackage(ADAPTERS))
        .and()
        .haveModifier(PUBLIC)
        .and()
        .areTopLevelClasses()
        .should(beUsedFromAnotherPackage())
        .check(CODE);
  }

  private static boolean isOfService(Slice slice) {
    return Set.of(SERVICES).contains(ROOT + slice.getNamePart(1));
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    var target = access.getTarget();
    return switch (target.getName()) {
      case "now" -> target.getOwner().getPackageName().equals("java.time");
      case "currentTimeMillis" -> target.getOwner().isEquivalentTo(System.class);
      case "system", "systemUTC", "systemDefaultZone" ->
          target.getOwner().getPackageName().equals("java.time");
      default -> false;
    };
  }

  private static ArchCondition<JavaClass> beUsedFromAnotherPackage() {
    return new ArchCondition<>("be used from another package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        // A switch over a sealed type shows in bytecode through the nested types alone.
        var isUsed =
            CODE.stream()
                .filter(part -> (part.getName() + "$").startsWith(type.getName() + "$"))
                .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                .anyMatch(
                    use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
        if (!isUsed)
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " is public and no other package uses it"));
      }
    };
  }
}

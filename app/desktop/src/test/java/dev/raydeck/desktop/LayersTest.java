package dev.raydeck.desktop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The chain of `app/ARCHITECTURE.md`, one rule an idea.
@AnalyzeClasses(packages = "dev.raydeck", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayersTest {

  @ArchTest
  static final ArchRule theChain =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("model")
          .definedBy("dev.raydeck.model..")
          .layer("engine")
          .definedBy("dev.raydeck.engine..")
          .layer("raywire")
          .definedBy("dev.raydeck.raywire..")
          .layer("cluster")
          .definedBy("dev.raydeck.cluster..")
          .layer("sandbox")
          .definedBy("dev.raydeck.sandbox..")
          .layer("desktop")
          .definedBy("dev.raydeck.desktop..")
          .whereLayer("desktop")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sandbox")
          .mayOnlyBeAccessedByLayers("desktop")
          .whereLayer("cluster")
          .mayOnlyBeAccessedByLayers("desktop")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("cluster", "desktop")
          .whereLayer("raywire")
          .mayOnlyBeAccessedByLayers("cluster", "sandbox")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("engine", "cluster", "desktop");

  @ArchTest
  static final ArchRule modelAndEngineKnowOnlyTheJdk =
      noClasses()
          .that()
          .resideInAnyPackage("dev.raydeck.model..", "dev.raydeck.engine..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java.lang..",
              "java.util..",
              "java.time..",
              "java.math..",
              "java.text..",
              "java.nio.charset..",
              "org.jspecify..",
              "dev.raydeck.model..",
              "dev.raydeck.engine..");

  @ArchTest
  static final ArchRule fabric8OnlyInClusterKube =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.raydeck.cluster.kube..", "dev.raydeck.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.fabric8..");

  @ArchTest
  static final ArchRule javaFxOnlyInDesktop =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.raydeck.desktop..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx..");

  @ArchTest
  static final ArchRule viewModelsKnowNoScene =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("ViewModel")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule runLaterOnlyInFxFrames =
      noClasses()
          .that()
          .doNotHaveSimpleName("FxFrames")
          .should()
          .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable");

  @ArchTest
  static final ArchRule nobodyReadsTheSystemClock =
      noClasses()
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");
}

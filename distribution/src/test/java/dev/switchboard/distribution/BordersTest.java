package dev.switchboard.distribution;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.switchboard.distribution.House.CLASSES;
import static dev.switchboard.distribution.House.FRAMEWORK;
import static dev.switchboard.distribution.House.FRAMEWORK_AND_SDK;
import static dev.switchboard.distribution.House.HTTP;
import static dev.switchboard.distribution.House.LAUNCHER;
import static dev.switchboard.distribution.House.OSGI;
import static dev.switchboard.distribution.House.PIPELINE;
import static dev.switchboard.distribution.House.SDK;
import static dev.switchboard.distribution.House.with;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
class BordersTest {
    @ParameterizedTest
    @ValueSource(strings = {"spi", "pipeline", "http", "config", "osgi", "launcher", "dialect", "provider", "routing"})
    void everyPartIsLookedAt(String part) {
        assertTrue(CLASSES.stream().anyMatch(type -> type.getPackageName().startsWith("dev.switchboard." + part)));
    }

    @Test
    void theSdkKnowsTheJdkOnly() {
        classes()
                .that()
                .resideInAPackage(SDK)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(SDK))
                .because("a type of a library in a signature ties every plugin to our version of it")
                .check(CLASSES);
    }

    @Test
    void thePipelineKnowsTheSdkOnly() {
        classes()
                .that()
                .resideInAPackage(PIPELINE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(with(SDK, PIPELINE))
                .because("what happens to a request can then be read and tested without a server")
                .check(CLASSES);
    }

    @Test
    void theFrameworkKnowsNoPlugin() {
        noClasses()
                .that()
                .resideInAnyPackage(FRAMEWORK)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.switchboard..").and(resideOutsideOfPackages(FRAMEWORK_AND_SDK)))
                .because("a plugin comes and goes while the framework runs")
                .check(CLASSES);
    }

    @Test
    void pluginsKnowNothingOfTheFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackages(with(FRAMEWORK))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORK)
                .because("the SDK is all that is kept stable for them")
                .check(CLASSES);
    }

    @Test
    void osgiStaysInOneModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage(OSGI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.osgi.framework..", "org.apache.felix..")
                .because("nobody else needs to know that bundles exist")
                .check(CLASSES);
    }

    @Test
    void jettyStaysInOneModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage(HTTP)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .because("the kernel's ports are plain Java")
                .check(CLASSES);
    }

    @Test
    void guiceStaysInTheLauncher() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LAUNCHER)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.google.inject..")
                .because("parts have constructors; only their assembly needs an injector")
                .check(CLASSES);
    }

    @Test
    void partsFormNoCycle() {
        slices().matching("dev.switchboard.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spi",
                "pipeline",
                "http",
                "config",
                "launcher",
                "dialect.openai",
                "wire.openai",
                "dialect.anthropic",
                "wire.anthropic"
            })
    void packagesOfAPartFormNoCycle(String part) {
        slices().matching("dev.switchboard." + part + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }
}

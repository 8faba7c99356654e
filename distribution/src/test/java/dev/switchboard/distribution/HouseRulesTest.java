package dev.switchboard.distribution;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.switchboard.distribution.House.CLASSES;
import static dev.switchboard.distribution.House.LAUNCHER;
import static dev.switchboard.distribution.House.PIPELINE;
import static dev.switchboard.distribution.House.SDK;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no code does, whatever it is about. */
class HouseRulesTest {
    private static final Set<String> BARE =
            Set.of("java.lang.RuntimeException", "java.lang.Exception", "java.lang.Error", "java.lang.Throwable");

    @Test
    void everyPackageIsNullMarked() {
        List<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> !each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(each -> each.getName() + " (expected: a package-info.java with @NullMarked)")
                .sorted()
                .toList();
        assertEquals(List.of(), unmarked);
    }

    @Test
    void onlyTheCommandLineSpeaksToTheTerminal() {
        // The launcher's texts are the command line's output.
        noClasses()
                .that()
                .resideOutsideOfPackage(LAUNCHER)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a server writes to its log")
                .check(CLASSES);
    }

    @Test
    void failuresHaveAName() {
        noClasses()
                .should()
                .callConstructorWhere(describe("a bare exception is made", HouseRulesTest::isBare))
                .because("a bare exception says neither who failed nor what to do")
                .check(CLASSES);
    }

    @Test
    void thePipelineIsToldTheTime() {
        noClasses()
                .that()
                .resideInAnyPackage(PIPELINE, SDK)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("a test sets the clock: take an InstantSource")
                .check(CLASSES);
    }

    @Test
    void chanceIsHandedIn() {
        noClasses()
                .that()
                .resideInAnyPackage(PIPELINE, SDK)
                .should()
                .callConstructorWhere(target(owner(JavaClass.Predicates.assignableTo(Random.class))))
                .because("a test decides what chance brings: take a RandomGenerator")
                .check(CLASSES);
    }

    @Test
    void bundlesKeepNothingInThreads() {
        noClasses()
                .that()
                .resideOutsideOfPackages(House.with(House.FRAMEWORK))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .because("a thread outlives the bundle and would hold its classes: use ScopedValue")
                .check(CLASSES);
    }

    @Test
    void injectorsHaveNoChildren() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "a child injector is made",
                        call -> call.getTarget().getName().equals("createChildInjector")))
                .because("a child's bindings land in the parent, which then holds the bundle's classes")
                .check(CLASSES);
    }

    private static boolean isBare(JavaConstructorCall call) {
        // A subclass calls the constructor of its parent.
        return BARE.contains(call.getTargetOwner().getName())
                && !call.getOriginOwner().isAssignableTo(Throwable.class);
    }
}

package dev.switchboard.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class PlannerTest {
    private static final Candidate ACME_1 = plugin("acme", "1.0.0", "one", "acme-1.jar");
    private static final Candidate ACME_2 = plugin("acme", "2.0.0", "two", "acme-2.jar");

    @Test
    void doesNothingWhenAllIsAsItShallBe() {
        assertPlan("nothing to do", List.of(deployed(ACME_1)), scan(ACME_1));
    }

    @Test
    void installsWhatIsNew() {
        assertPlan("install acme 1.0.0 from acme-1.jar", List.of(), scan(ACME_1));
    }

    @Test
    void takesTheHighestVersionAsAVersionNotAsText() {
        Candidate ten = plugin("acme", "10.0.0", "ten", "acme-10.jar");
        assertPlan("install acme 10.0.0 from acme-10.jar", List.of(), scan(ACME_2, ten, ACME_1));
    }

    @Test
    void updatesToAHigherVersion() {
        assertPlan("update acme 1.0.0 to 2.0.0 from acme-2.jar", List.of(deployed(ACME_1)), scan(ACME_1, ACME_2));
    }

    @Test
    void goesBackWhenTheHigherVersionHasGone() {
        assertPlan("update acme 2.0.0 to 1.0.0 from acme-1.jar", List.of(deployed(ACME_2)), scan(ACME_1));
    }

    @Test
    void updatesTheSameVersionWithOtherBytes() {
        Candidate rebuilt = plugin("acme", "1.0.0", "rebuilt", "acme-1.jar");
        assertPlan(
                "update acme 1.0.0 to 1.0.0 with other bytes from acme-1.jar",
                List.of(deployed(ACME_1)),
                scan(rebuilt));
    }

    @Test
    void ofOneVersionTheYoungerFileRuns() {
        Candidate younger = at(
                plugin("acme", "1.0.0", "younger", "a.jar"), ACME_1.modified().plusSeconds(1));
        assertPlan("install acme 1.0.0 from a.jar", List.of(), scan(younger, ACME_1));
    }

    @Test
    void doesNotCareWhatTheFileIsCalled() {
        assertPlan("nothing to do", List.of(deployed(ACME_1)), scan(plugin("acme", "1.0.0", "one", "other-name.jar")));
    }

    @Test
    void removesWhatHasGone() {
        assertPlan("remove acme 1.0.0", List.of(deployed(ACME_1)), Scan.EMPTY);
    }

    @Test
    void removesNothingWhileAFileIsBeingWritten() {
        Scan scan = new Scan(List.of(), Map.of(), Set.of("acme-2.jar"), Map.of());
        assertPlan("nothing to do", List.of(deployed(ACME_1)), scan);
    }

    @Test
    void keepsWhatRunsWhileItsFileCannotBeRead() {
        Scan scan = new Scan(List.of(), Map.of("acme-1.jar", "is not a complete jar"), Set.of(), Map.of());
        assertPlan("nothing to do", List.of(deployed(ACME_1)), scan);
    }

    @Test
    void keepsWhatRunsWhenTheBestWasRefused() {
        Plan plan = Planner.plan(List.of(deployed(ACME_2)), scan(ACME_1, higher()), Set.of(higher().key()), List.of());
        assertEquals("nothing to do", plan.toString());
    }

    @Test
    void takesTheNextBestWhenNothingRuns() {
        Plan plan = Planner.plan(List.of(), scan(ACME_1, higher()), Set.of(higher().key()), List.of());
        assertEquals("install acme 1.0.0 from acme-1.jar", plan.toString());
    }

    @Test
    void takesTheLastPublishedWhenNothingElseWorks() {
        Plan refused = Planner.plan(List.of(), scan(higher()), Set.of(higher().key()), List.of(ACME_1));
        assertEquals("install acme 1.0.0 from acme-1.jar", refused.toString());
        Scan unreadable = new Scan(List.of(), Map.of("acme-1.jar", "is not a complete jar"), Set.of(), Map.of());
        assertEquals(
                "install acme 1.0.0 from acme-1.jar",
                Planner.plan(List.of(), unreadable, Set.of(), List.of(ACME_1)).toString());
    }

    @Test
    void doesNotBringBackWhatWasRemoved() {
        assertEquals(
                "nothing to do",
                Planner.plan(List.of(), Scan.EMPTY, Set.of(), List.of(ACME_1)).toString());
    }

    @Test
    void touchingARefusedFileAsksForAnotherTry() {
        Candidate touched = at(higher(), higher().modified().plusSeconds(1));
        Plan plan = Planner.plan(List.of(deployed(ACME_1)), scan(touched), Set.of(higher().key()), List.of());
        assertEquals("update acme 1.0.0 to 3.0.0 from acme-3.jar", plan.toString());
    }

    @Test
    void aRefusedRemovalIsNotTriedAgain() {
        Plan plan = Planner.plan(List.of(deployed(ACME_1)), Scan.EMPTY, Set.of(Step.Remove.key(ACME_1)), List.of());
        assertEquals("nothing to do", plan.toString());
    }

    @Test
    void aRenamedBundleTakesOver() {
        Candidate renamed = new Candidate(
                "org.acme",
                new Version("1.1.0"),
                ACME_1.plugin(),
                "acme.jar",
                "sha",
                Path.of("x"),
                Instant.EPOCH,
                Capabilities.UNDECLARED,
                "");
        assertPlan("update acme 1.0.0 to org.acme 1.1.0 from acme.jar", List.of(deployed(ACME_1)), scan(renamed));
    }

    @Test
    void whatUsesALibraryGoesWithIt() {
        Candidate old = library("tools", "1.0.0");
        Candidate next = library("tools", "2.0.0");
        Candidate other = plugin("other", "1.0.0", "other", "other.jar");
        Plan plan = Planner.plan(
                List.of(deployed(ACME_1, "tools"), deployed(old), deployed(other)),
                scan(ACME_1, next, other),
                Set.of(),
                List.of());
        assertEquals("""
                update tools 1.0.0 to 2.0.0 from tools-2.0.0.jar
                start acme 1.0.0 anew, since it uses what changes""", plan.toString());
        assertEquals(1, plan.groups().size());
    }

    @Test
    void aUserThatChangesAnywayIsStartedOnce() {
        Plan plan = Planner.plan(
                List.of(deployed(ACME_1, "tools"), deployed(library("tools", "1.0.0"))),
                scan(ACME_2, library("tools", "2.0.0")),
                Set.of(),
                List.of());
        assertEquals("""
                update tools 1.0.0 to 2.0.0 from tools-2.0.0.jar
                update acme 1.0.0 to 2.0.0 from acme-2.jar""", plan.toString());
        assertEquals(1, plan.groups().size());
    }

    @Test
    void librariesComeFirstAndWhatIsUnrelatedStandsAlone() {
        Plan plan = Planner.plan(List.of(), scan(ACME_1, library("tools", "1.0.0")), Set.of(), List.of());
        assertEquals("""
                install tools 1.0.0 from tools-1.0.0.jar
                install acme 1.0.0 from acme-1.jar""", plan.toString());
        assertEquals(2, plan.groups().size());
    }

    private static void assertPlan(String expected, List<Deployed> current, Scan scan) {
        assertEquals(expected, Planner.plan(current, scan, Set.of(), List.of()).toString());
    }

    private static Candidate higher() {
        return plugin("acme", "3.0.0", "three", "acme-3.jar");
    }

    private static Candidate plugin(String name, String version, String sha256, String file) {
        return new Candidate(
                name,
                new Version(version),
                Optional.of(new Candidate.PluginEntry("test.Plugin", name)),
                file,
                sha256,
                Path.of(sha256),
                Instant.EPOCH,
                Capabilities.UNDECLARED,
                "");
    }

    private static Candidate library(String name, String version) {
        String file = name + "-" + version + ".jar";
        return new Candidate(
                name,
                new Version(version),
                Optional.empty(),
                file,
                file,
                Path.of(file),
                Instant.EPOCH,
                Capabilities.UNDECLARED,
                "");
    }

    private static Candidate at(Candidate candidate, Instant modified) {
        return new Candidate(
                candidate.name(),
                candidate.version(),
                candidate.plugin(),
                candidate.file(),
                candidate.sha256(),
                candidate.jar(),
                modified,
                candidate.capabilities(),
                candidate.provenance());
    }

    private static Deployed deployed(Candidate candidate, String... uses) {
        return new Deployed(candidate, Set.of(uses));
    }

    private static Scan scan(Candidate... candidates) {
        return new Scan(List.of(candidates), Map.of(), Set.of(), Map.of());
    }
}

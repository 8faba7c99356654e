package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.switchboard.spi.config.ConfigFormat;
import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.config.ConfigFormat.Translation;
import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import dev.switchboard.testkit.doubles.TestingTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every foreign format of the configuration file must do: know its own files and no others, lose nothing in silence, tell
 * where everything came from, and bear whatever stands in a file.
 */
public abstract class ConfigFormatContract {
    private static final String FILE = "foreign.yaml";
    private static final String UNKNOWN = "nobody-knows-this";

    /** The format. */
    protected abstract ConfigFormat format();

    /** A file that it translates without a notice of the kind {@code INVALID}, as JSON; each of its settings once. */
    protected abstract String sample();

    /** A text of the sample that must show in no notice, such as a key. */
    protected abstract String secret();

    /**
     * Whether the keys of a map in the sample are names that the operator makes up, so that none is unknown there.
     *
     * @param path of the map, such as {@code models[0].headers}
     */
    protected boolean isFree(String path) {
        return false;
    }

    private Mapping tree() {
        return TestingTree.of(FILE, sample());
    }

    private List<String> invalid(Translation translation) {
        return translation.notices().stream()
                .filter(notice -> notice.kind() == Kind.INVALID)
                .map(Notice::toString)
                .toList();
    }

    @Test
    void isNamedContractTest() {
        String name = getClass().getSimpleName();
        assertTrue(name.endsWith("ContractTest"), "class name: " + name + " (expected: XContractTest)");
    }

    @Test
    void hasANameThatPeopleKnow() {
        assertFalse(format().name().isBlank());
        assertEquals(format().name(), format().name());
    }

    @Test
    void knowsItsOwnFiles() {
        assertTrue(format().recognises(tree()), "the sample is not recognised");
        assertEquals(List.of(), invalid(format().translate(tree())));
    }

    /** A file of the gateway's own, and what is none at all. */
    @TestFactory
    Stream<DynamicTest> leavesOtherFilesToOthers() {
        return Stream.of(
                        "{}",
                        "{\"providers\":{\"demo\":{\"type\":\"mock\"}},\"models\":{\"demo\":{\"targets\":[]}}}",
                        "{\"server\":{\"port\":4000},\"keys\":{\"operator\":\"sk-test-not-a-real-key\"}}",
                        "{\"" + UNKNOWN + "\":{\"a\":[1,null,true]}}")
                .map(other -> dynamicTest(
                        other, () -> assertFalse(format().recognises(TestingTree.of("other.yaml", other)), other)));
    }

    @Test
    void saysTheSameOfTheSameFile() throws InterruptedException {
        Mapping tree = tree();
        Translation first = format().translate(tree);
        Crowd.assertAllRight(_ -> format().translate(tree).equals(first));
        assertEquals(TreeEdits.said(tree()), TreeEdits.said(tree), "the tree that was translated");
    }

    /** Each value of the result stands where the value stood that it was made from. */
    @Test
    void tellsWhereEverythingCameFrom() {
        Translation translation = format().translate(tree());
        TreeEdits.below(translation.config())
                .forEach((path, value) ->
                        assertEquals(FILE, value.origin().source(), path + " stands at " + value.origin()));
        translation.notices().forEach(notice -> {
            assertEquals(FILE, notice.origin().source(), notice::toString);
            assertFalse(notice.message().isBlank(), notice::toString);
            assertFalse(notice.path().isBlank(), notice::toString);
        });
    }

    /** A setting shows in the result, or in a notice about it or about what it stands in. */
    @TestFactory
    Stream<DynamicTest> losesNoSettingInSilence() {
        Mapping tree = tree();
        Translation translation = format().translate(tree);
        Set<Origin> shown = TreeEdits.below(translation.config()).values().stream()
                .map(ConfigValue::origin)
                .collect(Collectors.toSet());
        Map<String, ConfigValue> settings = TreeEdits.below(tree);
        return settings.entrySet().stream()
                .filter(setting -> !(setting.getValue() instanceof Mapping)
                        && !(setting.getValue() instanceof ConfigValue.Sequence))
                .map(setting -> dynamicTest(
                        setting.getKey(),
                        () -> assertTrue(
                                shown.contains(setting.getValue().origin())
                                        || isNoticed(translation, setting.getKey())
                                        || changesTheResult(tree, setting.getValue(), translation),
                                () -> setting.getKey() + " went without a word; notices: " + translation.notices())));
    }

    /** What only decides about others shows when it says something else. */
    private boolean changesTheResult(Mapping tree, ConfigValue setting, Translation before) {
        return TreeEdits.kinds(setting.origin()).stream()
                .map(other -> format().translate(TreeEdits.replace(tree, setting, _ -> other)))
                .anyMatch(after -> !TreeEdits.said(after.config()).equals(TreeEdits.said(before.config())));
    }

    private static boolean isNoticed(Translation translation, String path) {
        return translation.notices().stream()
                .map(Notice::path)
                .anyMatch(noticed ->
                        path.equals(noticed) || path.startsWith(noticed + ".") || path.startsWith(noticed + "["));
    }

    /** A typing error of the operator's, in any map, is named. */
    @TestFactory
    Stream<DynamicTest> namesWhatItDoesNotKnow() {
        Mapping tree = tree();
        Map<String, ConfigValue> maps = TreeEdits.below(tree);
        maps.put("", tree);
        return maps.entrySet().stream()
                .filter(map -> map.getValue() instanceof Mapping && !isFree(map.getKey()))
                .map(map -> dynamicTest(map.getKey().isEmpty() ? "the file" : map.getKey(), () -> {
                    Translation translation = format().translate(TreeEdits.replace(
                            tree,
                            map.getValue(),
                            old -> TreeEdits.with((Mapping) old, UNKNOWN, new ConfigValue.Text("x", TreeEdits.EDIT))));
                    assertTrue(
                            translation.notices().stream()
                                    .anyMatch(notice -> notice.path().contains(UNKNOWN)),
                            () -> UNKNOWN + " is in no notice: " + translation.notices());
                }));
    }

    @Test
    void showsTheSecretInNoNotice() {
        assertTrue(
                TreeEdits.said(tree()).contains(secret()),
                "the sample does not hold what secret() says: an empty promise");
        format().translate(tree())
                .notices()
                .forEach(notice -> assertFalse(notice.toString().contains(secret()), "a notice holds the secret"));
    }

    /** A value of another kind is refused by a notice, or bears a meaning: never by an exception. */
    @TestFactory
    Stream<DynamicTest> bearsAnyValueAnywhere() {
        Mapping tree = tree();
        return TreeEdits.below(tree).entrySet().stream()
                .map(setting -> dynamicTest(setting.getKey(), () -> {
                    for (ConfigValue other : TreeEdits.kinds(setting.getValue().origin())) {
                        Mapping edited = TreeEdits.replace(tree, setting.getValue(), _ -> other);
                        if (format().recognises(edited)) {
                            format().translate(edited);
                            format().complete(edited, tree);
                            format().complete(tree, edited);
                        }
                    }
                }));
    }

    /** What a part says itself goes before what the file says. */
    @Test
    void completesAPartAndTakesNothingFromIt() {
        Mapping tree = tree();
        Mapping completed = format().complete(tree, TestingTree.of(FILE, sample()));
        assertEquals(completed, format().complete(tree, TestingTree.of(FILE, sample())));
        assertTrue(format().recognises(completed), "a completed part is not recognised");
        assertEquals(
                TreeEdits.said(format().translate(tree).config()),
                TreeEdits.said(format().translate(completed).config()),
                "a part that says everything itself");
    }
}

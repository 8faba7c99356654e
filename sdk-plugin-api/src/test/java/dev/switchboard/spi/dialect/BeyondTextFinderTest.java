package dev.switchboard.spi.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.switchboard.spi.dialect.BeyondTextFinder.Meaning;
import dev.switchboard.spi.dialect.BeyondTextFinder.Sign;
import dev.switchboard.spi.dialect.BeyondTextFinder.Signs;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BeyondTextFinderTest {
    private static final Signs SIGNS = Signs.of(
            Sign.of("picture", Meaning.PICTURE),
            Sign.of("type", "image", Meaning.PICTURE),
            Sign.ofText("file_id", Meaning.CONTEXT),
            Sign.beginning("mime", "video/", Meaning.CONTEXT));

    private static BeyondText in(String json) {
        return lookAt(json).found().build();
    }

    private static BeyondTextFinder lookAt(String json) {
        Bytes body = Bytes.utf8(json);
        BeyondTextFinder finder = new BeyondTextFinder(body, SIGNS);
        JsonDocument.parse(body, finder);
        return finder;
    }

    @Test
    void signsAreFoundAtAnyDepth() {
        assertEquals(
                2,
                in("{\"a\":[{\"picture\":{}},[{\"b\":{\"type\":\"image\"}}]]}").pictures());
        assertEquals(Optional.of("file_id"), in("{\"a\":{\"file_id\":\"x\"}}").context());
        assertEquals(Optional.of("video/"), in("{\"mime\":\"video/mp4\"}").context());
    }

    @Test
    void whatOnlyLooksLikeASignIsNone() {
        for (String none : List.of(
                "{\"a\":\"picture\"}",
                "{\"a\":\"\\\"type\\\":\\\"image\\\"\"}",
                "{\"type\":\"images\"}",
                "{\"type\":\"imag\"}",
                "{\"type\":[\"image\"]}",
                "{\"file_id\":{\"type\":\"string\"}}",
                "{\"mime\":\"text/video/\"}",
                "{\"pictures\":1}")) {
            BeyondText found = in(none);
            assertEquals(0, found.pictures(), none);
            assertEquals(Optional.empty(), found.context(), none);
        }
    }

    @Test
    void escapesHideNothing() {
        assertEquals(1, in("{\"pict\\u0075re\":1}").pictures());
        assertEquals(1, in("{\"type\":\"\\u0069mage\"}").pictures());
        assertEquals(0, in("{\"type\":\"image\\n\"}").pictures());
        assertEquals(0, in("{\"\\u00fcber\":\"image\"}").pictures());
        assertEquals(Optional.of("video/"), in("{\"mime\":\"video\\/mp4\"}").context());
        String name = "picture".chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
        assertEquals(1, in("{\"" + name + "\":1}").pictures());
        assertEquals(0, in("{\"" + name + "s\":1}").pictures());
        assertEquals(0, in("{\"type\":\"\\u0069mages\"}").pictures());
        assertEquals(Optional.of("file_id"), in("{\"file_id\":\"\\/\"}").context());
        assertEquals(Optional.empty(), in("{\"mime\":\"video\"}").context());
    }

    /** A file may stand there: what is read of it must not depend on how long it is. */
    @Test
    void ofAValueNoMoreIsReadThanASignHas() {
        byte[] value = "{\"mime\":\"video\\/mp4".getBytes(StandardCharsets.US_ASCII);
        BeyondTextFinder finder = new BeyondTextFinder(Bytes.wrap(value), SIGNS);
        finder.member(2, 6, 8);
        assertEquals(Optional.of("video/"), finder.found().build().context());
    }

    @Test
    void valuesThatEndTooEarlyAreNoSigns() {
        for (String cut : List.of("\"", "\"v", "\"vide\\", "\"vide\\u00", "\"vide\\u006", "\"\\q")) {
            String json = "{\"mime\":" + cut;
            BeyondTextFinder finder = new BeyondTextFinder(Bytes.utf8(json), SIGNS);
            finder.member(2, 6, 8);
            assertEquals(Optional.empty(), finder.found().build().context(), json);
        }
    }

    @Test
    void signsThatCannotBeFoundAreRefused() {
        for (Sign sign : List.of(
                Sign.of("", Meaning.PICTURE),
                Sign.of("x".repeat(64), Meaning.PICTURE),
                Sign.of("\u00fcber", Meaning.PICTURE),
                Sign.beginning("a", "\u00fc", Meaning.PICTURE))) {
            assertThrows(IllegalArgumentException.class, () -> Signs.of(sign), sign.member());
        }
    }

    @Test
    void whatIsFoundCanBeAddedTo() {
        BeyondTextFinder finder = lookAt("{\"a\":{\"picture\":1}}");
        finder.found().pictures(7).context("a");
        BeyondText again = finder.found().build();
        assertEquals(1, again.pictures());
        assertEquals(Optional.empty(), again.context());
    }

    @Test
    void usesOfToolsAreAddedUpUntilOneHasNoBound() {
        BeyondText.Builder builder =
                BeyondText.builder().tool("a", OptionalLong.of(2)).tool("b", OptionalLong.of(3));
        assertEquals(OptionalLong.of(5), builder.build().toolUses());
        assertEquals(Optional.of("a"), builder.build().tool());
        assertEquals(
                OptionalLong.of(Long.MAX_VALUE),
                builder.tool("c", OptionalLong.of(Long.MAX_VALUE)).build().toolUses());
        assertEquals(
                OptionalLong.empty(),
                builder.tool("d", OptionalLong.empty()).build().toolUses());
        assertThrows(IllegalArgumentException.class, () -> builder.tool("e", OptionalLong.of(-1)));
        assertEquals(Optional.empty(), BeyondText.NOTHING.tool());
    }
}

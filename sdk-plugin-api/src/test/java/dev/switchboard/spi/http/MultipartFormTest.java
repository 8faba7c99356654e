package dev.switchboard.spi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
    private static final String TYPE = "multipart/form-data; boundary=X";

    private static MultipartForm parse(String body) {
        return MultipartForm.parse(TYPE, Bytes.utf8(body));
    }

    private static MultipartForm single(String disposition) {
        return parse("--X\r\nContent-Disposition: " + disposition + "\r\n\r\nvalue\r\n--X--\r\n");
    }

    @Test
    void readsFieldsAndFiles() {
        MultipartForm form = parse("--X\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nm\r\n"
                + "--X\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a b.wav\"\r\n"
                + "CONTENT-TYPE: audio/wav\r\n\r\nRIFF\r\n--X--\r\n");

        assertEquals(
                List.of(Part.text("model", "m"), Part.file("file", "a b.wav", "audio/wav", Bytes.utf8("RIFF"))),
                form.parts());
        assertFalse(form.parts().getFirst().isFile());
        assertTrue(form.parts().getLast().isFile());
    }

    @Test
    void skipsWhatStandsAroundIt() {
        MultipartForm form =
                parse("This is a form.\r\n--X \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--X--\r\nBye.");

        assertEquals(List.of(Part.text("a", "1")), form.parts());
    }

    @Test
    void keepsRepeatedNamesInOrder() {
        MultipartForm form =
                new MultipartForm(List.of(Part.text("image[]", "1"), Part.text("other", "2"), Part.text("image", "3")));

        assertEquals(
                List.of("1", "3"),
                form.all("image", "image[]").stream().map(Part::text).toList());
        assertEquals("2", form.first("other").orElseThrow().text());
        assertEquals(Optional.empty(), form.first("none"));
    }

    @Test
    void takesEmptyContentsAndNoParts() {
        assertEquals(
                List.of(Part.text("a", ""), Part.text("b", "")), // RFC 2046 lets a part end with its head
                parse("--X\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--X\r\n"
                                + "Content-Disposition: form-data; name=b\r\n\r\n--X--")
                        .parts());
        assertEquals(List.of(), parse("--X--").parts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n--Y\r\n", "a--X--", "\r\n--XY", "\r\n--X-", "\n--X\n", "\r", "\r\n", "\u0000\r\n-"})
    void whatLooksLikeABoundaryIsContent(String content) {
        MultipartForm form = parse("--X\r\nContent-Disposition: form-data; name=a\r\n\r\n" + content + "\r\n--X--\r\n");

        assertEquals(List.of(Part.text("a", content)), form.parts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form-data; name=\"a\"; filename=\"x.wav\" | x.wav",
                "form-data; name=\"a\"; filename=x.wav | x.wav",
                "form-data; name=a; filename=\"x;y.wav\" | x;y.wav",
                "form-data; name=a; filename=\"say \\\"hi\\\".wav\" | say \"hi\".wav",
                "form-data; name=a; filename=\"say %22hi%22.wav\" | say \"hi\".wav",
                "form-data; name=a; filename=\"C:\\dir\\x.wav\" | C:\\dir\\x.wav",
                "form-data; name=a; filename=\"x.wav\"; filename*=UTF-8''gr%C3%BC%C3%9Fe.wav | grüße.wav",
                "FORM-DATA;NAME=a;FILENAME=\"grüße.wav\" | grüße.wav",
            })
    void readsFileNamesAsClientsWriteThem(String disposition, String fileName) {
        assertEquals(
                Optional.of(fileName), single(disposition).parts().getFirst().fileName());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--X",
                "--X\r\n",
                "no boundary",
                "--X\r\nContent-Disposition: form-data; name=a\r\n\r\nvalue",
                "--X\r\nContent-Disposition: form-data; name=a\r\n\r\nvalue\r\n--X",
                "--X\r\nContent-Disposition: form-data; name=a",
                "--X\r\n\r\nvalue\r\n--X--",
                "--X\r\nContent-Disposition: form-data\r\n\r\nvalue\r\n--X--",
                "--X\r\nContent-Disposition: attachment; name=a\r\n\r\nvalue\r\n--X--",
                "--X\r\n: form-data; name=a\r\n\r\nvalue\r\n--X--",
                "--X\r\nContent Disposition: form-data; name=a\r\n\r\nvalue\r\n--X--",
                "--X\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nAA==\r\n--X--",
                "--X\r\nContent-Disposition: form-data; name=a\nX: y\r\n\r\nvalue\r\n--X--",
            })
    void refusesWhatIsNoForm(String body) {
        GatewayException refused = assertThrows(GatewayException.class, () -> parse(body));

        assertEquals(ErrorKind.INVALID_REQUEST, refused.error().kind());
        assertEquals(Optional.of("invalid_multipart"), refused.error().code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=grün",
                "multipart/form-data; boundary=01234567890123456789012345678901234567890123456789012345678901234567890",
            })
    void refusesABoundaryThatIsNone(String contentType) {
        assertThrows(GatewayException.class, () -> MultipartForm.parse(contentType, Bytes.utf8("--X--")));
    }

    @Test
    void boundsPartsAndHeads() {
        String part = "--X\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n";
        String longHead =
                "--X\r\nContent-Disposition: form-data; name=a\r\nX: " + "x".repeat(16 * 1024) + "\r\n\r\n1\r\n--X--";

        assertEquals(256, parse(part.repeat(256) + "--X--").parts().size());
        assertThrows(GatewayException.class, () -> parse(part.repeat(257) + "--X--"));
        assertThrows(GatewayException.class, () -> parse(longHead));
    }

    @Test
    void cutAnywhereIsRefused() {
        byte[] whole = parse("--X\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--X\r\n"
                        + "Content-Disposition: form-data; name=b; filename=c\r\nContent-Type: a/b\r\n\r\n2\r\n--X--")
                .encode()
                .body()
                .toArray();
        String type = "multipart/form-data; boundary="
                + new String(whole, 2, "form-".length() + 40, StandardCharsets.US_ASCII);
        int end = whole.length - "\r\n".length();

        assertEquals(
                2, MultipartForm.parse(type, Bytes.wrap(whole, 0, end)).parts().size());
        for (int cut = 0; cut < end; cut++) {
            Bytes head = Bytes.wrap(whole, 0, cut);
            assertThrows(GatewayException.class, () -> MultipartForm.parse(type, head), "cut at " + cut);
        }
    }

    @Test
    void anyBytesSurviveWritingAndReading() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < round % 5; i++) {
                byte[] content = new byte[random.nextInt(300)];
                random.nextBytes(content);
                parts.add(Part.file("f\"" + i, "n\r\n%" + i + "ü", "application/octet-stream", Bytes.wrap(content)));
            }
            MultipartForm form = new MultipartForm(parts);
            MultipartForm.Encoded encoded = form.encode();

            assertEquals(form, MultipartForm.parse(encoded.contentType(), encoded.body()));
            assertEquals(encoded, form.encode());
        }
    }

    @Test
    void randomBytesNeverDoMoreThanRefuse() {
        Random random = new Random(8);
        byte[][] pieces = {
            bytes("--X"),
            bytes("\r\n"),
            bytes("\r\n\r\n"),
            bytes("--"),
            bytes("Content-Disposition: form-data"),
            bytes("; name=\""),
            bytes("\""),
            bytes(":"),
            bytes("\\"),
            {0},
            {(byte) 0xff},
        };
        for (int round = 0; round < 20_000; round++) {
            Bytes body = Bytes.empty();
            for (int i = random.nextInt(12); i > 0; i--) {
                body = Bytes.concat(body, Bytes.wrap(pieces[random.nextInt(pieces.length)]));
            }
            try {
                MultipartForm.parse(TYPE, body);
            } catch (GatewayException refused) {
                assertEquals(ErrorKind.INVALID_REQUEST, refused.error().kind());
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void theFingerprintIsOfWhatIsSaidAndNotOfHow() {
        MultipartForm form = parse("--X\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--X--");

        assertEquals(
                form.fingerprint(),
                parse("junk\r\n--X\r\nX-More: 1\r\ncontent-disposition:form-data; name=\"a\"\r\n\r\n1\r\n--X--")
                        .fingerprint());
        for (MultipartForm other : List.of(
                form.with(Part.text("b", "")),
                form.without("a"),
                new MultipartForm(List.of(Part.text("a1", ""))),
                new MultipartForm(List.of(Part.file("a", "", "text/plain", Bytes.utf8("1")))))) {
            assertNotEquals(form.fingerprint(), other.fingerprint());
        }
    }

    @Test
    void nobodyWritesASecondHeaderField() {
        assertThrows(IllegalArgumentException.class, () -> Part.file("a", "b", "image/png\r\nX: y", Bytes.empty()));
        assertEquals(
                "--",
                new MultipartForm(List.of(Part.text("a\"\r\nX: y", "")))
                        .encode()
                        .body()
                        .utf8()
                        .lines()
                        .filter(line -> line.startsWith("X"))
                        .findFirst()
                        .orElse("--"));
    }

    @Test
    void tellsFormsByTheirContentType() {
        assertTrue(MultipartForm.isAnnouncedBy(Optional.of("Multipart/Form-Data; boundary=x")));
        assertFalse(MultipartForm.isAnnouncedBy(Optional.of("multipart/form-database")));
        assertFalse(MultipartForm.isAnnouncedBy(Optional.of("application/json")));
        assertFalse(MultipartForm.isAnnouncedBy(Optional.empty()));
    }
}

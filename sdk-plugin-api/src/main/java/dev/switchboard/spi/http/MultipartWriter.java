package dev.switchboard.spi.http;

import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.io.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes forms. The boundary is made of a digest of the form, so that nobody can write one that holds its own boundary. */
final class MultipartWriter {
    private static final Bytes LINE_END = Bytes.utf8("\r\n");

    private MultipartWriter() {}

    static MultipartForm.Encoded write(MultipartForm form) {
        String boundary = "form-" + fingerprint(form).substring(0, 40);
        List<Bytes> pieces = new ArrayList<>(3 * form.parts().size() + 1);
        for (Part part : form.parts()) {
            pieces.add(Bytes.utf8("--" + boundary + "\r\n" + head(part) + "\r\n"));
            pieces.add(part.content());
            pieces.add(LINE_END);
        }
        pieces.add(Bytes.utf8("--" + boundary + "--\r\n"));
        return new MultipartForm.Encoded(
                "multipart/form-data; boundary=" + boundary, Bytes.concat(pieces.toArray(Bytes[]::new)));
    }

    private static String head(Part part) {
        String fileName = part.fileName()
                .map(name -> "; filename=\"" + escape(name) + "\"")
                .orElse("");
        String mediaType =
                part.mediaType().map(type -> "Content-Type: " + type + "\r\n").orElse("");
        return "Content-Disposition: form-data; name=\"" + escape(part.name()) + "\"" + fileName + "\r\n" + mediaType;
    }

    /** As browsers do it: HTML, multipart form data encoding. */
    private static String escape(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    static String fingerprint(MultipartForm form) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Part part : form.parts()) {
                add(digest, part.name());
                add(digest, part.fileName().map(name -> "=" + name).orElse(""));
                add(digest, part.mediaType().orElse(""));
                add(digest, part.content());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        add(digest, Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The length goes first, so that no two forms look alike. */
    private static void add(MessageDigest digest, Bytes bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length()));
        digest.update(bytes.array(), bytes.offset(), bytes.length());
    }
}

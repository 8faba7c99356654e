package dev.switchboard.wire.openai.form;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.Framing;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.wire.openai.Connection;
import java.net.URI;
import java.util.List;

/** Writes what stands in JSON elsewhere as fields of a form. */
public final class FormFields {
    private static final String MEDIA_TYPE = "[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+(; ?[A-Za-z0-9=_.-]+)*";

    private FormFields() {}

    /** A member: the elements of an array as a field each, texts without quotes, the rest as it is. */
    public static List<Part> of(String name, JsonText value) {
        JsonValue json = JsonValue.of(value);
        return json.isArray()
                ? json.elements().stream().map(element -> field(name, element)).toList()
                : List.of(field(name, json));
    }

    private static Part field(String name, JsonValue value) {
        return Part.text(name, value.string().orElseGet(() -> value.text().text()));
    }

    /** A file; a media type that is none, as callers may send, says nothing. */
    public static Part file(String name, Media.Upload upload) {
        String mediaType = upload.mediaType().matches(MEDIA_TYPE) ? upload.mediaType() : "application/octet-stream";
        return Part.file(name, upload.fileName(), mediaType, upload.content());
    }

    /** The request that posts a form. */
    public static UpstreamRequest post(Connection connection, URI url, MultipartForm form) {
        MultipartForm.Encoded encoded = form.encode();
        return new UpstreamRequest(
                "POST",
                url,
                connection.headers().toBuilder()
                        .set("content-type", encoded.contentType())
                        .build(),
                encoded.body(),
                Framing.SSE);
    }
}

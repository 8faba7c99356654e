package dev.switchboard.dialect.openai.common;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.dialect.Call;
import dev.switchboard.spi.dialect.GatewayHeaders;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of a form that a caller sent. What nobody read is what the reader does not know. An empty field counts as absent,
 * since several SDKs write what was not set that way. Not safe for use by several threads.
 */
public final class FormFields {
    private final MultipartForm form;
    private final Set<String> read = new HashSet<>();

    private FormFields(MultipartForm form) {
        this.form = form;
    }

    /** Whether a request has a form. */
    public static boolean in(HttpRequest request) {
        return MultipartForm.isAnnouncedBy(request.headers().first("content-type"));
    }

    /**
     * The call of a request that has a form.
     *
     * @param model  the model's name if the form has none; empty if it must have one
     * @param reader makes the canonical request from fields that have not been read
     */
    public static <Q> Call<Q> toCall(
            HttpRequest request, Bytes body, Optional<String> model, Function<FormFields, Q> reader) {
        MultipartForm form =
                MultipartForm.parse(request.headers().first("content-type").orElse(""), body);
        FormFields head = new FormFields(form);
        String name = head.text("model").or(() -> model).orElseThrow(() -> missing("model"));
        boolean stream = head.flag("stream");
        return Call.builder(name, () -> reader.apply(new FormFields(form))).stream(stream)
                .options(GatewayHeaders.read(request.headers(), head.text("user"), stream))
                .identity(form::fingerprint)
                .build();
    }

    /** The text of the first field of any of these names. */
    public Optional<String> text(String... names) {
        return texts(names).stream().findFirst();
    }

    /** The texts of all fields of any of these names. */
    public List<String> texts(String... names) {
        read.addAll(Arrays.asList(names));
        return form.all(names).stream()
                .map(Part::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The text of a field that must be there. */
    public String require(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A field that is true or false; false if absent. */
    public boolean flag(String name) {
        return text(name)
                .map(text -> switch (text) {
                    case "true", "True", "1" -> true;
                    case "false", "False", "0" -> false;
                    default -> throw invalid(name, text, "true or false");
                })
                .orElse(false);
    }

    /** A field that is a number. */
    public OptionalDouble number(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text.get());
            if (Double.isFinite(number)) {
                return OptionalDouble.of(number);
            }
        } catch (NumberFormatException malformed) {
            // told below
        }
        throw invalid(name, text.get(), "a number");
    }

    /** A field that is a whole number. */
    public OptionalInt integer(String name) {
        OptionalDouble number = number(name);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        int whole = (int) number.getAsDouble();
        if (whole != number.getAsDouble()) {
            throw invalid(name, text(name).orElse(""), "a whole number");
        }
        return OptionalInt.of(whole);
    }

    /** The files of any of these names. A part without a file name counts too: some clients forget it. */
    public List<Media> files(String... names) {
        read.addAll(Arrays.asList(names));
        return form.all(names).stream().<Media>map(FormFields::upload).toList();
    }

    /** The file of a name, which must be there. */
    public Media.Upload file(String name) {
        read.add(name);
        return form.first(name)
                .filter(part -> !part.content().isEmpty())
                .map(FormFields::upload)
                .orElseThrow(() -> missing(name));
    }

    private static Media.Upload upload(Part part) {
        return new Media.Upload(
                part.fileName().orElse(part.name()),
                part.mediaType().orElse("application/octet-stream"),
                part.content());
    }

    /** The fields that nobody read: a string each, or an array of strings where a name is repeated. */
    public Map<String, JsonText> unread() {
        Map<String, JsonText> rest = new LinkedHashMap<>();
        for (Part part : form.parts()) {
            String name = part.name();
            if (!read.contains(name) && !name.equals("model") && !rest.containsKey(name)) {
                List<Part> all = form.all(name);
                rest.put(
                        name,
                        all.size() == 1
                                ? JsonText.string(part.text())
                                : new JsonWriter()
                                        .strings(all.stream().map(Part::text).toList())
                                        .text());
            }
        }
        return rest;
    }

    /** Refuses a field. */
    public static GatewayException invalid(String name, String value, String expectation) {
        String shown = value.length() <= 100 ? " '" + value + "'" : "";
        return GatewayError.builder(
                        ErrorKind.INVALID_REQUEST,
                        "Invalid value" + shown + " for '" + name + "'. Expected " + expectation + ".")
                .param(name)
                .code("invalid_value")
                .build()
                .asException();
    }

    /** Says that a field is not there. */
    public static GatewayException missing(String name) {
        return GatewayError.builder(ErrorKind.INVALID_REQUEST, "Missing required parameter: '" + name + "'.")
                .param(name)
                .code("missing_required_parameter")
                .build()
                .asException();
    }
}

package dev.switchboard.wire.openai.image;

import dev.switchboard.spi.chat.Media;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.image.ImageRequest;
import dev.switchboard.spi.image.ImageRequest.Delivery;
import dev.switchboard.spi.image.ImageRequest.Task;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.upstream.UpstreamRequest;
import dev.switchboard.spi.wire.Wire;
import dev.switchboard.wire.openai.Address;
import dev.switchboard.wire.openai.Connection;
import dev.switchboard.wire.openai.form.FormFields;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes requests: as JSON where no picture is given, or the server has it already or fetches it; else as a form. */
final class ImageRequestWriter {
    private final Connection connection;

    ImageRequestWriter(Connection connection) {
        this.connection = connection;
    }

    UpstreamRequest write(ImageRequest request, Target target) {
        Map<String, JsonText> members = members(request, target.model());
        if (request.task() == Task.GENERATE) {
            return post(
                    url(target, ImagePaths.GENERATIONS),
                    new JsonWriter().object().raw(members));
        }
        if (request.task() == Task.EDIT && request.images().stream().noneMatch(ImageRequestWriter::isHere)) {
            return post(url(target, ImagePaths.EDITS), edit(request, members));
        }
        String path = request.task() == Task.EDIT ? ImagePaths.EDITS : ImagePaths.VARIATIONS;
        return FormFields.post(connection, url(target, path), form(request, members));
    }

    private URI url(Target target, String path) {
        return new Address(connection, path).of(target, Optional.empty());
    }

    private UpstreamRequest post(URI url, JsonWriter json) {
        return UpstreamRequest.post(
                url, connection.jsonHeaders(), json.endObject().bytes());
    }

    private static boolean isHere(Media media) {
        return media instanceof Media.Inline || media instanceof Media.Upload;
    }

    private static Map<String, JsonText> members(ImageRequest request, String model) {
        Map<String, JsonText> members = new LinkedHashMap<>();
        members.put("model", JsonText.string(model));
        if (request.task() != Task.VARY) {
            members.put("prompt", JsonText.string(request.prompt()));
        }
        put(members, "n", request.count());
        put(members, "size", request.size());
        put(members, "quality", request.quality());
        put(members, "background", request.background());
        put(members, "style", request.style());
        put(members, "output_format", request.format());
        put(members, "output_compression", request.compression());
        put(members, "response_format", request.delivery().map(ImageRequestWriter::name));
        if (request.stream()) {
            members.put("stream", JsonText.TRUE);
        }
        put(members, "partial_images", request.partialImages());
        put(members, "user", request.user());
        members.putAll(request.extras().in(Wire.OPENAI_IMAGES));
        return members;
    }

    private static String name(Delivery delivery) {
        return delivery == Delivery.URL ? "url" : "b64_json";
    }

    private static void put(Map<String, JsonText> members, String name, Optional<String> value) {
        value.ifPresent(text -> members.put(name, JsonText.string(text)));
    }

    private static void put(Map<String, JsonText> members, String name, OptionalInt value) {
        value.ifPresent(number -> members.put(name, JsonText.number(number)));
    }

    private static JsonWriter edit(ImageRequest request, Map<String, JsonText> members) {
        JsonWriter json = new JsonWriter().object().raw(members).array("images");
        request.images().forEach(image -> json.raw(reference(image)));
        json.endArray();
        request.mask().ifPresent(mask -> json.raw("mask", reference(mask)));
        return json;
    }

    private static JsonText reference(Media media) {
        JsonWriter json = new JsonWriter().object();
        switch (media) {
            case Media.Stored stored -> json.string("file_id", stored.id());
            case Media.Remote remote -> json.string("image_url", remote.url());
            case Media.Inline inline -> json.string("image_url", inline.toUrl());
            case Media.Upload upload ->
                json.string("image_url", upload.toInline().toUrl());
        }
        return json.endObject().text();
    }

    private static MultipartForm form(ImageRequest request, Map<String, JsonText> members) {
        List<Part> parts = new ArrayList<>();
        members.forEach((name, value) -> parts.addAll(FormFields.of(name, value)));
        String name = request.images().size() == 1 ? "image" : "image[]";
        request.images().forEach(image -> parts.add(file(name, image)));
        request.mask().ifPresent(mask -> parts.add(file("mask", mask)));
        return new MultipartForm(parts);
    }

    private static Part file(String name, Media media) {
        return switch (media) {
            case Media.Upload upload -> FormFields.file(name, upload);
            case Media.Inline inline -> FormFields.file(name, inline.toUpload(name.replace("[]", "")));
            default ->
                throw GatewayException.of(
                        ErrorKind.UNSUPPORTED,
                        name + ": the chosen provider takes either files or addresses, not both in one request");
        };
    }
}

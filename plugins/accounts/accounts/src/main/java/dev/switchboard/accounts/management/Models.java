package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.FREE;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.model.Entry;
import dev.switchboard.accounts.model.LiveModels;
import dev.switchboard.accounts.model.ModelWriter;
import dev.switchboard.accounts.model.ModelWriter.Written;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.spi.runtime.RuntimeConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /model/new}, {@code /model/update}, {@code /model/{id}/update} and {@code /model/delete}. */
final class Models {
    private static final String INFO = "model_info";
    private static final Shape STORED = object(
            "model_id",
            TEXT,
            "model_name",
            TEXT,
            "litellm_params",
            FREE,
            INFO,
            FREE,
            "rpm",
            maybe(WHOLE),
            "tpm",
            maybe(WHOLE),
            "created_at",
            TEXT,
            "created_by",
            TEXT,
            "updated_at",
            TEXT,
            "updated_by",
            TEXT,
            "warnings",
            maybe(listOf(TEXT)));

    private final LiveModels live;
    private final ModelWriter writer;
    private final RuntimeConfig config;

    Models(LiveModels live, ModelWriter writer, RuntimeConfig config) {
        this.live = live;
        this.writer = writer;
        this.config = config;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/model/new", Policy.ADMIN, this::create)
                        .setting(EntityKind.MODEL)
                        .giving(STORED),
                new ApiRoute("POST", "/model/update", Policy.ADMIN, ask -> update(ask, idIn(ask)))
                        .setting(EntityKind.MODEL)
                        .giving(STORED),
                new ApiRoute(
                                "PATCH",
                                "/model/{id}/update",
                                Policy.ADMIN,
                                ask -> update(
                                        ask, ask.request().pathVariable("id").orElse("")))
                        .setting(EntityKind.MODEL)
                        .giving(STORED),
                new ApiRoute("POST", "/model/delete", Policy.ADMIN, this::delete).giving(object("message", TEXT)));
    }

    private JsonNode create(Ask ask) {
        ObjectNode whole = whole(ask);
        requireName(whole);
        requireModel(whole);
        String id = Documents.get(whole, INFO)
                .flatMap(info -> Documents.text(info, "id"))
                .orElseGet(() -> UUID.randomUUID().toString());
        Ids.check("model_info.id", id);
        if (config.targets().stream().anyMatch(target -> target.id().equals(id))
                || live.models().containsKey(id)) {
            throw Fields.invalid("model_info.id: \"" + id + "\" (expected: an id that no other model has)");
        }
        return reply(writer.create(ask.actor().author(), EntityKind.MODEL, id, whole));
    }

    private static ObjectNode whole(Ask ask) {
        Fields fields = Fields.read(ask.body(), Schema.of(EntityKind.MODEL), Set.of());
        ObjectNode whole = Documents.object();
        fields.into(whole);
        return whole;
    }

    private static void requireName(ObjectNode whole) {
        if (Documents.text(whole, "model_name").filter(name -> !name.isBlank()).isEmpty()) {
            throw Fields.invalid("model_name: missing (expected: the name that callers use)");
        }
    }

    private static void requireModel(ObjectNode whole) {
        boolean named = Documents.get(whole, "litellm_params")
                .flatMap(params -> Documents.text(params, "model"))
                .filter(model -> !model.isBlank())
                .isPresent();
        if (!named) {
            throw Fields.invalid("litellm_params.model: missing (expected: provider/model, such as openai/gpt-4o)");
        }
    }

    private static String idIn(Ask ask) {
        return Documents.get(ask.body(), INFO)
                .flatMap(info -> Documents.text(info, "id"))
                .or(() -> ask.text("id"))
                .orElseThrow(() -> Fields.invalid("model_info.id: missing (expected: the id of the model)"));
    }

    private JsonNode update(Ask ask, String id) {
        Entry before = find(id);
        ObjectNode change = whole(ask.with(without(ask.body(), "id")));
        ObjectNode whole = before.whole().deepCopy();
        change.properties().forEach(each -> {
            if (each.getValue() instanceof ObjectNode members) {
                Entry.merge(section(whole, each.getKey()), members);
            } else {
                whole.set(each.getKey(), each.getValue());
            }
        });
        if (whole.get(INFO) instanceof ObjectNode info
                && !Documents.text(info, "id").orElse(id).equals(id)) {
            throw Fields.invalid("model_info.id: an id stays as it is (expected: \"" + id + "\", or none)");
        }
        requireModel(whole);
        return reply(writer.replace(ask.actor().author(), before, whole));
    }

    private static ObjectNode without(ObjectNode body, String name) {
        ObjectNode copy = body.deepCopy();
        copy.remove(name);
        return copy;
    }

    private static ObjectNode section(ObjectNode whole, String name) {
        return whole.get(name) instanceof ObjectNode known ? known : whole.putObject(name);
    }

    private Entry find(String id) {
        return Optional.ofNullable(live.models().get(id)).orElseThrow(() -> {
            boolean written =
                    config.targets().stream().anyMatch(target -> target.id().equals(id));
            return written
                    ? Fields.invalid("The model \"" + id + "\" stands in the configuration file; change it there.")
                    : Ask.notFound("model", id);
        });
    }

    private JsonNode delete(Ask ask) {
        String id = ask.require("id");
        writer.delete(ask.actor().author(), find(id));
        return Documents.object().put("message", "Model: " + id + " deleted successfully");
    }

    private static ObjectNode reply(Written written) {
        ObjectNode reply = view(written.entry());
        warn(reply, written.warnings());
        return reply;
    }

    /** Adds what the operator must know. */
    static void warn(ObjectNode reply, List<String> warnings) {
        if (!warnings.isEmpty()) {
            ArrayNode list = reply.putArray("warnings");
            warnings.forEach(list::add);
        }
    }

    /** How a stored model is shown. */
    static ObjectNode view(Entry entry) {
        ObjectNode view = Documents.object();
        view.put("model_id", entry.id());
        entry.shown().properties().forEach(each -> view.set(each.getKey(), each.getValue()));
        ObjectNode info = section(view, INFO);
        info.put("id", entry.id());
        info.put("db_model", true);
        view.put("created_at", entry.row().createdAt().toString());
        view.put("created_by", entry.row().createdBy());
        view.put("updated_at", entry.row().updatedAt().toString());
        view.put("updated_by", entry.row().updatedBy());
        return view;
    }
}

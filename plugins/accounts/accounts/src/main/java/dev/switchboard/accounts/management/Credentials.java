package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.FLAG;
import static dev.switchboard.accounts.management.Shape.FREE;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.model.Entry;
import dev.switchboard.accounts.model.LiveModels;
import dev.switchboard.accounts.model.ModelWriter;
import dev.switchboard.accounts.model.ModelWriter.Written;
import dev.switchboard.accounts.store.row.EntityKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /credentials}: access to providers under a name, which models refer to. Values are never shown. */
final class Credentials {
    private static final String NAME = "credential_name";
    private static final String VALUES = "credential_values";
    private static final String INFO = "credential_info";
    private static final Shape SHOWN = object(NAME, TEXT, VALUES, FREE, INFO, FREE, "error", maybe(TEXT));
    private static final Shape DONE = object("success", FLAG, "message", TEXT, "warnings", maybe(listOf(TEXT)));

    private final LiveModels live;
    private final ModelWriter writer;

    Credentials(LiveModels live, ModelWriter writer) {
        this.live = live;
        this.writer = writer;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/credentials", Policy.ADMIN, this::create)
                        .setting(EntityKind.CREDENTIAL)
                        .giving(DONE),
                new ApiRoute("GET", "/credentials", Policy.VIEW_ALL, ask -> list())
                        .giving(object("success", FLAG, "credentials", listOf(SHOWN))),
                new ApiRoute(
                                "GET",
                                "/credentials/by_name/{name}",
                                Policy.VIEW_ALL,
                                ask -> view(find(variable(ask, "name"))))
                        .giving(SHOWN),
                new ApiRoute("GET", "/credentials/by_model/{id}", Policy.VIEW_ALL, this::ofModel).giving(SHOWN),
                new ApiRoute("PATCH", "/credentials/{name}", Policy.ADMIN, this::update)
                        .setting(EntityKind.CREDENTIAL)
                        .giving(DONE),
                new ApiRoute("DELETE", "/credentials/{name}", Policy.ADMIN, this::delete).giving(DONE));
    }

    private static String variable(Ask ask, String name) {
        return ask.request().pathVariable(name).orElse("");
    }

    private Entry find(String name) {
        return Optional.ofNullable(live.credentials().get(name)).orElseThrow(() -> Ask.notFound("credential", name));
    }

    private static ObjectNode whole(Ask ask) {
        Fields fields = Fields.read(ask.body(), Schema.of(EntityKind.CREDENTIAL), Set.of());
        ObjectNode whole = Documents.object();
        fields.into(whole);
        whole.remove(NAME);
        return whole;
    }

    private JsonNode create(Ask ask) {
        String name = ask.require(NAME);
        Ids.check(NAME, name);
        ObjectNode whole = whole(ask);
        if (!(whole.get(VALUES) instanceof ObjectNode values) || values.isEmpty()) {
            throw Fields.invalid(VALUES + ": missing (expected: an object such as {\"api_key\": \"...\"})");
        }
        if (live.credentials().containsKey(name)) {
            throw Fields.invalid(NAME + ": \"" + name + "\" (expected: a name that no other credential has)");
        }
        return done("created", writer.create(ask.actor().author(), EntityKind.CREDENTIAL, name, whole));
    }

    private JsonNode update(Ask ask) {
        Entry before = find(variable(ask, "name"));
        if (!ask.text(NAME).orElse(before.id()).equals(before.id())) {
            throw Fields.invalid(NAME + ": a name stays as it is (expected: \"" + before.id() + "\", or none)");
        }
        ObjectNode change = whole(ask);
        ObjectNode whole = before.whole().deepCopy();
        for (String section : List.of(VALUES, INFO)) {
            if (change.get(section) instanceof ObjectNode members) {
                Entry.merge(whole.get(section) instanceof ObjectNode known ? known : whole.putObject(section), members);
            }
        }
        return done("updated", writer.replace(ask.actor().author(), before, whole));
    }

    private JsonNode delete(Ask ask) {
        writer.delete(ask.actor().author(), find(variable(ask, "name")));
        return done("deleted");
    }

    private static ObjectNode done(String what) {
        return Documents.object().put("success", true).put("message", "Credential " + what + " successfully");
    }

    private static ObjectNode done(String what, Written written) {
        ObjectNode reply = done(what);
        Models.warn(reply, written.warnings());
        return reply;
    }

    private JsonNode list() {
        ObjectNode reply = Documents.object().put("success", true);
        ArrayNode list = reply.putArray("credentials");
        live.credentials().values().forEach(entry -> list.add(view(entry)));
        return reply;
    }

    private static ObjectNode view(Entry entry) {
        ObjectNode view = Documents.object().put(NAME, entry.id());
        ObjectNode shown = entry.shown();
        view.set(VALUES, Documents.get(shown, VALUES).orElseGet(Documents::object));
        view.set(INFO, Documents.get(shown, INFO).orElseGet(Documents::object));
        entry.fault().ifPresent(fault -> view.put("error", fault));
        return view;
    }

    /** What a model itself says of how its provider is reached, in the shape of a credential. */
    private JsonNode ofModel(Ask ask) {
        String id = variable(ask, "id");
        Entry model = Optional.ofNullable(live.models().get(id)).orElseThrow(() -> Ask.notFound("model", id));
        ObjectNode shown = model.shown();
        ObjectNode view =
                Documents.object().put(NAME, Documents.text(shown, "model_name").orElse("") + "-credential-" + id);
        ObjectNode values = Entry.section(EntityKind.MODEL, shown).deepCopy();
        values.remove("model");
        view.set(VALUES, values);
        view.putObject(INFO);
        return view;
    }
}

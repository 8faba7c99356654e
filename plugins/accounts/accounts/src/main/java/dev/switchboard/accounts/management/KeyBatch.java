package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.changed;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities.ConflictException;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.spi.error.GatewayException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /key/bulk_update}: each key by itself, so that one that cannot be changed does not keep the others. */
final class KeyBatch {
    private static final int MOST = 500;

    private final Function<Ask, JsonNode> update;

    /** @param update changes one key */
    KeyBatch(Function<Ask, JsonNode> update) {
        this.update = update;
    }

    List<ApiRoute> routes() {
        return List.of(new ApiRoute("POST", "/key/bulk_update", Policy.MANAGE, this::updateAll)
                .giving(object(
                        "total_requested",
                        WHOLE,
                        "successful_updates",
                        listOf(object("key", TEXT, "key_info", changed(EntityKind.KEY, "key", TEXT))),
                        "failed_updates",
                        listOf(object("key", TEXT, "failed_reason", TEXT)))));
    }

    private JsonNode updateAll(Ask ask) {
        JsonNode keys = ask.body().get("keys");
        if (keys == null || !keys.isArray() || keys.isEmpty() || keys.size() > MOST) {
            throw Fields.invalid(
                    "keys: expected 1 to " + MOST + " objects, each with a key and the fields that change");
        }
        ObjectNode reply = Documents.object();
        reply.put("total_requested", keys.size());
        ArrayNode done = reply.putArray("successful_updates");
        ArrayNode failed = reply.putArray("failed_updates");
        keys.forEach(each -> one(ask, each, done, failed));
        return reply;
    }

    private void one(Ask ask, JsonNode each, ArrayNode done, ArrayNode failed) {
        String key = Documents.text(each, "key").orElse("");
        try {
            if (!(each instanceof ObjectNode fields)) {
                throw Fields.invalid("keys: " + each + " (expected: an object)");
            }
            JsonNode info = update.apply(ask.with(fields));
            // What was shown as a key is not said back: only its hash is.
            done.addObject().put("key", info.get("key").stringValue()).set("key_info", info);
        } catch (GatewayException | ConflictException e) {
            failed.addObject()
                    .put("key", masked(key))
                    .put("failed_reason", Optional.ofNullable(e.getMessage()).orElse(""));
        } catch (StoreException e) {
            failed.addObject().put("key", masked(key)).put("failed_reason", "The store does not answer.");
        }
    }

    private static String masked(String key) {
        return key.startsWith("sk-") ? "sk-..." + key.substring(Math.max(3, key.length() - 4)) : key;
    }
}

package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.model.Entry;
import dev.switchboard.accounts.model.LiveModels;
import dev.switchboard.accounts.model.ModelWriter;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.runtime.RuntimeConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /model/test_connection}, which LiteLLM calls {@code /health/test_connection}: one small call at what the request describes,
 * stored or not. What it describes beside a stored model's id replaces what is stored.
 */
final class ConnectionTest {
    private static final String PARAMS = "litellm_params";
    private static final String INFO = "model_info";
    private static final Shape TESTED = object(
            "status", TEXT, "result", object("error", maybe(TEXT), "status_code", maybe(WHOLE), "from", maybe(TEXT)));

    private final LiveModels live;
    private final ModelWriter writer;
    private final RuntimeConfig config;

    ConnectionTest(LiveModels live, ModelWriter writer, RuntimeConfig config) {
        this.live = live;
        this.writer = writer;
        this.config = config;
    }

    List<ApiRoute> routes() {
        return List.of(
                new ApiRoute("POST", "/model/test_connection", Policy.ADMIN, this::test)
                        .setting(EntityKind.MODEL)
                        .giving(TESTED),
                new ApiRoute("POST", "/health/test_connection", Policy.ADMIN, this::test)
                        .setting(EntityKind.MODEL)
                        .giving(TESTED));
    }

    private JsonNode test(Ask ask) {
        Fields.read(ask.body(), Schema.of(EntityKind.MODEL), Set.of("mode", "id", "prompt"));
        Optional<Entry> stored = stored(ask);
        ObjectNode whole = described(ask, stored);
        if (Documents.get(whole, PARAMS)
                .flatMap(params -> Documents.text(params, "model"))
                .isEmpty()) {
            throw Fields.invalid(
                    PARAMS + ".model: missing (expected: provider/model, or the id of a model in " + INFO + ".id)");
        }
        writer.checkReferences(ask.actor().author(), EntityKind.MODEL, whole, stored);
        // An id of its own: what comes of it is nobody else's.
        String id = "test-" + UUID.randomUUID();
        Optional<GatewayError> failure = config.tryOut(live.part(id, whole, Optional.empty()));
        ObjectNode reply = Documents.object().put("status", failure.isEmpty() ? "success" : "error");
        ObjectNode result = reply.putObject("result");
        failure.ifPresent(error -> result.put("error", error.explained().replace("@" + id, ""))
                .put("status_code", error.status())
                .put("from", error.fromUpstream() ? "upstream" : "gateway"));
        return reply;
    }

    private Optional<Entry> stored(Ask ask) {
        return Documents.get(ask.body(), INFO)
                .flatMap(info -> Documents.text(info, "id"))
                .or(() -> ask.text("id"))
                .flatMap(id -> Optional.ofNullable(live.models().get(id)));
    }

    private static ObjectNode described(Ask ask, Optional<Entry> stored) {
        ObjectNode whole = stored.map(entry -> entry.whole().deepCopy()).orElseGet(Documents::object);
        for (String section : List.of(PARAMS, INFO)) {
            if (ask.body().get(section) instanceof ObjectNode members) {
                Entry.merge(whole.get(section) instanceof ObjectNode known ? known : whole.putObject(section), members);
            }
        }
        whole.put("model_name", "connection-test");
        ask.text("mode")
                .ifPresent(mode ->
                        (whole.get(INFO) instanceof ObjectNode info ? info : whole.putObject(INFO)).put("mode", mode));
        return whole;
    }
}

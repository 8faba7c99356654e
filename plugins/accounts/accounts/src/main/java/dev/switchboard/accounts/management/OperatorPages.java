package dev.switchboard.accounts.management;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The pages that the gateway itself has on the admin port, for the document: who reads it finds everything of that port. */
final class OperatorPages {
    /**
     * One page.
     *
     * @param audience who may ask
     */
    record Page(String method, String path, String audience, String description, List<String> reads) {
        /** Whether it opens without a key. */
        boolean isEverybodys() {
            return audience.equals(EVERYBODY);
        }
    }

    private static final String OPERATOR = "the operator's key";
    private static final String EVERYBODY = "everybody";

    /** All of them. */
    static final List<Page> PAGES = List.of(
            new Page(
                    "GET",
                    "/config/explain",
                    OPERATOR,
                    "Effective settings and where each comes from.",
                    List.of("key")),
            new Page("GET", "/health", OPERATOR, "How models are doing, in the shape of LiteLLM's.", List.of()),
            new Page(
                    "GET", "/health/models", OPERATOR, "How the targets of models are doing, with reasons.", List.of()),
            new Page("GET", "/health/liveliness", EVERYBODY, "Whether the process runs.", List.of()),
            new Page("GET", "/health/liveness", EVERYBODY, "Whether the process runs.", List.of()),
            new Page("GET", "/health/readiness", EVERYBODY, "Whether it takes new requests.", List.of()),
            new Page("GET", "/plugins", OPERATOR, "The plugins that are there, and their instances.", List.of()),
            new Page(
                    "POST",
                    "/plugins",
                    OPERATOR,
                    "Installs a bundle, where that is allowed.",
                    List.of("canary", "dry-run")),
            new Page("GET", "/plugins/history", OPERATOR, "What became of which bundle, and when.", List.of()),
            new Page("GET", "/plugins/{name}/sbom", OPERATOR, "What a bundle is made of, in CycloneDX.", List.of()),
            new Page("DELETE", "/plugins/{name}", OPERATOR, "Removes a plugin.", List.of("dry-run")),
            new Page(
                    "POST",
                    "/plugins/{name}/{verb}",
                    OPERATOR,
                    "Does one of: rollback, pin, unpin, promote, canary, retry.",
                    List.of("version", "canary", "dry-run")));

    private OperatorPages() {}

    static void describe(ObjectNode paths) {
        for (Page page : PAGES) {
            ObjectNode operation = paths.withObjectProperty(page.path())
                    .putObject(page.method().toLowerCase(Locale.ROOT));
            operation.put("operationId", OpenApi.id(page.method(), page.path()));
            operation.putArray("tags").add("gateway");
            operation.put("description", page.description() + " For " + page.audience() + ".");
            OpenApi.parameters(operation.putArray("parameters"), page.path(), page.reads());
            operation.putObject("responses").putObject("200").put("description", "The page, or what became of it.");
        }
    }
}

package dev.switchboard.accounts.management;

import static dev.switchboard.accounts.management.Shape.FLAG;
import static dev.switchboard.accounts.management.Shape.FREE;
import static dev.switchboard.accounts.management.Shape.NUMBER;
import static dev.switchboard.accounts.management.Shape.TEXT;
import static dev.switchboard.accounts.management.Shape.WHOLE;
import static dev.switchboard.accounts.management.Shape.listOf;
import static dev.switchboard.accounts.management.Shape.maybe;
import static dev.switchboard.accounts.management.Shape.object;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.LedgerRow;
import tools.jackson.databind.node.ObjectNode;

/** Rows of the ledger as the API shows them. */
final class LedgerView {
    /** What a row holds. */
    static final Shape SHAPE = object(
            "request_id",
            TEXT,
            "call_type",
            TEXT,
            "api_key",
            TEXT,
            "spend",
            NUMBER,
            "priced",
            FLAG,
            "estimated",
            FLAG,
            "total_tokens",
            WHOLE,
            "prompt_tokens",
            WHOLE,
            "completion_tokens",
            WHOLE,
            "startTime",
            TEXT,
            "endTime",
            TEXT,
            "completionStartTime",
            maybe(TEXT),
            "model",
            TEXT,
            "model_id",
            TEXT,
            "model_group",
            TEXT,
            "custom_llm_provider",
            TEXT,
            "user",
            TEXT,
            "end_user",
            TEXT,
            "team_id",
            maybe(TEXT),
            "organization_id",
            maybe(TEXT),
            "status",
            TEXT,
            "http_status",
            WHOLE,
            "cache_hit",
            TEXT,
            "error",
            maybe(TEXT),
            "upstream_request_id",
            maybe(TEXT),
            "price_version",
            maybe(TEXT),
            "request_tags",
            listOf(TEXT),
            "usage",
            FREE,
            "metadata",
            object("decisions", listOf(FREE)));

    private LedgerView() {}

    static ObjectNode of(LedgerRow row) {
        ObjectNode view = Documents.object();
        view.put("request_id", row.id());
        view.put("call_type", row.operation());
        view.put("api_key", row.keyHash() == null ? row.callerId() : row.keyHash());
        view.put("spend", Documents.dollars(row.cost()));
        view.put("priced", row.priced());
        view.put("estimated", row.estimated());
        view.put("total_tokens", row.inputTokens() + row.outputTokens());
        view.put("prompt_tokens", row.inputTokens());
        view.put("completion_tokens", row.outputTokens());
        view.put("startTime", row.startedAt().toString());
        view.put("endTime", row.startedAt().plusNanos(row.durationUs() * 1_000).toString());
        view.put(
                "completionStartTime",
                row.firstContentUs() == null
                        ? null
                        : row.startedAt()
                                .plusNanos(row.firstContentUs() * 1_000)
                                .toString());
        view.put("model", row.model());
        view.put("model_id", row.target());
        view.put("model_group", row.modelGroup());
        view.put("custom_llm_provider", row.provider());
        view.put("user", row.userId() == null ? "" : row.userId());
        view.put("end_user", row.endUser() == null ? "" : row.endUser());
        view.put("team_id", row.teamId());
        view.put("organization_id", row.organizationId());
        view.put("status", row.status());
        view.put("http_status", row.httpStatus());
        view.put("cache_hit", row.status().equals("cache") ? "True" : "False");
        view.put("error", row.error());
        view.put("upstream_request_id", row.upstreamId());
        view.put("price_version", row.priceVersion());
        view.set(
                "request_tags", Documents.parse("{\"tags\":" + row.tags() + "}").get("tags"));
        view.set("usage", Documents.parse(row.buckets()));
        ObjectNode metadata = view.putObject("metadata");
        metadata.set(
                "decisions",
                Documents.parse("{\"all\":" + row.decisions() + "}").get("all"));
        return view;
    }
}

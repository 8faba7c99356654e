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
import dev.switchboard.accounts.model.Told;
import dev.switchboard.accounts.pricing.Cost;
import dev.switchboard.accounts.pricing.PriceBook;
import dev.switchboard.accounts.pricing.Quote;
import dev.switchboard.accounts.pricing.Terms;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.runtime.RuntimeConfig;
import dev.switchboard.spi.runtime.ServedTarget;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /model/info}: every target that serves, of the file and of the store, and what of the store is left out. Who does not see
 * everything sees the models that their key may call.
 */
final class ModelInfo {
    private static final int PAGE = 50;
    private static final Shape TARGET = object(
            "model_name",
            TEXT,
            "litellm_params",
            FREE,
            "model_info",
            FREE,
            "model_id",
            maybe(TEXT),
            "rpm",
            maybe(WHOLE),
            "tpm",
            maybe(WHOLE),
            "created_at",
            maybe(TEXT),
            "created_by",
            maybe(TEXT),
            "updated_at",
            maybe(TEXT),
            "updated_by",
            maybe(TEXT),
            "error",
            maybe(TEXT));
    /** So many tokens are priced, so that a price per token keeps its digits; fewer than any band of prices begins with. */
    private static final int PRICED_TOKENS = 1_000;

    private final LiveModels live;
    private final RuntimeConfig config;
    private final Supplier<PriceBook> prices;

    ModelInfo(LiveModels live, RuntimeConfig config, Supplier<PriceBook> prices) {
        this.live = live;
        this.config = config;
        this.prices = prices;
    }

    List<ApiRoute> routes() {
        List<ApiRoute> routes = new ArrayList<>();
        for (String path : List.of("/model/info", "/v1/model/info")) {
            routes.add(new ApiRoute("GET", path, Policy.VIEW_OWN, this::all)
                    .reading("litellm_model_id")
                    .giving(object("data", listOf(TARGET))));
        }
        routes.add(new ApiRoute("GET", "/v2/model/info", Policy.VIEW_OWN, this::page)
                .reading("modelId", "search", "page", "page_size", "size")
                .giving(object(
                        "data",
                        listOf(TARGET),
                        "total_count",
                        WHOLE,
                        "current_page",
                        WHOLE,
                        "total_pages",
                        WHOLE,
                        "size",
                        WHOLE)));
        routes.addAll(new ModelGroups(ask -> select(ask, Optional.empty(), "")).routes());
        return routes;
    }

    private JsonNode all(Ask ask) {
        ObjectNode reply = Documents.object();
        ArrayNode data = reply.putArray("data");
        Optional<String> id = ask.query("litellm_model_id");
        select(ask, id, "").forEach(data::add);
        if (id.isPresent() && data.isEmpty()) {
            throw Ask.notFound("model", id.get());
        }
        return reply;
    }

    private JsonNode page(Ask ask) {
        List<ObjectNode> found =
                select(ask, ask.query("modelId"), ask.query("search").orElse(""));
        int size = ask.size(PAGE);
        int page = ask.page();
        ObjectNode reply = Documents.object();
        ArrayNode data = reply.putArray("data");
        found.stream().skip((long) (page - 1) * size).limit(size).forEach(data::add);
        return reply.put("total_count", found.size())
                .put("current_page", page)
                .put("total_pages", (found.size() + size - 1) / size)
                .put("size", size);
    }

    private List<ObjectNode> select(Ask ask, Optional<String> id, String name) {
        Actor actor = ask.actor();
        boolean everything = actor.seesAll();
        List<ObjectNode> views = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (ServedTarget target : config.targets()) {
            boolean visible = everything || actor.caller().mayUse(target.model());
            if (visible
                    && matches(target.model(), target.id(), id, name)
                    && seen.add(target.model() + "/" + target.id())) {
                views.add(view(target, everything));
            }
        }
        if (everything) {
            leftOut(id, name, views);
        }
        return views;
    }

    private static boolean matches(String model, String id, Optional<String> wanted, String name) {
        return wanted.filter(each -> !each.equals(id)).isEmpty() && model.contains(name);
    }

    private void leftOut(Optional<String> id, String name, List<ObjectNode> views) {
        Map<String, List<Notice>> reasons = config.leftOut();
        live.models().forEach((each, entry) -> {
            List<Notice> why = reasons.getOrDefault(each, List.of());
            String model = Documents.text(entry.whole(), "model_name").orElse("");
            if (!why.isEmpty() && matches(model, each, id, name)) {
                ObjectNode view = Models.view(entry);
                view.put(
                        "error",
                        why.stream().map(notice -> Told.sentence(each, notice)).collect(Collectors.joining("; ")));
                views.add(view);
            }
        });
    }

    private ObjectNode view(ServedTarget target, boolean everything) {
        Optional<Entry> entry = Optional.ofNullable(live.models().get(target.id()));
        ObjectNode view = Documents.object().put("model_name", target.model());
        ObjectNode params = view.putObject("litellm_params");
        ObjectNode info = view.putObject("model_info");
        entry.map(Models::view).ifPresent(stored -> {
            JsonNode own = stored.path("litellm_params");
            own.properties().stream()
                    .filter(each -> everything || each.getKey().equals("model"))
                    .forEach(each -> params.set(each.getKey(), each.getValue()));
            stored.path("model_info").properties().forEach(each -> info.set(each.getKey(), each.getValue()));
            for (String field : List.of("created_at", "created_by", "updated_at", "updated_by")) {
                if (everything) {
                    info.set(field, stored.path(field));
                }
            }
        });
        if (!params.has("model")) {
            params.put("model", target.providerType() + "/" + target.target().model());
        }
        info.put("id", target.id()).put("db_model", entry.isPresent());
        facts(target, info);
        return view;
    }

    /** What is known of a model, where the operator did not say it. */
    private void facts(ServedTarget target, ObjectNode info) {
        put(info, "litellm_provider", info.stringNode(target.providerType()));
        target.contextWindow().ifPresent(most -> put(info, "max_input_tokens", info.numberNode(most)));
        Quote quote = prices.get().find(target.target());
        if (quote instanceof Quote.Priced priced) {
            priced.sheet().maxInputTokens().ifPresent(most -> put(info, "max_input_tokens", info.numberNode(most)));
            priced.sheet().maxOutputTokens().ifPresent(most -> put(info, "max_output_tokens", info.numberNode(most)));
        }
        perToken(quote, Bucket.INPUT).ifPresent(price -> put(info, "input_cost_per_token", info.numberNode(price)));
        perToken(quote, Bucket.OUTPUT).ifPresent(price -> put(info, "output_cost_per_token", info.numberNode(price)));
    }

    private static void put(ObjectNode info, String name, JsonNode value) {
        if (!info.has(name)) {
            info.set(name, value);
        }
    }

    private static Optional<BigDecimal> perToken(Quote quote, Bucket bucket) {
        Usage one = Usage.builder().set(bucket, PRICED_TOKENS).build();
        return quote.cost(one, Terms.STANDARD) instanceof Cost.Priced priced
                ? Optional.of(Documents.dollars(priced.known().nanos()).movePointLeft(3))
                : Optional.empty();
    }
}

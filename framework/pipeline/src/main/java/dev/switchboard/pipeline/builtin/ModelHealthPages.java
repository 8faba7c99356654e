package dev.switchboard.pipeline.builtin;

import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.TargetState;
import dev.switchboard.pipeline.route.Model;
import dev.switchboard.pipeline.route.ModelTable;
import dev.switchboard.pipeline.route.RoutedTarget;
import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * What is known of targets, for operators: as the last calls left them. Looking costs no provider a call. {@code /health} has the
 * shape of LiteLLM's, {@code /health/models} tells more.
 */
public final class ModelHealthPages implements HttpEndpoint {
    private final Supplier<ModelTable> models;
    private final LiveState live;
    private final Supplier<Map<String, String>> leftOut;

    /**
     * The pages.
     *
     * @param models  those of the present world
     * @param leftOut why what was added while the gateway ran has no effect, by its ids
     */
    public ModelHealthPages(Supplier<ModelTable> models, LiveState live, Supplier<Map<String, String>> leftOut) {
        this.models = models;
        this.live = live;
        this.leftOut = leftOut;
    }

    @Override
    public List<HttpRoute> routes() {
        List<HttpRoute> routes = new ArrayList<>();
        for (Plane plane : Plane.values()) {
            for (String path : List.of("/health", "/health/models")) {
                routes.add(new HttpRoute("GET", path, plane, Access.OPERATOR));
            }
        }
        return routes;
    }

    @Override
    public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
        JsonWriter json = request.path().endsWith("/models") ? models() : endpoints();
        return HttpReply.json(200, json.text().text());
    }

    private JsonWriter endpoints() {
        List<RoutedTarget> all = models.get().all().stream()
                .flatMap(model -> model.targets().stream())
                .toList();
        List<RoutedTarget> healthy =
                all.stream().filter(target -> isWell(target)).toList();
        List<RoutedTarget> unhealthy =
                all.stream().filter(target -> !isWell(target)).toList();
        Map<String, String> missing = leftOut.get();
        JsonWriter json = new JsonWriter().object().array("healthy_endpoints");
        list(json, healthy);
        json.endArray().array("unhealthy_endpoints");
        list(json, unhealthy);
        missing.forEach((id, reason) ->
                json.object().string("model_id", id).string("error", reason).endObject());
        return json.endArray()
                .integer("healthy_count", healthy.size())
                .integer("unhealthy_count", unhealthy.size() + missing.size())
                .endObject();
    }

    private static boolean isWell(RoutedTarget target) {
        boolean refused =
                target.state().lastCheck().flatMap(TargetState.Check::error).isPresent();
        return target.state().circuit().isClosed() && !refused;
    }

    private static void list(JsonWriter json, List<RoutedTarget> targets) {
        for (RoutedTarget target : targets) {
            json.object()
                    .string("model", target.target().id())
                    .string("model_id", target.state().id())
                    .endObject();
        }
    }

    private JsonWriter models() {
        long now = live.now();
        JsonWriter json = new JsonWriter().object().array("models");
        for (Model model : models.get().all()) {
            json.object().string("name", model.name()).array("targets");
            model.targets().forEach(target -> target(json, target, now));
            json.endArray().endObject();
        }
        json.endArray().array("left_out");
        leftOut.get()
                .forEach((id, reason) ->
                        json.object().string("id", id).string("reason", reason).endObject());
        return json.endArray().endObject();
    }

    private static void target(JsonWriter json, RoutedTarget target, long now) {
        TargetState state = target.state();
        json.object()
                .string("id", state.id())
                .string("target", target.target().id())
                .string("state", word(state, now))
                .integer("cools_for_ms", state.circuit().coolsFor(now) / 1_000_000)
                .integer("in_flight", state.inFlight())
                .integer("requests_in_minute", state.requestsInMinute(now))
                .integer("tokens_in_minute", state.tokensInMinute(now))
                .integer("answered", state.answeredCalls())
                .integer("failed", state.failedCalls())
                .number("failure_share", rounded(state.failureShare(now)))
                .number("first_content_ms", known(state.firstContentMillis(now)))
                .number("output_token_ms", known(state.outputTokenMillis(now)));
        state.sinceLastAnswer(now).ifPresent(age -> json.integer("last_answer_ms_ago", age.toMillis()));
        state.lastError()
                .ifPresent(error -> json.integer("last_error_status", error.status())
                        .string("last_error_kind", error.kind().name())
                        .integer("last_error_ms_ago", state.sinceLastError(now).toMillis()));
        state.lastCheck()
                .ifPresent(check -> json.integer(
                                "last_check_status",
                                check.error().map(GatewayError::status).orElse(200))
                        .integer("last_check_ms_ago", (now - check.at()) / 1_000_000));
        json.endObject();
    }

    private static String word(TargetState state, long now) {
        if (state.circuit().isClosed()) {
            return state.answeredCalls() == 0 ? "unknown" : "works";
        }
        return state.circuit().coolsFor(now) > 0 ? "cools down" : "on probe";
    }

    private static OptionalDouble known(double millis) {
        return Double.isNaN(millis) ? OptionalDouble.empty() : OptionalDouble.of(rounded(millis));
    }

    private static double rounded(double number) {
        return Math.round(number * 1_000) / 1_000.0;
    }
}

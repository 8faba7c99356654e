package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Timeouts;
import dev.switchboard.pipeline.live.Entrance;
import dev.switchboard.pipeline.live.LiveState;
import dev.switchboard.pipeline.live.TargetLimits;
import dev.switchboard.pipeline.live.TargetState;
import dev.switchboard.spi.dialect.CallOptions.Priority;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.Candidate;
import dev.switchboard.spi.routing.Price;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** One configured target of a model: a provider instance, the model's name there, and what the operator adds. */
public final class RoutedTarget implements Candidate {
    private final Instance<Provider> provider;
    private final Target target;
    private final Spec spec;
    private final LiveState live;
    private final TargetState state;
    private final Optional<HealthCheck> check;
    private final Map<Priority, TargetLimits> limits = new EnumMap<>(Priority.class);

    /**
     * What the operator configured.
     *
     * @param model    the model's name at the provider; a {@code *} stands for what the public name's {@code *} matched
     * @param weight   its share, 0 or more
     * @param defaults top-level members for bodies that do not have them
     * @param set      top-level members to put into every request's body, whatever the caller sent
     * @param remove   top-level members to take out of every request's body
     * @param headers  header fields to add to every request
     * @param timeouts how long to wait
     * @param info     facts about the model for plugins
     * @param traits   what decides whether it may take a call
     */
    public record Spec(
            String model,
            double weight,
            Map<String, JsonText> defaults,
            Map<String, JsonText> set,
            List<String> remove,
            Headers headers,
            Timeouts timeouts,
            Map<String, JsonText> info,
            Traits traits) {
        /** Copies the collections. @throws IllegalArgumentException if the weight is negative */
        public Spec {
            defaults = inOrder(defaults);
            set = inOrder(set);
            remove = List.copyOf(remove);
            info = inOrder(info);
            if (!(weight >= 0)) {
                throw new IllegalArgumentException("weight: " + weight + " (expected: 0 or more)");
            }
        }

        /** A copy that keeps the order: the same request must have the same bytes. */
        private static Map<String, JsonText> inOrder(Map<String, JsonText> members) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        /** A target with nothing but a model name. */
        public static Spec of(String model) {
            return new Spec(
                    model, 1, Map.of(), Map.of(), List.of(), Headers.none(), Timeouts.DEFAULT, Map.of(), Traits.NONE);
        }
    }

    private record Named(String provider, String model, Map<String, JsonText> info) implements Target {
        @Override
        public String id() {
            return provider + "/" + model;
        }
    }

    /**
     * A target at a provider instance.
     *
     * @param id   the name by which its state is kept
     * @param live where that state is
     */
    public RoutedTarget(Instance<Provider> provider, Spec spec, String id, LiveState live) {
        this(provider, spec, live.target(id), live, Optional.empty());
    }

    /**
     * A target whose state is known.
     *
     * @param check how it is asked without a caller, if it is
     */
    public RoutedTarget(
            Instance<Provider> provider, Spec spec, TargetState state, LiveState live, Optional<HealthCheck> check) {
        this.provider = provider;
        this.spec = spec;
        this.target = new Named(provider.name(), spec.model(), spec.info());
        this.live = live;
        this.state = state;
        this.check = check;
        for (Priority priority : Priority.values()) {
            limits.put(priority, spec.traits().limits().part(Entrance.share(priority)));
        }
    }

    @Override
    public Target target() {
        return target;
    }

    /** The target for a public name whose stars matched these texts. */
    public Target target(List<String> captures) {
        return spec.model().indexOf('*') < 0 ? target : named(NamePattern.fill(spec.model(), captures));
    }

    /** Another model at the same provider, with what is configured here. */
    public Target named(String model) {
        return new Named(provider.name(), model, spec.info());
    }

    /** Whether it goes on where an answer of another target broke off. */
    public boolean continues() {
        return traits().continues();
    }

    /** How it is asked without a caller, if it is. */
    public Optional<HealthCheck> check() {
        return check;
    }

    @Override
    public double weight() {
        return spec.weight();
    }

    @Override
    public int inFlight() {
        return state.inFlight();
    }

    @Override
    public double firstContentMillis() {
        return state.firstContentMillis(live.now());
    }

    @Override
    public double outputTokenMillis() {
        return state.outputTokenMillis(live.now());
    }

    @Override
    public double failureShare() {
        return state.failureShare(live.now());
    }

    @Override
    public double headroom() {
        TargetLimits limits = traits().limits();
        long now = live.now();
        double calls = free(limits.requestsPerMinute(), state.requestsInMinute(now));
        double tokens = free(limits.tokensPerMinute(), state.tokensInMinute(now));
        return Math.min(Math.min(calls, tokens), free(limits.parallel(), state.inFlight()));
    }

    private static double free(OptionalLong limit, long used) {
        return limit.isEmpty() ? 1 : Math.max(0, 1 - (double) used / limit.getAsLong());
    }

    @Override
    public long tokensInMinute() {
        return state.tokensInMinute(live.now());
    }

    @Override
    public Optional<Price> price() {
        return traits().price();
    }

    @Override
    public List<String> tags() {
        return traits().tags();
    }

    /** What decides whether it may take a call. */
    public Traits traits() {
        return spec.traits();
    }

    /** What of its limits is for calls of a priority. */
    TargetLimits limits(Priority priority) {
        return Objects.requireNonNull(limits.get(priority), "there are limits for each");
    }

    /** What is known of it now. */
    public TargetState state() {
        return state;
    }

    /** The provider instance. */
    public Instance<Provider> provider() {
        return provider;
    }

    /** How long to wait. */
    public Timeouts timeouts() {
        return spec.timeouts();
    }

    /** Header fields to add to every request. */
    public Headers headers() {
        return spec.headers();
    }

    /** Notes the operator's changes to a body. */
    public JsonDocument.Editor edit(JsonDocument body) {
        JsonDocument.Editor editor = body.edit();
        spec.defaults().forEach(editor::setIfAbsent);
        spec.set().forEach(editor::set);
        spec.remove().forEach(editor::remove);
        return editor;
    }

    /** Applies the operator's changes to a form, whose fields are what members are to a body of JSON. */
    public MultipartForm edit(MultipartForm form) {
        MultipartForm edited = form;
        for (Map.Entry<String, JsonText> member : spec.defaults().entrySet()) {
            if (edited.first(member.getKey()).isEmpty()) {
                edited = edited.with(field(member));
            }
        }
        for (Map.Entry<String, JsonText> member : spec.set().entrySet()) {
            edited = edited.without(member.getKey()).with(field(member));
        }
        for (String name : spec.remove()) {
            edited = edited.without(name);
        }
        return edited;
    }

    private static MultipartForm.Part field(Map.Entry<String, JsonText> member) {
        JsonText value = member.getValue();
        boolean string = value.text().startsWith("\"");
        return MultipartForm.Part.text(member.getKey(), string ? value.asString() : value.text());
    }

    /** Whether the operator changes bodies. */
    public boolean editsBody() {
        return !spec.defaults().isEmpty()
                || !spec.set().isEmpty()
                || !spec.remove().isEmpty();
    }

    @Override
    public String toString() {
        return target.id();
    }
}

package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.pipeline.instance.Timeouts;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.http.MultipartForm;
import dev.switchboard.spi.json.JsonDocument;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Provider;
import dev.switchboard.spi.provider.Target;
import dev.switchboard.spi.routing.Candidate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One configured target of a model: a provider instance, the model's name there, and what the operator adds. */
public final class RoutedTarget implements Candidate {
    private final Instance<Provider> provider;
    private final Target target;
    private final Spec spec;
    private final AtomicInteger inFlight = new AtomicInteger();

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
     */
    public record Spec(
            String model,
            double weight,
            Map<String, JsonText> defaults,
            Map<String, JsonText> set,
            List<String> remove,
            Headers headers,
            Timeouts timeouts,
            Map<String, JsonText> info) {
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
            return new Spec(model, 1, Map.of(), Map.of(), List.of(), Headers.none(), Timeouts.DEFAULT, Map.of());
        }
    }

    private record Named(String provider, String model, Map<String, JsonText> info) implements Target {
        @Override
        public String id() {
            return provider + "/" + model;
        }
    }

    /** A target at a provider instance. */
    public RoutedTarget(Instance<Provider> provider, Spec spec) {
        this.provider = provider;
        this.spec = spec;
        this.target = new Named(provider.name(), spec.model(), spec.info());
    }

    @Override
    public Target target() {
        return target;
    }

    /** The target for a public name whose {@code *} matched a text. */
    public Target target(String matched) {
        return spec.model().indexOf('*') < 0
                ? target
                : new Named(provider.name(), spec.model().replace("*", matched), spec.info());
    }

    @Override
    public double weight() {
        return spec.weight();
    }

    @Override
    public int inFlight() {
        return inFlight.get();
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

    /** Counts a call that begins. */
    public void begin() {
        inFlight.incrementAndGet();
    }

    /** Counts a call that ended. */
    public void end() {
        inFlight.decrementAndGet();
    }

    @Override
    public String toString() {
        return target.id();
    }
}

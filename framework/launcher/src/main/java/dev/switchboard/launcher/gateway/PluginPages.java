package dev.switchboard.launcher.gateway;

import dev.switchboard.osgi.Canary;
import dev.switchboard.osgi.Outcome;
import dev.switchboard.osgi.PluginAction;
import dev.switchboard.osgi.PluginAdmin;
import dev.switchboard.osgi.PluginEvent;
import dev.switchboard.osgi.PluginFailure;
import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What {@code switchboard plugins} does, for operators over the admin port. One change at a time. */
final class PluginPages implements HttpEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Supplier<PluginAdmin> admins;
    private final BooleanSupplier installs;
    private final ReentrantLock one = new ReentrantLock();

    /**
     * The pages.
     *
     * @param admins   an admin of the gateway's directories
     * @param installs whether jars may come in by this way
     */
    PluginPages(Supplier<PluginAdmin> admins, BooleanSupplier installs) {
        this.admins = admins;
        this.installs = installs;
    }

    @Override
    public List<HttpRoute> routes() {
        return List.of(
                route("GET", "/plugins"),
                route("GET", "/plugins/history"),
                route("GET", "/plugins/{name}/sbom"),
                route("POST", "/plugins"),
                route("DELETE", "/plugins/{name}"),
                route("POST", "/plugins/{name}/{verb}"));
    }

    private static HttpRoute route(String method, String template) {
        return new HttpRoute(method, template, Plane.ADMIN, Access.OPERATOR);
    }

    @Override
    public HttpReply handle(HttpRequest request, Bytes body, Optional<Caller> caller) {
        one.lock();
        try {
            return answer(request, body, caller.map(Caller::id).orElse("unknown"));
        } catch (PluginFailure e) {
            throw GatewayException.of(ErrorKind.INVALID_REQUEST, e.sentence());
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be kept", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw GatewayException.of(ErrorKind.INTERNAL, "the gateway is stopping");
        } finally {
            one.unlock();
        }
    }

    private HttpReply answer(HttpRequest request, Bytes body, String who)
            throws PluginFailure, IOException, InterruptedException {
        return switch (request.method() + " " + request.path()) {
            case "GET /plugins" ->
                HttpReply.json(200, Bytes.wrap(admins.get().list().json()).utf8());
            case "GET /plugins/history" -> history(admins.get().history());
            case "POST /plugins" -> install(request, body, who);
            default ->
                request.method().equals("GET")
                        ? sbom(request.pathVariable("name").orElse(""))
                        : carryOut(action(request), request, who);
        };
    }

    private HttpReply sbom(String name) throws PluginFailure {
        return HttpReply.json(200, admins.get().sbom(name));
    }

    private static HttpReply history(List<PluginEvent> events) {
        JsonWriter json = new JsonWriter().object().array("events");
        for (PluginEvent event : events) {
            json.object()
                    .string("at", event.at().toString())
                    .string("who", event.who())
                    .string("verb", event.verb())
                    .string("subject", event.subject())
                    .string("outcome", event.outcome())
                    .endObject();
        }
        return HttpReply.json(200, json.endArray().endObject().text().text());
    }

    private HttpReply install(HttpRequest request, Bytes body, String who)
            throws PluginFailure, IOException, InterruptedException {
        if (!installs.getAsBoolean()) {
            throw GatewayException.of(
                    ErrorKind.PERMISSION,
                    "Installing over HTTP is off. Whoever runs the gateway may allow it: plugins.install-over-http: true");
        }
        Path jar = Files.createTempFile("switchboard-upload-", ".jar");
        try {
            Files.write(jar, body.toArray());
            Optional<Canary> canary = canary(request);
            return carryOut(
                    new PluginAction("install", "an uploaded jar", changes -> changes.install(jar, canary)),
                    request,
                    who);
        } finally {
            Files.deleteIfExists(jar);
        }
    }

    private static PluginAction action(HttpRequest request) {
        String name = request.pathVariable("name").orElse("");
        String verb = request.pathVariable("verb").orElse("remove");
        Optional<String> version = request.queryParameter("version");
        return new PluginAction(
                verb,
                name,
                switch (verb) {
                    case "remove" -> changes -> changes.remove(name);
                    case "retry" -> changes -> changes.retry(name);
                    case "rollback" -> changes -> changes.rollback(name, version);
                    case "pin" -> changes -> changes.pin(name, version);
                    case "unpin" -> changes -> changes.unpin(name);
                    case "promote" -> changes -> changes.promote(name);
                    case "canary" -> {
                        Canary canary = canary(request)
                                .orElseThrow(() -> GatewayException.of(
                                        ErrorKind.INVALID_REQUEST,
                                        "canary: expected whom it serves, such as ?canary=10%25"));
                        yield changes -> changes.canary(name, canary);
                    }
                    default ->
                        throw GatewayException.of(
                                ErrorKind.NOT_FOUND,
                                "plugins: unknown \"" + verb
                                        + "\" (known: canary, promote, retry, rollback, pin, unpin)");
                });
    }

    private static Optional<Canary> canary(HttpRequest request) {
        try {
            return request.queryParameter("canary").map(Canary::parse);
        } catch (IllegalArgumentException e) {
            throw GatewayException.of(ErrorKind.INVALID_REQUEST, "canary: " + e.getMessage());
        }
    }

    private HttpReply carryOut(PluginAction action, HttpRequest request, String who)
            throws PluginFailure, InterruptedException {
        if (request.queryParameter("dry-run").filter("true"::equals).isPresent()) {
            return said(200, "plan", admins.get().rehearse(action));
        }
        Outcome outcome = admins.get().carryOut(action, who, PATIENCE);
        return switch (outcome) {
            case Outcome.Done done -> said(200, "done", done.sentence());
            case Outcome.Refused refused -> said(409, "refused", refused.sentence());
            case Outcome.Pending pending -> said(202, "pending", pending.sentence());
        };
    }

    private static HttpReply said(int status, String outcome, String sentence) {
        JsonWriter json = new JsonWriter().object().string("outcome", outcome).string("detail", sentence);
        return HttpReply.json(status, json.endObject().text().text());
    }
}

package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Directory;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.directory.Entities;
import dev.switchboard.accounts.pricing.PriceBook;
import dev.switchboard.accounts.store.DuplicateException;
import dev.switchboard.accounts.store.Store;
import dev.switchboard.accounts.store.StoreException;
import dev.switchboard.accounts.store.row.EntityKind;
import dev.switchboard.spi.endpoint.Access;
import dev.switchboard.spi.endpoint.HttpRoute;
import dev.switchboard.spi.endpoint.HttpRoute.Plane;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.HttpReply;
import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.io.Bytes;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** The management API: one table of routes, each with the policy that says who may call it. Blocks. */
public final class Management {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Directory directory;
    private final Logger log;
    private final List<ApiRoute> routes;
    private final List<HttpRoute> paths;
    private final Map<String, ApiRoute> plain = new HashMap<>();

    /**
     * The API of a store.
     *
     * @param modelGroups the names that stand for several models
     * @param planes      the listeners that serve it
     */
    public Management(
            Store store,
            Directory directory,
            Entities entities,
            InstantSource clock,
            ZoneId zone,
            Set<String> modelGroups,
            Supplier<PriceBook> prices,
            SpendResets resets,
            ModelRoutes models,
            ServiceHealth health,
            List<Plane> planes,
            Logger log) {
        this.directory = directory;
        this.log = log;
        this.routes = table(store, directory, entities, clock, zone, modelGroups, prices, resets, models, health);
        this.paths = planes.stream()
                .flatMap(plane ->
                        routes.stream().map(route -> new HttpRoute(route.method(), route.path(), plane, Access.CALLER)))
                .toList();
        routes.forEach(route -> plain.put(route.method() + " " + route.path(), route));
    }

    /** The table of all routes. */
    static List<ApiRoute> table(
            Store store,
            Directory directory,
            Entities entities,
            InstantSource clock,
            ZoneId zone,
            Set<String> modelGroups,
            Supplier<PriceBook> prices,
            SpendResets resets,
            ModelRoutes models,
            ServiceHealth health) {
        Views views = new Views(store, clock, zone);
        References references = new References(directory, zone, modelGroups);
        Keys keys = new Keys(entities, views, new Grants(directory), references, clock);
        Crud teams = new Crud(EntityKind.TEAM, entities, views, references);
        Crud users = new Crud(EntityKind.USER, entities, views, references);
        List<ApiRoute> all = new ArrayList<>(keys.routes());
        all.addAll(new KeySearch(keys, entities, views).routes());
        all.addAll(new KeyBatch(keys::update).routes());
        all.addAll(new Teams(teams, entities, views).routes());
        all.addAll(new TeamPermissions(teams).routes());
        all.addAll(new Users(users, teams, keys, entities, views).routes());
        all.addAll(new Groups(
                        new Crud(EntityKind.ORGANIZATION, entities, views, references),
                        new Crud(EntityKind.PROJECT, entities, views, references),
                        new Crud(EntityKind.CUSTOMER, entities, views, references),
                        new Crud(EntityKind.BUDGET, entities, views, references),
                        new Crud(EntityKind.TAG, entities, views, references))
                .routes());
        all.addAll(new Spend(store, directory, clock).routes());
        all.addAll(new SpendReport(store, directory, clock).routes());
        all.addAll(new Activity(store, directory, clock).routes());
        all.addAll(new GlobalSpend(store, directory, entities, clock).routes());
        all.addAll(new SpendTotals(store, entities, views, clock).routes());
        all.addAll(SpendResets.routes(keys, teams, users, resets));
        all.addAll(new CostCalculator(prices).routes());
        all.addAll(models.routes());
        all.addAll(health.routes());
        all.add(new ApiRoute("GET", "/openapi.json", Policy.VIEW_OWN, ask -> OpenApi.of(all)).giving(Shape.FREE));
        return List.copyOf(all);
    }

    /** The paths, as the gateway wants them. */
    public List<HttpRoute> paths() {
        return paths;
    }

    /** Answers. @throws dev.switchboard.spi.error.GatewayException to answer with an error */
    public HttpReply handle(HttpRequest request, Bytes body, Caller caller) {
        ApiRoute route = find(request);
        Actor actor = Actor.of(caller, directory);
        if (!route.policy().allows(actor.role())) {
            throw Ask.forbidden("Your role may not call " + route.method() + " " + route.path()
                    + ". Use the operator's key, or the key of a user whose role may.");
        }
        try {
            Ask ask = new Ask(actor, request, parse(body), route.reads());
            ask.checkNumbers();
            return HttpReply.json(200, Documents.write(route.reply(ask)));
        } catch (DuplicateException e) {
            throw Fields.invalid("There is one of this id already (expected: an id of its own, or an update).");
        } catch (Entities.ConflictException e) {
            throw GatewayError.builder(ErrorKind.INVALID_REQUEST, String.valueOf(e.getMessage()))
                    .status(409)
                    .build()
                    .asException();
        } catch (StoreException e) {
            log.log(Level.WARNING, "{0} {1} failed: {2}", route.method(), route.path(), e.getMessage());
            throw GatewayError.builder(
                            ErrorKind.OVERLOADED, "The store does not answer; nothing was changed. Please try again.")
                    .retryAfter(RETRY)
                    .build()
                    .asException();
        }
    }

    private static ObjectNode parse(Bytes body) {
        if (body.length() == 0) {
            return Documents.object();
        }
        try {
            return Documents.parse(body.utf8());
        } catch (IllegalArgumentException e) {
            throw Fields.invalid(String.valueOf(e.getMessage()));
        }
    }

    private ApiRoute find(HttpRequest request) {
        ApiRoute found = plain.get(request.method() + " " + request.path());
        if (found != null) {
            return found;
        }
        return routes.stream()
                .filter(route -> route.path().contains("{")
                        && route.method().equals(request.method())
                        && matches(route.path(), request.path()))
                .findFirst()
                .orElseThrow(() -> Ask.notFound("path", request.path()));
    }

    private static boolean matches(String template, String path) {
        String[] wanted = template.split("/");
        String[] found = path.split("/");
        return wanted.length == found.length
                && IntStream.range(0, wanted.length)
                        .allMatch(i -> wanted[i].startsWith("{") || wanted[i].equals(found[i]));
    }
}

package dev.switchboard.accounts.management;

import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.EntityKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The management API as a document of OpenAPI 3.1, made of its table of routes. */
final class OpenApi {
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<String> DATES = List.of("start_date", "end_date");
    private static final String REFERENCE = "#/components/schemas/";
    /** What the schema of an entity in a reply is called after the entity. */
    private static final String SHOWN = "View";

    private OpenApi() {}

    /** The document of some routes, in their order. */
    static ObjectNode of(List<ApiRoute> routes) {
        ObjectNode document = Documents.object();
        document.put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "Switchboard management API")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "Keys, teams, budgets and what was spent. It answers on the admin port, and on the callers'"
                                + " port with accounts.manage-on-data-port.");
        document.putArray("security").addObject().putArray("key");
        ObjectNode paths = document.putObject("paths");
        routes.forEach(route ->
                paths.withObjectProperty(route.path()).set(route.method().toLowerCase(Locale.ROOT), operation(route)));
        OperatorPages.describe(paths);
        components(document.putObject("components"), routes);
        return document;
    }

    private static ObjectNode operation(ApiRoute route) {
        ObjectNode operation = Documents.object();
        operation.put("operationId", id(route.method(), route.path()));
        operation.putArray("tags").add(area(route.path()));
        operation.put("description", "For " + audience(route.policy()) + ".");
        operation.put("x-switchboard-policy", route.policy().name().toLowerCase(Locale.ROOT));
        ArrayNode parameters = operation.putArray("parameters");
        parameters(parameters, route.path(), route.reads());
        if (!route.method().equals("GET")) {
            ObjectNode schema = json(operation.putObject("requestBody"));
            route.sets()
                    .ifPresentOrElse(
                            kind -> schema.put("$ref", REFERENCE + name(kind)), () -> schema.put("type", "object"));
        }
        ObjectNode responses = operation.putObject("responses");
        ObjectNode good =
                json(responses.putObject("200").put("description", "What was asked for, or what became of it."));
        route.gives().ifPresent(shape -> shape.describe(good, OpenApi::refer));
        json(responses.putObject("default").put("description", "Why it was refused."))
                .put("$ref", REFERENCE + "Error");
        return operation;
    }

    /** Refers to an entity as replies show it. */
    private static void refer(ObjectNode into, EntityKind kind) {
        into.put("$ref", REFERENCE + name(kind) + SHOWN);
    }

    /** The first segment that is no version. */
    private static String area(String path) {
        return Stream.of(path.split("/"))
                .filter(part -> !part.isEmpty() && !part.matches("v\\d+"))
                .findFirst()
                .orElse(path);
    }

    private static String audience(Policy policy) {
        return Stream.of(Role.values())
                .filter(policy::allows)
                .map(role ->
                        role == Role.KEY ? "keys without a user" : role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "the operator's key, ", ""));
    }

    /** An id that no other operation has. */
    static String id(String method, String path) {
        return method.toLowerCase(Locale.ROOT) + path.replaceAll("\\W+", "_");
    }

    /** The variables of a path, and the parameters of its query. */
    static void parameters(ArrayNode into, String path, List<String> reads) {
        Matcher variables = VARIABLE.matcher(path);
        while (variables.find()) {
            parameter(into, variables.group(1), "path").put("required", true);
        }
        reads.forEach(name -> parameter(into, name, "query"));
    }

    private static ObjectNode parameter(ArrayNode into, String name, String in) {
        ObjectNode parameter = into.addObject().put("name", name).put("in", in);
        ObjectNode schema = parameter.putObject("schema");
        if (Ask.isNumber(name)) {
            schema.put("type", "integer").put("minimum", 1);
        } else {
            schema.put("type", "string");
        }
        if (DATES.contains(name)) {
            schema.put("format", "date");
        }
        return parameter;
    }

    /** The schema of a body. */
    private static ObjectNode json(ObjectNode holder) {
        return holder.putObject("content").putObject("application/json").putObject("schema");
    }

    private static void components(ObjectNode components, List<ApiRoute> routes) {
        components
                .putObject("securitySchemes")
                .putObject("key")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "The operator's key, or one that was handed out.");
        ObjectNode schemas = components.putObject("schemas");
        ObjectNode error = schemas.putObject("Error").put("type", "object").putObject("properties");
        error.putObject("error")
                .put("type", "object")
                .putObject("properties")
                .putObject("message")
                .put("type", "string");
        Set<EntityKind> kinds = EnumSet.noneOf(EntityKind.class);
        routes.forEach(route -> route.sets().ifPresent(kinds::add));
        kinds.forEach(kind -> entity(schemas.putObject(name(kind)), Schema.of(kind)));
        kinds.stream()
                .filter(kind -> kind != EntityKind.MODEL && kind != EntityKind.CREDENTIAL)
                .forEach(kind -> new Shape.Members(Views.shape(kind))
                        .describe(schemas.putObject(name(kind) + SHOWN), OpenApi::refer));
    }

    private static String name(EntityKind kind) {
        return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private static void entity(ObjectNode into, Schema schema) {
        into.put("type", "object").put("description", "What a request may set; null takes a field away.");
        ObjectNode properties = into.putObject("properties");
        schema.names()
                .forEach(name ->
                        schema.field(name).ifPresent(field -> field.type().describe(properties.putObject(name))));
    }
}

package dev.switchboard.accounts.management;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.switchboard.accounts.TestingAccounts;
import dev.switchboard.accounts.directory.Documents;
import dev.switchboard.accounts.store.row.EntityKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The document of the management API: what it says, where it is served, and its copy among the pages. */
class OpenApiTest {
    private static final Path PAGE = Path.of("../../../docs/operate/openapi.json");

    @Test
    void thePageSaysWhatTheRoutesSay() throws IOException {
        String page = OpenApi.of(TestingRoutes.all()).toPrettyString() + "\n";
        if (System.getProperty("docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        String written = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        assertEquals(
                written,
                page,
                "docs/operate/openapi.json is out of date; write it anew with mvn -pl plugins/accounts/accounts -am verify"
                        + " -Dtest=OpenApiTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write");
    }

    @Test
    void everyRouteIsToldWithItsPolicy() {
        JsonNode paths = OpenApi.of(TestingRoutes.all()).get("paths");
        Set<String> ids = new HashSet<>();
        for (ApiRoute route : TestingRoutes.all()) {
            JsonNode operation = paths.path(route.path()).path(route.method().toLowerCase(Locale.ROOT));
            assertEquals(
                    route.policy().name(),
                    operation.path("x-switchboard-policy").asString("").toUpperCase(Locale.ROOT),
                    route.path());
            assertTrue(ids.add(operation.get("operationId").stringValue()), "an id twice: " + route.path());
        }
        long more = paths.valueStream()
                .flatMap(JsonNode::valueStream)
                .filter(operation -> operation.path("tags").path(0).asString("").equals("gateway"))
                .count();
        assertEquals(
                ids.size() + more, paths.valueStream().mapToInt(JsonNode::size).sum());
        assertTrue(paths.path("/key/{key}/regenerate").toString().contains("{\"name\":\"key\",\"in\":\"path\""));
        assertEquals(
                "{\"name\":\"start_date\",\"in\":\"query\",\"schema\":{\"type\":\"string\",\"format\":\"date\"}}",
                paths.path("/global/activity")
                        .path("get")
                        .path("parameters")
                        .get(0)
                        .toString());
    }

    @Test
    void fieldsAreThoseThatRequestsAreReadBy() {
        JsonNode document = OpenApi.of(TestingRoutes.all());
        JsonNode key = document.get("components").get("schemas").get("Key").get("properties");
        assertEquals(new HashSet<>(Schema.of(EntityKind.KEY).names()), new HashSet<>(key.propertyNames()));
        assertEquals(
                "#/components/schemas/Key",
                document.at("/paths/~1key~1generate/post/requestBody/content/application~1json/schema/$ref")
                        .stringValue());
    }

    @Test
    void everyRouteTellsWhatItReplies() {
        JsonNode document = OpenApi.of(TestingRoutes.all());
        Set<String> schemas =
                new HashSet<>(document.get("components").get("schemas").propertyNames());
        for (ApiRoute route : TestingRoutes.all()) {
            String name = route.method() + " " + route.path();
            assertTrue(route.gives().isPresent(), name);
            JsonNode schema = document.get("paths")
                    .path(route.path())
                    .path(route.method().toLowerCase(Locale.ROOT))
                    .at("/responses/200/content/application~1json/schema");
            assertFalse(schema.isEmpty(), name);
            schema.findValues("$ref").forEach(reference -> {
                String wanted = reference.stringValue().replace("#/components/schemas/", "");
                assertTrue(schemas.contains(wanted), name + ": " + wanted);
            });
        }
    }

    @Test
    void aReplyOfAnotherShapeIsNoticed() {
        Shape shape =
                Shape.object("name", Shape.TEXT, "sizes", Shape.listOf(Shape.WHOLE), "more", Shape.maybe(Shape.NUMBER));
        assertEquals(List.of(), shape.mismatches(Documents.parse("{\"name\":\"a\",\"sizes\":[1],\"more\":null}")));
        assertEquals(List.of(), shape.mismatches(Documents.parse("{\"name\":\"a\",\"sizes\":[]}")));
        assertEquals(
                3,
                shape.mismatches(Documents.parse("{\"sizes\":[1,\"2\"],\"other\":1}"))
                        .size());
        ApiRoute route = new ApiRoute("GET", "/x", Policy.ADMIN, ask -> Documents.object()).giving(shape);
        assertThrows(AssertionError.class, () -> route.reply(null));
    }

    @Test
    void pagesOfTheGatewayAreThere() {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            JsonNode paths = OpenApi.of(TestingRoutes.all()).get("paths");
            paths.properties().stream()
                    .filter(path -> path.getValue()
                            .path("get")
                            .path("tags")
                            .path(0)
                            .asString("")
                            .equals("gateway"))
                    .map(path -> path.getKey())
                    .filter(path -> !path.startsWith("/plugins"))
                    .forEach(path -> assertEquals(
                            200,
                            accounts.admin(accounts.operatorKey(), "GET", path, "")
                                    .status(),
                            path));
        }
    }

    @Test
    void documentIsServedToThoseWhoHaveAKey() {
        try (TestingAccounts accounts = TestingAccounts.start()) {
            assertEquals(
                    Documents.write(OpenApi.of(TestingRoutes.all())),
                    accounts.admin("GET", "/openapi.json", "").toString());
            assertEquals(401, accounts.admin("", "GET", "/openapi.json", "").status());
        }
    }
}

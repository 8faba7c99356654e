package dev.switchboard.pipeline.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathRouterTest {
    private final PathRouter<String> router = PathRouter.<String>builder()
            .add("POST", "/v1/chat/completions", "chat")
            .add("GET", "/v1/models", "models")
            .add("GET", "/v1/models/{id...}", "model")
            .add("DELETE", "/v1/files/{id}", "delete")
            .add("GET", "/v1/files/{id}", "file")
            .add("POST", "/v1beta/models/{model}:generate", "generate")
            .build();

    @Test
    void findsExactPathsByTheirMethod() {
        assertEquals("chat", router.find("POST", "/v1/chat/completions").value());
        assertNull(router.find("GET", "/v1/chat/completions").value());
        assertEquals(Set.of("POST"), router.find("GET", "/v1/chat/completions").methods());
    }

    @Test
    void findsWithHeadWhatGetWouldFind() {
        assertEquals("models", router.find("HEAD", "/v1/models").value());
        assertEquals("file", router.find("HEAD", "/v1/files/7").value());
    }

    @Test
    void aVariableStopsAtASlashUnlessItTakesTheRest() {
        assertEquals(Map.of("id", "7"), router.find("GET", "/v1/files/7").variables());
        assertNull(router.find("GET", "/v1/files/7/content").value());
        assertEquals(
                Map.of("id", "a/b/c"), router.find("GET", "/v1/models/a/b/c").variables());
        assertEquals(
                Map.of("model", "m"),
                router.find("POST", "/v1beta/models/m:generate").variables());
    }

    @Test
    void decodesVariablesAsPathsNotAsForms() {
        assertEquals(
                Map.of("id", "a/b+c é"),
                router.find("GET", "/v1/models/a%2Fb+c%20%C3%A9").variables());
        assertEquals(Map.of("id", "50%"), router.find("GET", "/v1/models/50%").variables());
    }

    @Test
    void aForgottenValueIsNone() {
        for (String path : List.of("/v1/files/{id}", "/v1/files/{file_id}", "/v1/files/%7Bid%7D", "/v1/models/{}")) {
            assertNull(router.find("GET", path).value(), path);
            assertEquals(Set.of(), router.find("GET", path).methods(), path);
        }
        assertEquals("file", router.find("GET", "/v1/files/a{b}").value());
    }

    @Test
    void bracesThatHoldNoVariableAreRefused() {
        for (String template : List.of("/teams/{team_id}", "/teams/{Id}/x", "/teams/{id", "/teams/}")) {
            PathRouter.Builder<String> builder = PathRouter.builder();
            String told = assertThrows(IllegalArgumentException.class, () -> builder.add("GET", template, "x"))
                    .getMessage();
            assertTrue(told.contains(template), told);
        }
    }

    @Test
    void saysWhichMethodsATemplateHas() {
        PathRouter.Match<String> match = router.find("PUT", "/v1/files/7");
        assertNull(match.value());
        assertEquals(Set.of("GET", "DELETE"), match.methods());
        assertEquals(Set.of(), router.find("GET", "/nothing").methods());
    }

    @Test
    void refusesWhatIsOfferedTwice() {
        PathRouter.Builder<String> builder =
                PathRouter.<String>builder().add("GET", "/a", "1").add("GET", "/b/{x}", "2");
        assertThrows(IllegalArgumentException.class, () -> builder.add("GET", "/a", "3"));
        assertThrows(IllegalArgumentException.class, () -> builder.add("GET", "/b/{y}", "4"));
    }
}

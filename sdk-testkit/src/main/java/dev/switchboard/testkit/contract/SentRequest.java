package dev.switchboard.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request as an upstream gets it.
 *
 * @param request made for a caller who sent no null
 */
record SentRequest(UpstreamRequest request) {
    private static final Pattern OWN = Pattern.compile("(x-)?(switchboard|litellm)([-_.].*)?");
    private static final Pattern FORM_FIELD =
            Pattern.compile("content-disposition: form-data; name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);

    static SentRequest of(UpstreamRequest request) {
        return new SentRequest(request);
    }

    /** No name of the gateway's own, and no null: upstreams refuse the one and take the other for a value. */
    void holdsNothingUnasked() {
        request.headers().forEach((name, _) -> notOurs(name, "header field " + name));
        Optional.ofNullable(request.url().getQuery())
                .ifPresent(query -> Pattern.compile("&")
                        .splitAsStream(query)
                        .forEach(each -> notOurs(each.replaceFirst("=.*", ""), "query parameter " + each)));
        JsonValue.read(request.body())
                .ifPresentOrElse(
                        body -> check(body, "body"),
                        () -> FORM_FIELD
                                .matcher(request.body().utf8())
                                .results()
                                .forEach(field -> notOurs(field.group(1), "form field " + field.group(1))));
    }

    private static void check(JsonValue value, String path) {
        for (Map.Entry<String, JsonValue> member : value.members().entrySet()) {
            String name = path + "." + member.getKey();
            notOurs(member.getKey(), name);
            assertFalse(member.getValue().isNull(), () -> name + " is null, which the caller did not send");
            check(member.getValue(), name);
        }
        value.elements().forEach(element -> check(element, path + "[]"));
    }

    private static void notOurs(String name, String where) {
        assertFalse(
                OWN.matcher(name.toLowerCase(Locale.ROOT)).matches(),
                () -> where + " is the gateway's own, and is sent to the upstream");
    }
}

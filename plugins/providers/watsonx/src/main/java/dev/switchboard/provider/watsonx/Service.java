package dev.switchboard.provider.watsonx;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.provider.Target;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The service in one region.
 *
 * @param baseUrl without a slash at its end
 * @param version of the API
 * @param owner   the member of a body that says whose models are called, and its value
 */
record Service(String baseUrl, String version, Optional<Map.Entry<String, String>> owner, Headers headers) {
    private static final String DEPLOYMENT = "deployment/";

    /** The address of an operation. @param name such as {@code chat_stream} */
    URI url(Target target, String name) {
        String path = isDeployment(target)
                ? "/ml/v1/deployments/"
                        + URLEncoder.encode(target.model().substring(DEPLOYMENT.length()), StandardCharsets.UTF_8)
                        + "/text/"
                : "/ml/v1/text/";
        return URI.create(baseUrl + path + name + "?version=" + version);
    }

    private static boolean isDeployment(Target target) {
        return target.model().startsWith(DEPLOYMENT);
    }

    /** The members of a body that say which model is meant; a deployment's address says it already. */
    Map<String, JsonText> head(Target target) {
        if (isDeployment(target)) {
            return Map.of();
        }
        Map.Entry<String, String> known = owner.orElseThrow(() -> GatewayException.of(
                ErrorKind.INVALID_REQUEST,
                "model: " + target.model()
                        + " needs a project or a space; the operator must set project-id or space-id"));
        Map<String, JsonText> head = new LinkedHashMap<>();
        head.put("model_id", JsonText.string(target.model()));
        head.put(known.getKey(), JsonText.string(known.getValue()));
        return head;
    }

    /** The host only. */
    @Override
    public String toString() {
        return "Service[" + URI.create(baseUrl).getHost() + "]";
    }
}

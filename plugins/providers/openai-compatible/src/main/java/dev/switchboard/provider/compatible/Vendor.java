package dev.switchboard.provider.compatible;

import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.Quirks;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the catalogue.
 *
 * @param name         what the operator writes; LiteLLM's prefix where it has one
 * @param title        for people
 * @param baseUrl      up to and including the version; empty where each customer has an address of their own
 * @param baseUrlLike  what a base URL of this vendor looks like
 * @param keys         environment variables in which people keep its key, the most usual first
 * @param keyHeader    a header field that carries the bare key beside the bearer token, if it wants one
 * @param keyOptional  whether it works without a key, as servers on one's own machine do
 * @param capabilities what is known to work
 * @param quirks       where it departs from OpenAI's own
 * @param sources      addresses of the pages that say so
 */
record Vendor(
        String name,
        String title,
        Optional<URI> baseUrl,
        String baseUrlLike,
        List<String> keys,
        Optional<String> keyHeader,
        boolean keyOptional,
        Set<Capability> capabilities,
        Quirks quirks,
        List<String> sources) {}

package dev.switchboard.provider.compatible;

import dev.switchboard.wire.openai.OpenAiWire.Capability;
import dev.switchboard.wire.openai.Quirks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the catalogue as a page for operators. */
final class CataloguePage {
    private static final String HEAD = """
            # OpenAI-compatible vendors

            <!-- Written from the catalogue of the bundle openai-compatible; a test fails when they differ. -->

            ```yaml
            providers:
              groq:
                type: openai-compatible
                vendor: groq
                api-key: ${env:GROQ_API_KEY}
            ```

            `vendor` is a name of the first column. A server that is not listed works by its address:

            ```yaml
            providers:
              my-vllm:
                type: openai-compatible
                base-url: http://gpu-1:8000/v1
            ```

            Where it says *your own*, each customer has an address, and `base-url` names it:

            ```yaml
            providers:
              databricks:
                type: openai-compatible
                vendor: databricks
                base-url: https://my-workspace.cloud.databricks.com/serving-endpoints
                api-key: ${env:DATABRICKS_TOKEN}
            ```

            *Offers* is what a source or a recording shows to work; `capabilities` of the configuration replaces it. All settings
            stand in the [bundle's README](../../plugins/providers/openai-compatible/README.md).

            | vendor | name | base URL | key variables | offers | quirks | sources |
            |---|---|---|---|---|---|---|
            """;

    private CataloguePage() {}

    static String write(Catalogue catalogue) {
        return HEAD + catalogue.vendors().stream().map(CataloguePage::row).collect(Collectors.joining());
    }

    private static String row(Vendor vendor) {
        List<String> cells = List.of(
                code(vendor.name()),
                vendor.title(),
                code(vendor.baseUrlLike()) + (vendor.baseUrl().isPresent() ? "" : " (your own)"),
                keys(vendor),
                vendor.capabilities().stream().map(CataloguePage::name).collect(Collectors.joining(", ")),
                String.join("; ", quirks(vendor.quirks())),
                sources(vendor.sources()));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String keys(Vendor vendor) {
        String keys = vendor.keys().stream().map(CataloguePage::code).collect(Collectors.joining(", "));
        return keys
                + (vendor.keyOptional() ? keys.isEmpty() ? "none needed" : " (optional)" : "")
                + vendor.keyHeader()
                        .map(header -> "; also sent as " + code(header))
                        .orElse("");
    }

    private static List<String> quirks(Quirks quirks) {
        List<String> texts = new ArrayList<>();
        quirks.rename().forEach((from, to) -> texts.add(code(from) + " is sent as " + code(to)));
        quirks.remove().forEach(name -> texts.add(code(name) + " is left out"));
        quirks.removeNull().forEach(name -> texts.add(code(name) + " is left out when null"));
        quirks.refuse().forEach(name -> texts.add(code(name) + " is refused when translated"));
        if (quirks.streamUsage() == Quirks.StreamUsage.UNASKED) {
            texts.add("reports usage in streams unasked");
        }
        quirks.drop().forEach(name -> texts.add(code(name) + " is left out when translated"));
        if (!quirks.outputLimit().equals(Quirks.UNKNOWN.outputLimit())) {
            texts.add("the output limit is sent as " + code(quirks.outputLimit()));
        }
        quirks.toolIds()
                .ifPresent(ids -> texts.add("takes ids of tool calls that match "
                        + code(ids.accepted().pattern())));
        quirks.hosted()
                .forEach((sort, tool) -> texts.add("has a hosted tool for "
                        + sort.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        if (quirks.signatures() != Quirks.Signatures.NONE) {
            texts.add("signs reasoning ("
                    + quirks.signatures().name().toLowerCase(Locale.ROOT).replace('_', '-') + ")");
        }
        if (quirks.documentUrls()) {
            texts.add("fetches documents by address");
        }
        if (quirks.documentParts()) {
            texts.add("has parts of their own for documents");
        }
        if (quirks.cacheMarks()) {
            texts.add("takes cache marks");
        }
        quirks.reasoningInput().ifPresent(name -> texts.add("wants earlier reasoning back as " + code(name)));
        return texts;
    }

    private static String sources(List<String> sources) {
        List<String> links = new ArrayList<>();
        for (String source : sources) {
            links.add("[" + (links.size() + 1) + "](" + source + ")");
        }
        return String.join(" ", links);
    }

    private static String name(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}

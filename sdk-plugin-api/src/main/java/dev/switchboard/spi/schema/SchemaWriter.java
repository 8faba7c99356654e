package dev.switchboard.spi.schema;

import dev.switchboard.spi.json.JsonText;
import dev.switchboard.spi.json.JsonValue;
import dev.switchboard.spi.json.JsonWriter;
import dev.switchboard.spi.schema.Normalizer.Said;
import dev.switchboard.spi.wire.Changes;
import java.util.List;
import java.util.Map;

/** Writes one schema by the rules of a provider. */
final class SchemaWriter {
    private final Rules rules;
    private final JsonValue root;
    private final Changes changes;
    private final References references;
    private final Normalizer normalizer;
    private final KeywordRules keywordRules;
    private final JsonWriter out = new JsonWriter();
    private boolean closes;

    SchemaWriter(Rules rules, JsonValue root, Changes changes) {
        this.rules = rules;
        this.root = root;
        this.changes = changes;
        references = new References(root, rules.recursion());
        normalizer = new Normalizer(rules, references);
        keywordRules = new KeywordRules(rules);
    }

    SchemaWriter write(String place) {
        if (rules.objectAtRoot()) {
            schema(Roots.object(root, references, place), place, true);
        } else {
            schema(root, place, true);
        }
        return this;
    }

    JsonText text() {
        return out.text();
    }

    /** Whether an object had to be closed that the caller left open. */
    boolean closes() {
        return closes;
    }

    private void schema(JsonValue schema, String place, boolean atRoot) {
        Map<String, Said> keywords = keywords(schema, place);
        out.object();
        body(keywords, place, atRoot);
        out.endObject();
    }

    private Map<String, Said> keywords(JsonValue schema, String place) {
        if (!schema.isObject() && !schema.bool().orElse(false)) {
            throw Refusal.because(place, "needs a schema here that some value fits");
        }
        Map<String, Said> keywords = normalizer.keywords(schema, place);
        keywordRules.check(keywords, place);
        return keywords;
    }

    private void body(Map<String, Said> keywords, String place, boolean atRoot) {
        if (rules.typed()) {
            keywordRules.missingType(keywords, place).ifPresent(type -> out.string("type", type));
        }
        keywords.forEach((name, said) -> keyword(name, said, keywords, place, atRoot));
        close(keywords, place);
    }

    private void keyword(String name, Said said, Map<String, Said> schema, String place, boolean atRoot) {
        String here = place + "." + said.word();
        if (Keywords.DEFINITIONS.contains(name)) {
            if (atRoot) { // those inside are not referred to: references point to the root's
                byName(definitions(schema, here), said.value(), here);
            }
        } else if (name.equals("$ref")) {
            reference(said.value().string().orElse(""), here);
        } else if (isIdle(name, said.value(), schema)) {
            changes.dropped(here, "the chosen provider has no such keyword; it only describes");
        } else if (!rules.take().contains(name)) {
            throw Refusal.of(here);
        } else if (Keywords.SCHEMAS_BY_NAME.contains(name)) {
            byName(name, said.value(), here);
        } else if (Keywords.SCHEMAS.contains(name)) {
            list(name, said.value().elements(), here);
        } else if (Keywords.SCHEMA.contains(name) && !isSwitch(name, said.value())) {
            member(name, said.value(), here);
        } else {
            out.raw(name, said.value().text());
        }
    }

    /** Whether it says whether there may be more properties, without a schema. */
    private static boolean isSwitch(String name, JsonValue value) {
        return name.equals("additionalProperties") && value.isBoolean();
    }

    /** Whether it only describes, and the provider does not want it here. */
    private boolean isIdle(String name, JsonValue value, Map<String, Said> schema) {
        if (name.equals("format")) {
            return !rules.formats().contains(value.string().orElse(""))
                    && Keywords.DESCRIBING_FORMATS.contains(value.string().orElse(""));
        }
        boolean wanted = rules.take().contains(name) && !(rules.bareReferences() && schema.containsKey("$ref"));
        return !Keywords.isConstraint(name) && !wanted;
    }

    private String definitions(Map<String, Said> schema, String here) {
        if (schema.keySet().containsAll(Keywords.DEFINITIONS)) {
            throw Refusal.because(here, "keeps definitions in one place only");
        }
        return rules.take().contains("$defs") ? "$defs" : "definitions";
    }

    private void reference(String reference, String here) {
        if (!rules.take().contains("$ref") || references.target(reference).isEmpty()) {
            throw Refusal.because(here, "takes references to what stands in '$defs' of the same schema only");
        }
        if (references.isRefusedCycle(reference)) {
            throw Refusal.because(here, "takes no schema that refers to itself here");
        }
        out.string("$ref", rules.take().contains("$defs") ? References.moved(reference, "$defs") : reference);
    }

    private void byName(String name, JsonValue schemas, String here) {
        out.object(name);
        schemas.members().forEach((each, schema) -> member(each, schema, here + "." + each));
        out.endObject();
    }

    private void list(String name, List<JsonValue> schemas, String here) {
        out.array(name);
        for (int i = 0; i < schemas.size(); i++) {
            schema(schemas.get(i), here + "[" + i + "]", false);
        }
        out.endArray();
    }

    private void member(String name, JsonValue schema, String here) {
        Map<String, Said> keywords = keywords(schema, here);
        out.object(name);
        body(keywords, here, false);
        out.endObject();
    }

    private void close(Map<String, Said> schema, String place) {
        if (!rules.closed() || !KeywordRules.isObject(schema) || schema.containsKey("additionalProperties")) {
            return;
        }
        if (!schema.containsKey("properties")) {
            throw Refusal.because(place + ".properties", "needs every property of an object to be listed");
        }
        closes = true;
        changes.changed(place, "the chosen provider wants to know all properties; 'additionalProperties' is now false");
        out.bool("additionalProperties", false);
    }
}

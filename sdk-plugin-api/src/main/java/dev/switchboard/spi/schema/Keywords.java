package dev.switchboard.spi.schema;

import java.util.List;
import java.util.Set;

/** What the keywords of JSON Schema (2020-12, and what earlier drafts called otherwise) hold. */
final class Keywords {
    /** Their value is a schema. */
    static final Set<String> SCHEMA = Set.of("items", "additionalProperties");

    /** Their value is a list of schemas. */
    static final Set<String> SCHEMAS = Set.of("prefixItems", "anyOf", "oneOf", "allOf");

    /** Their value is an object with a schema under each name. */
    static final Set<String> SCHEMAS_BY_NAME = Set.of("properties", "$defs", "definitions");

    /** They say nothing about which values are valid. */
    static final Set<String> DESCRIPTIONS = Set.of(
            "$schema",
            "$id",
            "$anchor",
            "$comment",
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "discriminator",
            "propertyOrdering");

    /** Where schemas are kept that others refer to: no constraint by themselves. */
    static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");

    /** Keywords that mean something only together with those beside them, a group each. */
    static final List<Set<String>> ENTANGLED = List.of(
            Set.of("properties", "patternProperties", "additionalProperties", "unevaluatedProperties"),
            Set.of("items", "prefixItems", "additionalItems", "unevaluatedItems"),
            Set.of("contains", "minContains", "maxContains"),
            Set.of("if", "then", "else"));

    private Keywords() {}

    /** Formats that say how a number is stored, or that there is an {@code enum}, not which values are valid. */
    static final Set<String> DESCRIBING_FORMATS = Set.of("int32", "int64", "float", "double", "enum");

    /** Whether a keyword restricts which values are valid. */
    static boolean isConstraint(String keyword) {
        return !DESCRIPTIONS.contains(keyword) && !DEFINITIONS.contains(keyword) && !keyword.startsWith("x-");
    }
}

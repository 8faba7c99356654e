package dev.switchboard.spi.schema;

import java.util.Map;
import java.util.Set;

/**
 * One table of rules. Immutable.
 *
 * @param take           keywords the provider heeds, or at least accepts if they only describe
 * @param formats        the names of those it heeds
 * @param enumTypes      JSON types of the values it takes in {@code enum}
 * @param atMost         keywords whose value it takes only up to a limit
 * @param onlyFor        keywords it heeds only in schemas of these types
 * @param alone          keywords it heeds only where no constraint stands beside them but these
 * @param patterns       which regular expressions it can read
 * @param recursion      where a schema may refer to itself
 * @param closed         whether each object must say that it has no other properties than those listed
 * @param complete       whether each property must be required
 * @param typed          whether each schema must name its type
 * @param objectAtRoot   whether the schema must be one of an object
 * @param bareReferences whether even a description beside {@code $ref} is too much
 */
record Rules(
        Set<String> take,
        Set<String> formats,
        Set<String> enumTypes,
        Map<String, Integer> atMost,
        Map<String, Set<String>> onlyFor,
        Map<String, Set<String>> alone,
        Patterns patterns,
        Recursion recursion,
        boolean closed,
        boolean complete,
        boolean typed,
        boolean objectAtRoot,
        boolean bareReferences) {
    /** Where a schema may refer to itself. */
    enum Recursion {
        /** Anywhere. */
        ANYWHERE,
        /** Only in properties that are not required. */
        OPTIONAL,
        /** Nowhere. */
        NOWHERE
    }

    /** Copies the collections. */
    Rules {
        take = Set.copyOf(take);
        formats = Set.copyOf(formats);
        enumTypes = Set.copyOf(enumTypes);
        atMost = Map.copyOf(atMost);
        onlyFor = Map.copyOf(onlyFor);
        alone = Map.copyOf(alone);
    }
}

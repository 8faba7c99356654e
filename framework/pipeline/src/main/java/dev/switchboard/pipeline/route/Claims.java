package dev.switchboard.pipeline.route;

import dev.switchboard.pipeline.instance.Instance;
import dev.switchboard.spi.dialect.Dialect;
import dev.switchboard.spi.http.HttpRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Whose format an error is written in where no endpoint takes the request: the path tells, and else what the caller sends along. */
public final class Claims {
    private Claims() {}

    /** The dialect to which everything near the path belongs; else the first that claims the request. */
    public static Optional<Dialect> of(Collection<Instance<Dialect>> dialects, HttpRequest request) {
        List<Dialect> all = dialects.stream().map(Instance::component).toList();
        return byPath(all, request.path())
                .or(() ->
                        all.stream().filter(dialect -> dialect.claims(request)).findFirst());
    }

    /** By the longest beginning that the path has in common with any endpoint, if all of those are of one dialect. */
    private static Optional<Dialect> byPath(List<Dialect> dialects, String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            String beginning = path.substring(0, end);
            List<Dialect> near = dialects.stream()
                    .filter(dialect -> dialect.endpoints().stream()
                            .flatMap(endpoint -> endpoint.paths().stream())
                            .anyMatch(template -> (template + "/").startsWith(beginning + "/")))
                    .toList();
            if (!near.isEmpty()) {
                return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
            }
        }
        return Optional.empty();
    }
}

package dev.switchboard.aws;

import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request in the form that both sides derive from it before they sign.
 *
 * @param signedHeaders the names of the header fields in it, separated by semicolons
 * @param text          the form
 */
record CanonicalRequest(String signedHeaders, String text) {
    /** @param signs which header fields it holds beside {@code host}, by their names in lower case */
    static CanonicalRequest of(UpstreamRequest request, Predicate<String> signs, String bodyHash) {
        TreeMap<String, String> fields = fields(request.headers(), signs);
        fields.put("host", host(request.url()));
        String names = String.join(";", fields.keySet());
        String lines = fields.entrySet().stream()
                .map(field -> field.getKey() + ":" + field.getValue() + "\n")
                .collect(Collectors.joining());
        return new CanonicalRequest(
                names,
                String.join("\n", request.method(), path(request.url()), query(request.url()), lines, names, bodyHash));
    }

    private static TreeMap<String, String> fields(Headers headers, Predicate<String> signs) {
        TreeMap<String, String> fields = new TreeMap<>();
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (signs.test(lower)) {
                fields.merge(lower, value.strip().replaceAll("\\s+", " "), (first, next) -> first + "," + next);
            }
        });
        return fields;
    }

    /** As the transport writes it: with the port unless it is the scheme's own. */
    private static String host(URI url) {
        int usual = "https".equals(url.getScheme()) ? 443 : 80;
        return url.getPort() < 0 || url.getPort() == usual ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /** Without dots and empty segments. What is encoded in the address is encoded once more; only S3 would not. */
    private static String path(URI url) {
        String raw = Optional.ofNullable(url.getRawPath()).orElse("");
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : raw.split("/")) {
            switch (segment) {
                case "", "." -> {
                    // says nothing
                }
                case ".." -> segments.pollLast();
                default -> segments.add(Encoding.encode(segment));
            }
        }
        String end = raw.endsWith("/") && !segments.isEmpty() ? "/" : "";
        return "/" + String.join("/", segments) + end;
    }

    private static String query(URI url) {
        return Optional.ofNullable(url.getRawQuery()).stream()
                .flatMap(query -> Stream.of(query.split("&")))
                .filter(parameter -> !parameter.isEmpty())
                .map(CanonicalRequest::parameter)
                .sorted(Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }

    private static Map.Entry<String, String> parameter(String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        return Map.entry(again(name), again(value));
    }

    private static String again(String encoded) {
        return Encoding.encode(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    }
}

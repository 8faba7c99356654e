package dev.switchboard.pipeline.attempt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.stream.StreamEvent;
import dev.switchboard.spi.upstream.UpstreamReply;
import dev.switchboard.spi.upstream.UpstreamRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes credentials out of what an upstream says of a failure, before anybody hears it: those that it was sent, and whatever
 * else looks like a key. What holds none stays as it is, to the byte.
 */
final class Redaction {
    /** What stands in the place of a credential. */
    static final String MASK = "********";

    /** Of what nothing is known but how keys look. */
    static final Redaction OF_KEYS = new Redaction(Headers.none(), "");

    /** A shorter text would blot out common words. */
    private static final int SHORTEST = 8;

    /** How issuers mark keys, so that they can be told from other text; tokens of three parts; what follows a scheme. */
    private static final Pattern KEYS = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "(?:sk|rk|csk|pplx|xai|nvapi|tgp|pa)[-_][A-Za-z0-9_-]{16,}"
            + "|(?:gsk|hf|r8|fw|jina|ghp|whsec)_[A-Za-z0-9_-]{16,}"
            + "|AIza[A-Za-z0-9_-]{30,}|ya29\\.[A-Za-z0-9_.-]{20,}"
            + "|(?:AKIA|ASIA)[A-Z0-9]{16}|dapi[a-f0-9]{32}"
            + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
            + "|(?<=[Bb]earer )[A-Za-z0-9._~+/=-]{16,})");

    private static final List<String> TELLING = List.of("auth", "key", "token", "secret", "cookie", "password");

    private final Headers headers;
    private final String query;

    private Redaction(Headers headers, String query) {
        this.headers = headers;
        this.query = query;
    }

    /** For the reply to a request. Keeps its head alone. */
    static Redaction of(UpstreamRequest sent) {
        return new Redaction(
                sent.headers(), Objects.requireNonNullElse(sent.url().getRawQuery(), ""));
    }

    /** A reply with a status of 400 or more, as it may be told. */
    UpstreamReply of(UpstreamReply reply) {
        Bytes body = of(reply.body());
        Headers.Builder head = Headers.builder();
        boolean[] changed = {body != reply.body()};
        reply.headers().forEach((name, value) -> {
            String told = of(value);
            changed[0] |= !told.equals(value);
            head.addTrusted(name, told);
        });
        return changed[0] ? new UpstreamReply(reply.status(), head.build(), body) : reply;
    }

    /** An error, as it may be told. */
    GatewayError of(GatewayError error) {
        String message = of(error.message());
        if (message.equals(error.message())
                && Stream.of(error.type(), error.code(), error.param(), error.detail())
                        .allMatch(word -> word.map(this::of).equals(word))) {
            return error;
        }
        GatewayError.Builder told = GatewayError.builder(error.kind(), message).status(error.status());
        error.type().map(this::of).ifPresent(told::type);
        error.code().map(this::of).ifPresent(told::code);
        error.param().map(this::of).ifPresent(told::param);
        error.detail().map(this::of).ifPresent(told::detail);
        error.retryAfter().ifPresent(told::retryAfter);
        return (error.fromUpstream() ? told.fromUpstream() : told).build();
    }

    /** A piece of a stream; only one that stands for a failure is looked at. */
    <E extends StreamEvent> Piece<E> of(Piece<E> piece) {
        return piece.error().isEmpty()
                ? piece
                : new Piece<>(
                        of(piece.raw()),
                        piece.events(),
                        piece.kind(),
                        piece.usage(),
                        piece.error().map(this::of),
                        piece.text(),
                        piece.implied());
    }

    /** Byte for character and back, so that nothing else changes, whatever the encoding. */
    private Bytes of(Bytes bytes) {
        String text = new String(bytes.array(), bytes.offset(), bytes.length(), ISO_8859_1);
        String told = of(text);
        return told.equals(text) ? bytes : Bytes.wrap(told.getBytes(ISO_8859_1));
    }

    private String of(String text) {
        String told = text;
        for (String credential : credentials()) {
            told = told.replace(credential, MASK).replace(credential.replace("/", "\\/"), MASK);
        }
        return KEYS.matcher(told).replaceAll(MASK);
    }

    /** The longest first, for one may be a part of another. */
    private List<String> credentials() {
        List<String> found = new ArrayList<>();
        headers.forEach((name, value) -> {
            if (isTelling(name)) {
                found.addAll(List.of(value.split("[\\s,;]+")));
            }
        });
        Stream.of(query.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> parameter.length == 2 && isTelling(parameter[0]))
                .forEach(parameter -> found.add(parameter[1]));
        return found.stream()
                .filter(credential -> credential.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static boolean isTelling(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return TELLING.stream().anyMatch(lower::contains);
    }
}

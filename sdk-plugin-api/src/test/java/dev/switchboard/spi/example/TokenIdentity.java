package dev.switchboard.spi.example;

import dev.switchboard.spi.http.HttpRequest;
import dev.switchboard.spi.identity.Caller;
import dev.switchboard.spi.identity.Credentials;
import dev.switchboard.spi.identity.Identity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

// @start region="identity"
/** Knows teams by the SHA-256 of their tokens. */
final class TokenIdentity implements Identity {
    private final Map<String, String> teamsByHash;

    TokenIdentity(Map<String, String> teamsByHash) {
        this.teamsByHash = Map.copyOf(teamsByHash);
    }

    @Override
    public Identification identify(HttpRequest request) {
        Optional<String> team =
                Credentials.keyOf(request).map(TokenIdentity::hash).map(teamsByHash::get);
        return team.<Identification>map(name -> new Identification.Known(caller(name)))
                .orElseGet(Identification.Unknown::new);
    }

    private static Caller caller(String team) {
        return Caller.builder("team/" + team).attributes(Map.of("team", team)).build();
    }
    // @end

    static String hash(String token) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

package dev.switchboard.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** A script that the server runs at one moment, with nothing else between its steps. */
final class RedisScript {
    private final byte[] text;
    private final byte[] digest;

    /** @param files in the folder of this class, one after the other */
    RedisScript(String... files) {
        StringBuilder script = new StringBuilder();
        for (String file : files) {
            script.append(read(file)).append('\n');
        }
        this.text = script.toString().getBytes(StandardCharsets.UTF_8);
        this.digest = sha1(text).getBytes(StandardCharsets.US_ASCII);
    }

    private static String read(String file) {
        try (InputStream in = RedisScript.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no script " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(byte[] text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-1", e);
        }
    }

    /** Runs it. A server that does not know it yet gets the whole text. */
    Object run(Jedis connection, List<byte[]> keys, List<byte[]> arguments) {
        try {
            return connection.evalsha(digest, keys, arguments);
        } catch (JedisNoScriptException e) {
            return connection.eval(text, keys, arguments);
        }
    }
}

package dev.switchboard.redis;

import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replies as bytes: a version, then status, usage, headers and parts, each text and part behind its length. What another version
 * wrote is not read.
 */
final class ReplyCodec {
    private static final int VERSION = 1;

    private ReplyCodec() {}

    /** How large a reply's body is. */
    static long size(CachedReply reply) {
        return reply.parts().stream().mapToLong(Bytes::length).sum();
    }

    static byte[] write(CachedReply reply) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(size(reply)) + 512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(reply.status());
            write(out, reply.usage());
            out.writeInt(reply.headers().size());
            List<String> headers = new ArrayList<>();
            reply.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
            for (String text : headers) {
                write(out, Bytes.utf8(text));
            }
            out.writeInt(reply.parts().size());
            for (Bytes part : reply.parts()) {
                write(out, part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Usage usage) throws IOException {
        out.writeBoolean(usage.estimated());
        write(out, Bytes.utf8(usage.serviceTier().orElse("")));
        Map<Bucket, Long> counts = usage.toMap();
        out.writeInt(counts.size());
        for (Map.Entry<Bucket, Long> count : counts.entrySet()) {
            write(out, Bytes.utf8(count.getKey().name()));
            out.writeLong(count.getValue());
        }
    }

    private static void write(DataOutputStream out, Bytes bytes) throws IOException {
        out.writeInt(bytes.length());
        bytes.writeTo(out);
    }

    /** Reads a reply; empty if that cannot be done. */
    static Optional<CachedReply> read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            int status = in.readUnsignedShort();
            Usage usage = usage(in);
            Headers.Builder headers = Headers.builder();
            for (int left = in.readInt(); left > 0; left--) {
                headers.add(text(in), text(in));
            }
            List<Bytes> parts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                parts.add(bytes(in));
            }
            return in.read() < 0
                    ? Optional.of(new CachedReply(status, headers.build(), parts, usage))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Usage usage(DataInputStream in) throws IOException {
        Usage.Builder usage = Usage.builder();
        if (in.readBoolean()) {
            usage.estimated();
        }
        usage.serviceTier(Optional.of(text(in)).filter(tier -> !tier.isEmpty()));
        for (int left = in.readInt(); left > 0; left--) {
            usage.set(Bucket.valueOf(text(in)), in.readLong());
        }
        return usage.build();
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in).toArray(), StandardCharsets.UTF_8);
    }

    private static Bytes bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("cut off");
        }
        return Bytes.wrap(in.readNBytes(length));
    }
}

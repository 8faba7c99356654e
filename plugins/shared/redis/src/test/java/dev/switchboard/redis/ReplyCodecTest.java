package dev.switchboard.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.switchboard.spi.cache.CachedReply;
import dev.switchboard.spi.http.Headers;
import dev.switchboard.spi.io.Bytes;
import dev.switchboard.spi.usage.Usage;
import dev.switchboard.spi.usage.Usage.Bucket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyCodecTest {
    private static final CachedReply REPLY = new CachedReply(
            203,
            Headers.of("content-type", "text/event-stream", "x-request-id", "a", "x-request-id", "b"),
            List.of(Bytes.utf8("data: 1\n\n"), Bytes.empty(), Bytes.wrap(new byte[] {0, (byte) 0xFF})),
            Usage.builder()
                    .set(Bucket.INPUT, 3)
                    .set(Bucket.REASONING, Long.MAX_VALUE / 2)
                    .estimated()
                    .serviceTier(Optional.of("flex"))
                    .build());

    @Test
    void readsWhatItWrote() {
        CachedReply read = ReplyCodec.read(ReplyCodec.write(REPLY)).orElseThrow();
        assertEquals(REPLY.status(), read.status());
        assertEquals(REPLY.parts(), read.parts());
        assertEquals(REPLY.usage(), read.usage());
        assertEquals(List.of("a", "b"), read.headers().all("x-request-id"));
        assertEquals(Optional.of("text/event-stream"), read.headers().first("content-type"));
        assertEquals(3, read.headers().size());
    }

    @Test
    void readsNothingOfWhatIsCutOffLongerOrOfAnotherVersion() {
        byte[] whole = ReplyCodec.write(REPLY);
        for (int length = 0; length < whole.length; length++) {
            assertEquals(Optional.empty(), ReplyCodec.read(Arrays.copyOf(whole, length)), "length " + length);
        }
        assertEquals(Optional.empty(), ReplyCodec.read(Arrays.copyOf(whole, whole.length + 1)));
        byte[] other = whole.clone();
        other[0]++;
        assertEquals(Optional.empty(), ReplyCodec.read(other));
        byte[] huge = whole.clone();
        Arrays.fill(huge, 3, 8, (byte) 0x7F);
        assertEquals(Optional.empty(), ReplyCodec.read(huge));
    }
}

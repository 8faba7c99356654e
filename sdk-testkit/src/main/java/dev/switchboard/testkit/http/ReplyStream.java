package dev.switchboard.testkit.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A reply whose head has been read and whose body is read as it comes. Belongs to the {@link RawHttp} it came from. */
public final class ReplyStream {
    private final WireInput input;
    private final int status;
    private final String reason;
    private final List<Header> headers;
    private final List<Integer> interim;
    private final BodyReader body;
    private final List<RawReply.Piece> pieces = new ArrayList<>();
    private RawReply.End end = RawReply.End.COMPLETE;
    private boolean ended;

    ReplyStream(WireInput input, int status, String reason, List<Header> headers, List<Integer> interim, boolean toHead)
            throws ProtocolException {
        this.input = input;
        this.status = status;
        this.reason = reason;
        this.headers = headers;
        this.interim = interim;
        this.body = BodyReader.ofReply(input, headers, toHead || status == 204 || status == 304);
    }

    public int status() {
        return status;
    }

    public List<Header> headers() {
        return headers;
    }

    /** The first header of that name, the case of the name ignored. */
    public Optional<String> header(String name) {
        return Header.first(headers, name);
    }

    /**
     * Blocks for the next bytes of the body; null at its end, which {@link #end()} then explains.
     *
     * @throws SocketTimeoutException when nothing comes within the patience of the connection
     */
    public byte @Nullable [] next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            byte[] piece = body.next();
            if (piece != null) {
                pieces.add(new RawReply.Piece(piece.length, input.filledAt()));
                return piece;
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (ProtocolException e) {
            end = RawReply.End.CUT;
        } catch (IOException e) {
            end = RawReply.End.RESET;
        }
        ended = true;
        return null;
    }

    /** How the body ended; meaningful once {@link #next()} has returned null. */
    public RawReply.End end() {
        return end;
    }

    /** Whether another reply can follow on the same connection. */
    boolean reusable() {
        return ended
                && end == RawReply.End.COMPLETE
                && body.delimited()
                && !header("connection").orElse("").equalsIgnoreCase("close");
    }

    RawReply reply(byte[] bytes) {
        return new RawReply(
                status, reason, headers, bytes, body.trailers(), List.copyOf(interim), List.copyOf(pieces), end);
    }
}

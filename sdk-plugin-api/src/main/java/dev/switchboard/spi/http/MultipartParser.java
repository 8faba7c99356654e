package dev.switchboard.spi.http;

import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.http.MultipartForm.Part;
import dev.switchboard.spi.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one form, front to back. */
final class MultipartParser {
    private static final int MAX_PARTS = 256;
    private static final int MAX_HEAD = 16 * 1024;
    private static final int MAX_BOUNDARY = 70; // RFC 2046, section 5.1.1
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "--".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> IDENTITY = Set.of("7bit", "8bit", "binary");

    private final Bytes body;
    /** With the line end before it, which belongs to it and not to the content. */
    private final byte[] delimiter;

    /** Behind the delimiter found last, and behind the blanks that may follow it. */
    private int position;

    private boolean closed;

    MultipartParser(String contentType, Bytes body) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary(contentType)).getBytes(StandardCharsets.UTF_8);
    }

    private static String boundary(String contentType) {
        String boundary = HeaderParameters.of(contentType)
                .get("boundary")
                .orElseThrow(() -> invalid("its content type names no boundary"));
        if (boundary.isEmpty()
                || boundary.length() > MAX_BOUNDARY
                || boundary.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw invalid("its boundary is not 1 to " + MAX_BOUNDARY + " printable ASCII characters");
        }
        return boundary;
    }

    List<Part> parse() {
        List<Part> parts = new ArrayList<>();
        findDelimiter(0);
        while (!closed) {
            if (parts.size() == MAX_PARTS) {
                throw invalid("it has more than " + MAX_PARTS + " parts");
            }
            Headers head = readHead(parts.size());
            int start = position;
            int end = findDelimiter(start);
            parts.add(part(head, body.slice(start, end), parts.size()));
        }
        return parts;
    }

    /** Goes behind the next delimiter and returns where the content before it ends. */
    private int findDelimiter(int from) {
        int search = from;
        if (from == 0 && startsWithDelimiter()) {
            if (passDelimiter(delimiter.length - LINE_END.length)) {
                return 0;
            }
            search = 1;
        }
        // An empty content ends with the line end that ended its head.
        search = Math.max(search - LINE_END.length, 0);
        while (true) {
            int found = body.indexOf(delimiter, search);
            if (found < 0) {
                throw invalid("it ends before its closing boundary");
            }
            if (passDelimiter(found + delimiter.length)) {
                return Math.max(found, from);
            }
            search = found + 1;
        }
    }

    private boolean startsWithDelimiter() {
        int length = delimiter.length - LINE_END.length;
        return body.length() >= length
                && body.slice(0, length).equals(Bytes.wrap(delimiter).slice(LINE_END.length, delimiter.length));
    }

    /** Whether a delimiter ends here; one that only begins like it is content. */
    private boolean passDelimiter(int behind) {
        if (has(behind, CLOSE)) {
            closed = true;
            return true;
        }
        int i = behind;
        while (i < body.length() && (body.at(i) == ' ' || body.at(i) == '\t')) {
            i++;
        }
        position = i + LINE_END.length;
        return has(i, LINE_END);
    }

    private boolean has(int index, byte[] wanted) {
        return index + wanted.length <= body.length()
                && body.slice(index, index + wanted.length).startsWith(wanted);
    }

    private Headers readHead(int number) {
        if (has(position, LINE_END)) {
            position += LINE_END.length;
            return Headers.none();
        }
        int end = body.slice(0, (int) Math.min(body.length(), (long) position + MAX_HEAD))
                .indexOf(HEAD_END, position);
        if (end < 0) {
            throw invalid("the header fields of part " + number + " do not end within " + MAX_HEAD + " bytes");
        }
        String head = body.slice(position, end).utf8();
        position = end + HEAD_END.length;
        Headers.Builder fields = Headers.builder();
        for (String line : head.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw invalid("part " + number + " has a header field without a name");
            }
            try {
                fields.add(line.substring(0, colon), line.substring(colon + 1).strip());
            } catch (IllegalArgumentException malformed) {
                throw invalid("part " + number + " has a malformed header field");
            }
        }
        return fields.build();
    }

    private static Part part(Headers head, Bytes content, int number) {
        HeaderParameters disposition =
                HeaderParameters.of(head.first("content-disposition").orElse(""));
        Optional<String> name = disposition.get("name");
        if (!disposition.value().equalsIgnoreCase("form-data") || name.isEmpty()) {
            throw invalid("part " + number
                    + " has no name (expected: a header field such as Content-Disposition: form-data; name=\"file\")");
        }
        head.first("content-transfer-encoding").ifPresent(encoding -> {
            if (IDENTITY.stream().noneMatch(encoding::equalsIgnoreCase)) {
                throw invalid("part " + number + " has a Content-Transfer-Encoding (expected: none, RFC 7578, 4.7)");
            }
        });
        return new Part(name.get(), disposition.get("filename"), head.first("content-type"), content);
    }

    private static GatewayException invalid(String problem) {
        return GatewayError.builder(ErrorKind.INVALID_REQUEST, "The body is no multipart form: " + problem + ".")
                .code("invalid_multipart")
                .build()
                .asException();
    }
}

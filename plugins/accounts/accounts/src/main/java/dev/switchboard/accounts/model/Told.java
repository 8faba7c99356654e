package dev.switchboard.accounts.model;

import dev.switchboard.spi.config.ConfigFormat.Kind;
import dev.switchboard.spi.config.ConfigFormat.Notice;
import dev.switchboard.spi.error.ErrorKind;
import dev.switchboard.spi.error.GatewayError;
import java.util.List;
import java.util.stream.Collectors;

/** What the gateway says about a model, in the words of the request that brought it. */
public final class Told {
    private static final String FOREIGN = "model_list[0].";

    private Told() {}

    /** @throws dev.switchboard.spi.error.GatewayException if one of them means that the model cannot be used */
    static void refuse(String id, List<Notice> notices) {
        List<Notice> faults =
                notices.stream().filter(notice -> notice.kind() == Kind.INVALID).toList();
        if (!faults.isEmpty()) {
            String field = field(id, faults.getFirst());
            GatewayError.Builder error = GatewayError.builder(
                    ErrorKind.INVALID_REQUEST,
                    faults.stream().map(notice -> sentence(id, notice)).collect(Collectors.joining("; ")));
            throw (field.isEmpty() ? error : error.param(field)).build().asException();
        }
    }

    /** The others, as sentences. */
    public static List<String> warnings(String id, List<Notice> notices) {
        return notices.stream()
                .filter(notice -> notice.kind() != Kind.INVALID)
                .map(notice -> sentence(id, notice))
                .distinct()
                .toList();
    }

    /** What one says. */
    public static String sentence(String id, Notice notice) {
        String field = field(id, notice);
        boolean foreign = notice.path().isEmpty() || notice.path().startsWith("model_list");
        return (field.isEmpty() ? "" : field + ": ") + notice.message() + (foreign ? "" : " (" + notice.path() + ")");
    }

    private static String field(String id, Notice notice) {
        if (notice.path().startsWith(FOREIGN)) {
            return notice.path().substring(FOREIGN.length());
        }
        String source = notice.origin().source();
        String own = "model " + id + ": ";
        if (source.startsWith(own)) {
            return source.substring(own.length());
        }
        return source.startsWith("credential ") ? source : "";
    }
}

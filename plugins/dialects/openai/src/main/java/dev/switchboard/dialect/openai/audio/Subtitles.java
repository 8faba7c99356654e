package dev.switchboard.dialect.openai.audio;

import dev.switchboard.spi.transcription.TranscriptionResponse.Segment;
import java.util.List;
import java.util.Locale;

/** Writes segments as subtitles, for providers that do not. */
final class Subtitles {
    private Subtitles() {}

    static String srt(List<Segment> segments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < segments.size(); i++) {
            out.append(i + 1).append('\n');
            write(out, segments.get(i), ',');
        }
        return out.toString();
    }

    static String vtt(List<Segment> segments) {
        StringBuilder out = new StringBuilder("WEBVTT\n\n");
        segments.forEach(segment -> write(out, segment, '.'));
        return out.toString();
    }

    /** A blank line ends a subtitle, so there may be none inside. An arrow would begin another. */
    private static void write(StringBuilder out, Segment segment, char point) {
        String text = segment.text().strip().replaceAll("\\R+", "\n").replace("-->", "->");
        out.append(time(segment.start(), point))
                .append(" --> ")
                .append(time(segment.end(), point))
                .append('\n')
                .append(text)
                .append("\n\n");
    }

    private static String time(double seconds, char point) {
        long millis = Math.round(Math.max(seconds, 0) * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d%c%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                point,
                millis % 1000);
    }
}

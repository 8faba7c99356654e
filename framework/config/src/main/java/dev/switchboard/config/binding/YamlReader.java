package dev.switchboard.config.binding;

import dev.switchboard.spi.config.ConfigValue;
import dev.switchboard.spi.config.ConfigValue.Mapping;
import dev.switchboard.spi.config.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML 1.2 document (and so JSON) into a tree that knows the place of every value.
 *
 * <p>Plain scalars follow the core schema's decimal numbers, {@code true}/{@code false} and {@code null}. Anchors,
 * aliases and the merge key {@code <<} work. Bounded: {@value #MAX_CHARACTERS} characters, depth {@value #MAX_DEPTH},
 * {@value #MAX_VALUES} values after aliases are expanded.
 */
public final class YamlReader {
    static final int MAX_CHARACTERS = 4 << 20;
    static final int MAX_DEPTH = 64;
    static final int MAX_VALUES = 200_000;

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{0,40})?([eE][-+]?[0-9]{1,3})?");

    private final String source;
    private final Consumer<Problem> problems;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;

    private record Anchored(ConfigValue value, int size) {}

    private YamlReader(String source, Consumer<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * Reads a text whose top is a mapping; an empty text is an empty mapping.
     *
     * @param source   the name that problems and origins use
     * @param problems receives what is wrong; reading goes on after a duplicate key, and ends at a syntax error
     */
    public static Mapping read(String source, String text, Consumer<Problem> problems) {
        ConfigValue value = readValue(source, text, problems);
        if (value instanceof Mapping mapping) {
            return mapping;
        }
        if (!(value instanceof ConfigValue.Null)) {
            problems.accept(new Problem(value.origin(), "", Report.kind(value) + " (expected: a map)"));
        }
        return new Mapping(List.of(), value.origin());
    }

    /** Reads a text of any shape, for example a default value; what cannot be read is {@code Null}. */
    static ConfigValue readValue(String source, String text, Consumer<Problem> problems) {
        YamlReader reader = new YamlReader(source, problems);
        try {
            return reader.document(text);
        } catch (MarkedYamlEngineException e) {
            Origin origin = e.getProblemMark().map(reader::origin).orElse(Origin.of(source));
            problems.accept(new Problem(origin, "", "not valid YAML: " + e.getProblem() + context(e)));
        } catch (YamlEngineException e) {
            problems.accept(new Problem(Origin.of(source), "", "not valid YAML: " + e.getMessage()));
        } catch (Unreadable e) {
            problems.accept(e.problem);
        }
        return new ConfigValue.Null(new Origin(source, 1, 1));
    }

    private static String context(MarkedYamlEngineException e) {
        return e.getContext() == null ? "" : " (" + e.getContext() + ")";
    }

    private ConfigValue document(String text) {
        Origin start = new Origin(source, 1, 1);
        if (text.length() > MAX_CHARACTERS) {
            throw new Unreadable(start, text.length() + " characters (expected: at most " + MAX_CHARACTERS + ")");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(MAX_CHARACTERS)
                .build();
        Events events = new Events(new Parse(settings).parseString(text).iterator());
        if (!events.beginDocument()) {
            return new Mapping(List.of(), start);
        }
        ConfigValue value = value(events.next(), events, 0);
        events.endDocument();
        if (events.beginDocument()) {
            throw new Unreadable(origin(events.last()), "a second document (expected: one per file)");
        }
        return value instanceof ConfigValue.Null ? new Mapping(List.of(), start) : value;
    }

    private ConfigValue value(Event event, Events events, int depth) {
        Origin origin = origin(event);
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            String limit =
                    depth > MAX_DEPTH ? "nested deeper than " + MAX_DEPTH : "more than " + MAX_VALUES + " values";
            throw new Unreadable(origin, limit);
        }
        int before = values;
        ConfigValue value = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, origin);
            case SequenceStartEvent _ -> sequence(events, origin, depth);
            case MappingStartEvent _ -> mapping(events, origin, depth);
            case AliasEvent alias -> alias(alias, origin);
            default -> throw new Unreadable(origin, "unexpected " + event.getEventId());
        };
        if (!(event instanceof AliasEvent) && event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(value, values - before)));
        }
        return value;
    }

    private ConfigValue alias(AliasEvent event, Origin origin) {
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            throw new Unreadable(origin, "alias *" + event.getAlias() + " (expected: an anchor that ended before it)");
        }
        values += anchored.size();
        return anchored.value();
    }

    private ConfigValue scalar(ScalarEvent event, Origin origin) {
        String text = event.getValue();
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        if (!plain) {
            return new ConfigValue.Text(text, origin);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> new ConfigValue.Null(origin);
            case "true", "True", "TRUE" -> new ConfigValue.Bool(true, origin);
            case "false", "False", "FALSE" -> new ConfigValue.Bool(false, origin);
            default ->
                NUMBER.matcher(text).matches()
                        ? new ConfigValue.Numeric(text, origin)
                        : new ConfigValue.Text(text, origin);
        };
    }

    private ConfigValue sequence(Events events, Origin origin, int depth) {
        List<ConfigValue> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, events, depth + 1));
        }
        return new ConfigValue.Sequence(items, origin);
    }

    private Mapping mapping(Events events, Origin origin, int depth) {
        MappingBuilder builder = new MappingBuilder(origin, problems);
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Origin keyOrigin = origin(event);
            if (!(event instanceof ScalarEvent key)) {
                throw new Unreadable(keyOrigin, "a key that is a list, a map or an alias (expected: a text)");
            }
            ConfigValue value = value(events.next(), events, depth + 1);
            if (key.isPlain() && key.getValue().equals("<<")) {
                builder.merge(value);
            } else {
                builder.put(new ConfigValue.Entry(key.getValue(), value, keyOrigin));
            }
        }
        return builder.build();
    }

    private Origin origin(Event event) {
        return event.getStartMark().map(this::origin).orElse(Origin.of(source));
    }

    private Origin origin(Mark mark) {
        return new Origin(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** Ends the reading of this text. */
    private final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unreadable(Origin origin, String message) {
            super(message, null, false, false);
            this.problem = new Problem(origin, "", message);
        }
    }
}

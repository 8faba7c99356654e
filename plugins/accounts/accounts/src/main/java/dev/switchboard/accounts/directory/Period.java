package dev.switchboard.accounts.directory;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a budget lasts before it is full again.
 *
 * <p>A calendar period begins where a clock on the wall says: an hour at its full hour, a day at midnight, seven days on Monday,
 * thirty days and a month on the first. Other lengths have no place in a calendar and follow each other from 1970 on. A rolling
 * period is the time before now, at any time.
 *
 * @param length  of a rolling or odd period; about, for a month
 * @param unit    what of the calendar it is, if it is
 * @param rolling whether it ends now rather than at a border
 * @param zone    whose clock
 */
public record Period(Duration length, Optional<ChronoUnit> unit, boolean rolling, ZoneId zone) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(s|m|h|d|w|mo)");
    private static final long DAYS_OF_WEEK = 7;
    private static final long DAYS_OF_MONTH = 30;

    /**
     * Reads a period such as {@code 30s}, {@code 1h}, {@code 24h}, {@code 7d}, {@code 1mo}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Period parse(String text, boolean rolling, ZoneId zone) {
        Duration length = duration(text);
        return new Period(length, unit(length, text.endsWith("mo")), rolling, zone);
    }

    /** Reads a length of time. @throws IllegalArgumentException if it is none */
    public static Duration duration(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" (expected: a number above zero with s, m, h, d, w or mo, such as 30d)");
        }
        long count = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            case "w" -> Duration.ofDays(count * DAYS_OF_WEEK);
            default -> Duration.ofDays(count * DAYS_OF_MONTH);
        };
    }

    private static Optional<ChronoUnit> unit(Duration length, boolean months) {
        if (months) {
            return length.toDays() == DAYS_OF_MONTH ? Optional.of(ChronoUnit.MONTHS) : Optional.empty();
        }
        if (length.equals(Duration.ofHours(1))) {
            return Optional.of(ChronoUnit.HOURS);
        }
        if (length.equals(Duration.ofDays(1))) {
            return Optional.of(ChronoUnit.DAYS);
        }
        if (length.toDays() == DAYS_OF_WEEK && length.equals(Duration.ofDays(DAYS_OF_WEEK))) {
            return Optional.of(ChronoUnit.WEEKS);
        }
        return length.equals(Duration.ofDays(DAYS_OF_MONTH)) ? Optional.of(ChronoUnit.MONTHS) : Optional.empty();
    }

    /** When the period that a time is in began. */
    public Instant start(Instant time) {
        if (rolling) {
            return time.minus(length);
        }
        if (unit.isEmpty()) {
            long seconds = length.toSeconds();
            return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), seconds) * seconds);
        }
        ZonedDateTime local = time.atZone(zone);
        LocalDate day = local.toLocalDate();
        return switch (unit.get()) {
            case HOURS -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
            case WEEKS -> midnight(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case MONTHS -> midnight(day.withDayOfMonth(1));
            default -> midnight(day);
        };
    }

    /** When the next one begins; for a rolling one, when all of now is behind it. */
    public Instant next(Instant time) {
        if (rolling) {
            return time.plus(length);
        }
        if (unit.isEmpty()) {
            return start(time).plus(length);
        }
        if (unit.get() == ChronoUnit.HOURS) {
            return start(time).plus(1, ChronoUnit.HOURS);
        }
        LocalDate day = start(time).atZone(zone).toLocalDate();
        return switch (unit.get()) {
            case WEEKS -> midnight(day.plusWeeks(1));
            case MONTHS -> midnight(day.plusMonths(1));
            default -> midnight(day.plusDays(1));
        };
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}

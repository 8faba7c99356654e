package dev.switchboard.pipeline.instance;

import dev.switchboard.spi.error.GatewayException;
import dev.switchboard.spi.json.JsonSyntaxException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The way to one component of a plugin. It counts what goes through, turns whatever a plugin throws into text, and closes when
 * too many calls have never come back. Any thread.
 */
public final class PluginDoor {
    /** After so many calls that never came back there are no more. */
    static final int MOST_ABANDONED = 4;

    private final String label;
    private final PluginMeter meter;
    private final AtomicInteger abandoned = new AtomicInteger();

    /**
     * A door.
     *
     * @param label what is behind it, for people
     * @param meter counts the calls of all components of the plugin's version
     */
    public PluginDoor(String label, PluginMeter meter) {
        this.label = label;
        this.meter = meter;
    }

    /**
     * Calls the plugin. A call that takes longer than {@link CallWatch#BUDGET} is interrupted.
     *
     * @throws FaultyPluginException for all that it throws but its own answers, {@link GatewayException} and
     *     {@link JsonSyntaxException}; also if too many calls have never come back
     */
    public <R> R call(Supplier<R> call) {
        if (abandoned.get() >= MOST_ABANDONED) {
            throw counted(FaultyPluginException.of(
                    label, "it is isolated, since " + abandoned.get() + " calls of it do not come back"));
        }
        return call(call, false);
    }

    /** The same without a bound of time or number, for what may have to wait long for others or must be said in any case. */
    public <R> R callPatiently(Supplier<R> call) {
        return call(call, true);
    }

    private <R> R call(Supplier<R> call, boolean patient) {
        return within(call, patient, true);
    }

    /** One step of what counts as one call when it is over; bounded like a call. */
    <R> R step(Supplier<R> step, boolean patient) {
        return within(step, patient, false);
    }

    private <R> R within(Supplier<R> work, boolean patient, boolean counted) {
        CallSlot slot = meter.begin(this, patient, counted);
        try {
            R answer = work.get();
            if (answer == null && counted) {
                throw new IllegalStateException("it answered null");
            }
            return answer;
        } catch (GatewayException | JsonSyntaxException e) {
            throw slot.wasInterrupted() ? tookTooLong() : e;
        } catch (Throwable e) {
            throw slot.wasInterrupted() ? tookTooLong() : failed(e);
        } finally {
            meter.end(slot);
        }
    }

    private FaultyPluginException tookTooLong() {
        return counted(FaultyPluginException.of(label, "no answer within " + CallWatch.BUDGET.toSeconds() + " s"));
    }

    private FaultyPluginException failed(Throwable thrown) {
        return counted(FaultyPluginException.threw(label, thrown));
    }

    private FaultyPluginException counted(FaultyPluginException failure) {
        meter.failed(failure.summary());
        return failure;
    }

    void abandoned(int change) {
        abandoned.addAndGet(change);
        meter.abandoned(change);
    }

    PluginMeter meter() {
        return meter;
    }

    @Override
    public String toString() {
        return label;
    }
}

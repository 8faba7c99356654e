package dev.switchboard.accounts.gate;

import java.util.OptionalLong;

/**
 * How strictly budgets are held.
 *
 * @param strict        whether an attempt is only made if the most that it can cost is left
 * @param refuseUnpriced whether a call that a budget counts is refused if the price of its target is not known
 * @param largestOutput how many tokens of output are reckoned with where neither caller nor price list sets a limit
 * @param largestInput  how many tokens of input are reckoned with where a call points at what it does not hold, and the price list
 *                      does not say how many the model takes
 * @param toolUses      how many uses of a provider's own tools are reckoned with where the call sets no limit; empty to refuse it
 */
public record Rules(
        boolean strict, boolean refuseUnpriced, long largestOutput, long largestInput, OptionalLong toolUses) {}

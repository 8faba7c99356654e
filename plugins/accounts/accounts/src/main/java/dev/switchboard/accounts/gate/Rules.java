package dev.switchboard.accounts.gate;

/**
 * How strictly budgets are held.
 *
 * @param strict        whether an attempt is only made if the most that it can cost is left
 * @param refuseUnpriced whether a call that a budget counts is refused if the price of its target is not known
 * @param largestOutput how many tokens of output are reckoned with where neither caller nor price list sets a limit
 */
public record Rules(boolean strict, boolean refuseUnpriced, long largestOutput) {}

package dev.switchboard.spi.exchange;

/**
 * One entry of the decision log: something the gateway or a plugin did that the caller did not literally ask for, or chose
 * among several, and why.
 *
 * @param phase   where in the pipeline, such as {@code route}
 * @param subject what it is about, such as a target or a plugin's name
 * @param reason  a sentence; never a secret or content
 */
public record Decision(String phase, String subject, String reason) {}

package dev.switchboard.spi.accounts;

import dev.switchboard.spi.admission.Admission;
import dev.switchboard.spi.endpoint.HttpEndpoint;
import dev.switchboard.spi.identity.Identity;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Accounts of callers as one component: it knows their keys, decides what they may do and spend, and serves the calls by which
 * they are managed. The three share what they know, so that a key that is blocked by the one is refused by the other.
 *
 * <p>A gateway has at most one. As an identity it is asked last, so that the keys of the configuration are known also while its
 * store is away; as an admission before those of {@code admissions}.
 */
@ConsumerType
public interface Accounts extends Identity, Admission, HttpEndpoint {}

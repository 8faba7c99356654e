/**
 * What any bundle needs that calls Amazon Web Services: who it is, from wherever such credentials come, and signatures of version
 * 4. A library that provider bundles hold copies of; a provider calls {@link dev.switchboard.aws.AwsAuthorizer#authorize} in its
 * own {@code authorize}.
 *
 * <p>Sources: AWS's pages "Create a signed AWS API request", "Standardized credential providers" and "Shared config and
 * credentials files" of the SDKs and Tools guide, "Use IMDSv2" of the EC2 guide, "AssumeRole" and "AssumeRoleWithWebIdentity" of the
 * STS API reference, as of November 2026.
 */
@NullMarked
package dev.switchboard.aws;

import org.jspecify.annotations.NullMarked;

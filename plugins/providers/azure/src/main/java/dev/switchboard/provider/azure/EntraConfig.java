package dev.switchboard.provider.azure;

import dev.switchboard.spi.config.Default;
import dev.switchboard.spi.config.Description;
import dev.switchboard.spi.config.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Who calls Azure, by Entra ID.
 *
 * @param token              a token that somebody else renews
 * @param tenantId           the directory
 * @param clientId           the application, or the managed identity where a machine has several
 * @param clientSecret       of the application
 * @param certificateFile    of the application: a PEM file with certificate and private key
 * @param federatedTokenFile a file with a token of another issuer that stands for the application
 * @param managedIdentity    whether the machine's own identity calls
 * @param scope              what the token is for
 * @param authority          who gives out tokens
 */
@Description(
        "Who calls Azure, by Entra ID: one of token, client-secret, certificate-file, federated-token-file, managed-identity.")
public record EntraConfig(
        @Description("A token that somebody else renews.") @Secret
        Optional<String> token,

        @Description("The directory's id; by default that of AZURE_TENANT_ID.")
        Optional<String> tenantId,

        @Description(
                "The application's id, or the managed identity's where the machine has several; by default that of AZURE_CLIENT_ID.")
        Optional<String> clientId,

        @Description("The application's secret.") @Secret Optional<String> clientSecret,

        @Description("A PEM file with the application's certificate and its private key in PKCS #8.")
        Optional<Path> certificateFile,

        @Description(
                "A file with a token of another issuer, as workload identities have; by default that of AZURE_FEDERATED_TOKEN_FILE.")
        Optional<Path> federatedTokenFile,

        @Description("Whether the machine's own identity calls, on Azure's virtual machines and App Service.")
        @Default("false")
        boolean managedIdentity,

        @Description("What tokens are for.") @Default("https://cognitiveservices.azure.com/.default")
        String scope,

        @Description("Who gives out tokens; by default that of AZURE_AUTHORITY_HOST, else Azure's public cloud.")
        Optional<URI> authority) {
    /** @throws IllegalArgumentException if several ways are set; the message is for the operator */
    public EntraConfig {
        token = token.map(String::strip);
        clientSecret = clientSecret.map(String::strip);
        int ways = (token.isPresent() ? 1 : 0)
                + (clientSecret.isPresent() ? 1 : 0)
                + (certificateFile.isPresent() ? 1 : 0)
                + (federatedTokenFile.isPresent() ? 1 : 0)
                + (managedIdentity ? 1 : 0);
        if (ways > 1) {
            throw new IllegalArgumentException("token, client-secret, certificate-file, federated-token-file,"
                    + " managed-identity: several are set (expected: one of them)");
        }
    }

    /** The application only: the rest is secret. */
    @Override
    public String toString() {
        return "EntraConfig[" + clientId.orElse("") + "]";
    }
}

package dev.switchboard.http.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;

class JvmTrustTest {
    @Test
    void trustsWhomTheJvmTrusts() throws GeneralSecurityException {
        TrustManagerFactory jvm = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        jvm.init((KeyStore) null);
        Set<?> expected = Arrays.stream(jvm.getTrustManagers())
                .flatMap(manager -> Stream.of(((X509TrustManager) manager).getAcceptedIssuers()))
                .collect(Collectors.toSet());
        assertFalse(expected.isEmpty());
        assertEquals(expected, Set.of(new JvmTrust().getAcceptedIssuers()));
    }
}

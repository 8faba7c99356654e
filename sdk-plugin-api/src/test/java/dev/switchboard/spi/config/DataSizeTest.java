package dev.switchboard.spi.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataSizeTest {
    @ParameterizedTest
    @CsvSource({"0B,0", "1KB,1024", "32MB,33554432", "2GB,2147483648", "1500B,1500"})
    void readsAndWritesEachUnit(String written, long bytes) {
        assertEquals(new DataSize(bytes), DataSize.parse(written));
        assertEquals(written, new DataSize(bytes).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "MB", "-1MB", "1.5MB", "10mb", "10 MB", "999999999999999999GB"})
    void refusesWhatIsNotASize(String written) {
        assertThrows(IllegalArgumentException.class, () -> DataSize.parse(written));
    }

    @Test
    void refusesNegativeBytes() {
        assertThrows(IllegalArgumentException.class, () -> new DataSize(-1));
    }
}

package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.Version;
import org.junit.jupiter.api.Test;

class VersionTest {

    @Test
    void theTestsRunOnTheVersionThatTheBuildMeans() {
        assertThat(Version.getVersionString()).isEqualTo(System.getProperty("tool.version"));
    }
}

package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.Version;
import org.junit.jupiter.api.Test;
import org.springframework.core.SpringVersion;
import org.springframework.jdbc.core.JdbcTemplate;

class VersionTest {

    @Test
    void theTestsRunOnTheVersionsThatTheBuildMeans() {
        assertThat(SpringVersion.getVersion()).isEqualTo(System.getProperty("spring.version"));
        assertThat(JdbcTemplate.class.getPackage().getImplementationVersion())
                .isEqualTo(System.getProperty("spring.version"));
        assertThat(Version.getVersionString()).isEqualTo(System.getProperty("hibernate.version"));
    }
}

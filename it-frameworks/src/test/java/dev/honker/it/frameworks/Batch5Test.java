package dev.honker.it.frameworks;

import javax.sql.DataSource;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
        named = "spring.version",
        matches = "6\\..*",
        disabledReason = "Spring Batch 6 is tested by it-batch6")
class Batch5Test extends BatchContract {

    @Override
    protected String schema() {
        return "org/springframework/batch/core/schema-sqlite.sql";
    }

    @Override
    protected Jobs jobs(DataSource dataSource) {
        return new Batch5Jobs(dataSource);
    }
}

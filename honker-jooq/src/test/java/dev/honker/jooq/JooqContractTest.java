package dev.honker.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.support.contract.Subject;
import dev.honker.support.contract.Tool;
import dev.honker.support.contract.TransactionContract;
import org.jooq.Constants;

class JooqContractTest extends TransactionContract {

    @Override
    protected Tool tool() {
        return version().startsWith("3.19.") ? Tool.JOOQ_3_19 : Tool.JOOQ_3_21;
    }

    @Override
    protected String version() {
        try {
            // why not the constant itself: the compiler copies it from the version that it sees
            return (String) Constants.class.getField("FULL_VERSION").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Subject open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(12);
        return new JooqSubject(new HikariDataSource(config));
    }
}
